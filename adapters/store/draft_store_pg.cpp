#include "store/draft_store_pg.h"

#include <sanaq_sql/casework.h>

#include <algorithm>
#include <set>

#include "store/database.h"
#include "store/draft_appends.h"

namespace sanaq {
namespace {

constexpr std::size_t appends_max = 128, loads_max = 64;
constexpr int load_lanes = 2;  // a large draft does not hold up all others

// From `first` on: position, device, first_number, seen, at, hashes, sealed.
DraftBatch batch_in(CaseId case_id, const pg::Row& row, int first) {
  return {case_id,
          DeviceId{row.get<Uuid>(first + 1)},
          row.get<std::int64_t>(first),
          row.get<std::int64_t>(first + 2),
          row.get<std::int64_t>(first + 3),
          row.get<UtcInstant>(first + 4),
          std::string(row.get<pg::Bytes>(first + 5).value),
          std::string(row.get<pg::Bytes>(first + 6).value)};
}

std::size_t place_of(const pg::Row& row) { return static_cast<std::size_t>(row.get<std::int64_t>(0)) - 1; }

// One of the rows of a draft: its facts, the snapshot with one of them, and operations unless there are none.
void read_row(const pg::Row& row, CaseId case_id, StoredDraft& draft) {
  draft.position = row.get<std::int64_t>(1);
  draft.snapshot_position = row.get<std::int64_t>(2);
  if (const std::string_view snapshot = row.get<pg::Bytes>(3).value; !snapshot.empty())
    draft.snapshot = snapshot;
  draft.contested = row.get<bool>(4);
  draft.next_number = row.get<std::int64_t>(5);
  draft.submitted = row.get<bool>(6);
  constexpr int batch_column = 7;
  if (!row.is_null(batch_column)) draft.batches.push_back(batch_in(case_id, row, batch_column));
}

}  // namespace

DraftStorePg::DraftStorePg(pg::Pool& pool)
    : pool_(pool),
      appends_([this](Appends::Batch batches) { return append_all(batches); }, appends_max),
      loads_([this](Loads::Batch places) { return load_all(places); }, loads_max, load_lanes) {}

// A household that sent twice at once is in two transactions, one after the other: the second sees the first.
Result<std::vector<Result<AppendOutcome>>> DraftStorePg::append_all(Appends::Batch batches) {
  std::vector<std::optional<Result<AppendOutcome>>> found(batches.size());
  for (std::size_t left = batches.size(); left > 0;) {
    std::set<CaseId> cases;
    std::vector<const DraftBatch*> round;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < batches.size(); ++i) {
      if (found[i] || !cases.insert(batches[i]->case_id).second) continue;
      round.push_back(batches[i]);
      places.push_back(i);
    }
    SANAQ_TRY(auto connection, lease(pool_));
    SANAQ_TRY(auto outcomes, DraftAppends(*connection, round).run());
    for (std::size_t i = 0; i < places.size(); ++i) found[places[i]] = std::move(outcomes[i]);
    left -= places.size();
  }
  std::vector<Result<AppendOutcome>> all;
  for (auto& outcome : found) all.push_back(*std::move(outcome));
  return all;
}

Result<std::vector<Result<StoredDraft>>> DraftStorePg::load_all(Loads::Batch places) {
  std::vector<Uuid> case_ids, devices;
  for (const Place* place : places) {
    case_ids.push_back(place->case_id.value);
    devices.push_back(place->device.value);
  }
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::load_drafts, {case_ids, devices}));
  std::vector<Result<StoredDraft>> drafts(places.size(), Result<StoredDraft>(StoredDraft()));
  for (const auto row : rows) {
    const std::size_t at = place_of(row);
    read_row(row, places[at]->case_id, *drafts.at(at));
  }
  for (auto& draft : drafts) std::ranges::sort(draft->batches, {}, &DraftBatch::position);
  return drafts;
}

Result<std::vector<DraftBatch>> DraftStorePg::read_log(CaseId case_id, std::int64_t after, int limit,
                                                       DeviceId except) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::casework::read_draft_batches, {case_id, after, limit, except}));
  std::vector<DraftBatch> batches;
  for (const auto row : rows) batches.push_back(batch_in(case_id, row, 0));
  return batches;
}

Result<Done> DraftStorePg::save_snapshot(CaseId case_id, std::int64_t position, const std::string& sealed) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::casework::save_snapshot, {case_id, position, pg::Bytes{sealed}}));
  return Done{};
}

}  // namespace sanaq
