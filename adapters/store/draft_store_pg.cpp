#include "store/draft_store_pg.h"

#include <sanaq_sql/casework.h>

#include <algorithm>
#include <limits>

#include "pg/transaction.h"
#include "store/database.h"

namespace sanaq {
namespace {

constexpr std::size_t hash_bytes = 8;

std::vector<DraftBatch> batches_of(CaseId case_id, const pg::Rows& rows) {
  std::vector<DraftBatch> batches;
  for (const auto row : rows)
    batches.push_back({case_id, DeviceId{row.get<Uuid>(1)}, row.get<std::int64_t>(0), row.get<std::int64_t>(2),
                       row.get<std::int64_t>(3), row.get<UtcInstant>(4), std::string(row.get<pg::Bytes>(5).value),
                       std::string(row.get<pg::Bytes>(6).value)});
  return batches;
}

// True when the batch's operations below `next_number` are those stored under their numbers.
Result<bool> matches_stored(pg::Connection& connection, const DraftBatch& batch, std::int64_t next_number) {
  const std::int64_t last = std::min(next_number, batch.first_number + batch.count()) - 1;
  SANAQ_STORE_TRY(const auto rows, connection.query(sql::casework::draft_hashes, {batch.case_id, batch.device,
                                                                                  batch.first_number, last}));
  std::int64_t checked = batch.first_number;
  for (const auto row : rows) {
    const auto first = row.get<std::int64_t>(0);
    const std::string_view hashes = row.get<pg::Bytes>(1).value;
    for (; checked <= last && checked < first + static_cast<std::int64_t>(hashes.size() / hash_bytes); ++checked) {
      const auto there = static_cast<std::size_t>(checked - first) * hash_bytes;
      const auto here = static_cast<std::size_t>(checked - batch.first_number) * hash_bytes;
      if (hashes.substr(there, hash_bytes) != std::string_view(batch.hashes).substr(here, hash_bytes)) return false;
    }
  }
  return checked > last;
}

Result<Done> add(pg::Connection& connection, const DraftBatch& batch, std::int64_t position, bool contested) {
  SANAQ_STORE_DONE(connection.execute(sql::casework::add_draft_batch,
                                      {batch.case_id, position, batch.device, batch.first_number, batch.seen, batch.at,
                                       pg::Bytes{batch.hashes}, pg::Bytes{batch.sealed}}));
  SANAQ_STORE_DONE(connection.execute(sql::casework::move_draft, {batch.case_id, position, contested}));
  SANAQ_STORE_DONE(connection.execute(sql::casework::move_device,
                                      {batch.case_id, batch.device, batch.first_number + batch.count()}));
  return Done{};
}

}  // namespace

Result<AppendOutcome> DraftStorePg::append(const DraftBatch& batch) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_DONE(connection->execute(sql::casework::ensure_draft, {batch.case_id}));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::casework::lock_draft, {batch.case_id, batch.device, batch.seen}));
  AppendOutcome outcome{AppendOutcome::Kind::added, rows[0].get<std::int64_t>(0), rows[0].get<std::int64_t>(1),
                        rows[0].get<bool>(2)};
  if (batch.first_number > outcome.next_number)
    return Error{"draft.gap", "next " + std::to_string(outcome.next_number)};
  if (batch.first_number < outcome.next_number) {
    SANAQ_TRY(const bool same, matches_stored(*connection, batch, outcome.next_number));
    if (!same) return Error{"draft.diverged", {}};
    const bool all = batch.first_number + batch.count() <= outcome.next_number;
    outcome.kind = all ? AppendOutcome::Kind::already : AppendOutcome::Kind::overlap;
    return outcome;
  }
  if (rows[0].get<bool>(3)) return Error{"submission.closed", {}};
  ++outcome.position;
  outcome.next_number += batch.count();
  SANAQ_TRY_DONE(add(*connection, batch, outcome.position, outcome.others));
  SANAQ_STORE_DONE(transaction.commit());
  return outcome;
}

Result<StoredDraft> DraftStorePg::load(CaseId case_id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection, pg::Isolation::repeatable_read));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::load_draft, {case_id}));
  if (rows.empty()) return StoredDraft();
  StoredDraft draft{rows[0].get<std::int64_t>(0), rows[0].get<std::int64_t>(1),
                    std::string(rows[0].get<pg::Bytes>(2).value), rows[0].get<bool>(3), {}};
  SANAQ_STORE_TRY(const auto batches,
                  connection->query(sql::casework::read_draft_batches,
                                    {case_id, draft.snapshot_position, std::numeric_limits<std::int32_t>::max()}));
  draft.batches = batches_of(case_id, batches);
  SANAQ_STORE_DONE(transaction.commit());
  return draft;
}

Result<std::vector<DraftBatch>> DraftStorePg::read_log(CaseId case_id, std::int64_t after, int limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::read_draft_batches, {case_id, after, limit}));
  return batches_of(case_id, rows);
}

Result<std::int64_t> DraftStorePg::next_number(CaseId case_id, DeviceId device) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::next_number, {case_id, device}));
  return rows.empty() ? 1 : rows[0].get<std::int64_t>(0);
}

Result<Done> DraftStorePg::save_snapshot(CaseId case_id, std::int64_t position, const std::string& sealed) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::casework::save_snapshot, {case_id, position, pg::Bytes{sealed}}));
  return Done{};
}

}  // namespace sanaq
