#include "store/draft_appends.h"

#include <sanaq_sql/casework.h>

#include <algorithm>
#include <string>

#include "pg/pipeline.h"
#include "pg/transaction.h"
#include "store/store_error.h"

namespace sanaq {
namespace {

constexpr std::size_t hash_bytes = 8;

}  // namespace

Result<Done> DraftAppends::lock_and_look_up() {
  std::vector<Uuid> case_ids, devices;
  std::vector<std::int64_t> seen;
  for (const DraftBatch* batch : batches_) {
    case_ids.push_back(batch->case_id.value);
    devices.push_back(batch->device.value);
    seen.push_back(batch->seen);
  }
  SANAQ_STORE_TRY(auto pipeline, pg::Pipeline::begin(connection_));
  SANAQ_STORE_DONE(pipeline.add(pg::begin_in_pipeline));
  SANAQ_STORE_DONE(pipeline.add(sql::casework::ensure_drafts, {case_ids}));
  SANAQ_STORE_DONE(pipeline.add(sql::casework::lock_drafts, {case_ids}));
  // After the lock, as a statement of its own: it sees what was committed while the lock was waited for.
  SANAQ_STORE_DONE(pipeline.add(sql::casework::read_draft_standings, {case_ids, devices, seen}));
  SANAQ_STORE_TRY(const auto answers, pipeline.finish());
  standings_.resize(batches_.size());
  for (const auto row : answers[3])
    standings_.at(static_cast<std::size_t>(row.get<std::int64_t>(0)) - 1) = {
        row.get<std::int64_t>(1), row.get<std::int64_t>(2), row.get<bool>(3), row.get<bool>(4)};
  return Done{};
}

// True when the batch's operations below `next_number` are those stored under their numbers.
Result<bool> DraftAppends::matches_stored(const DraftBatch& batch, std::int64_t next_number) {
  const std::int64_t last = std::min(next_number, batch.first_number + batch.count()) - 1;
  SANAQ_STORE_TRY(const auto rows,
                  connection_.query(sql::casework::draft_hashes,
                                    {batch.case_id, batch.device, batch.first_number, last}));
  std::int64_t checked = batch.first_number;
  for (const auto row : rows) {
    const auto first = row.get<std::int64_t>(0);
    const std::string_view hashes = row.get<pg::Bytes>(1).value;
    for (; checked <= last && checked < first + static_cast<std::int64_t>(hashes.size() / hash_bytes);
         ++checked) {
      const auto there = static_cast<std::size_t>(checked - first) * hash_bytes;
      const auto here = static_cast<std::size_t>(checked - batch.first_number) * hash_bytes;
      if (hashes.substr(there, hash_bytes) != std::string_view(batch.hashes).substr(here, hash_bytes))
        return false;
    }
  }
  return checked > last;
}

Result<Result<AppendOutcome>> DraftAppends::outcome_of(const DraftBatch& batch, const Standing& standing) {
  using Kind = AppendOutcome::Kind;
  AppendOutcome outcome{Kind::added, standing.position, standing.next_number, standing.others};
  if (batch.first_number > outcome.next_number)
    return Result<AppendOutcome>(Error{"draft.gap", "next " + std::to_string(outcome.next_number)});
  if (batch.first_number < outcome.next_number) {
    SANAQ_TRY(const bool same, matches_stored(batch, outcome.next_number));
    if (!same) return Result<AppendOutcome>(Error{"draft.diverged", {}});
    const bool all = batch.first_number + batch.count() <= outcome.next_number;
    outcome.kind = all ? Kind::already : Kind::overlap;
    return Result<AppendOutcome>(outcome);
  }
  if (standing.submitted) return Result<AppendOutcome>(Error{"submission.closed", {}});
  ++outcome.position;
  outcome.next_number += batch.count();
  return Result<AppendOutcome>(outcome);
}

void DraftAppends::add(const DraftBatch& batch, const AppendOutcome& outcome) {
  added_.case_ids.push_back(batch.case_id.value);
  added_.devices.push_back(batch.device.value);
  added_.positions.push_back(outcome.position);
  added_.first_numbers.push_back(batch.first_number);
  added_.next_numbers.push_back(outcome.next_number);
  added_.seen.push_back(batch.seen);
  added_.at.push_back(batch.at);
  added_.hashes.push_back({batch.hashes});
  added_.sealed.push_back({batch.sealed});
  added_.contested.push_back(outcome.others);
}

Result<Done> DraftAppends::write_and_commit() {
  const Added& a = added_;
  SANAQ_STORE_TRY(auto pipeline, pg::Pipeline::begin(connection_));
  if (!a.case_ids.empty()) {
    SANAQ_STORE_DONE(pipeline.add(
        sql::casework::add_draft_batches,
        {a.case_ids, a.positions, a.devices, a.first_numbers, a.seen, a.at, a.hashes, a.sealed}));
    SANAQ_STORE_DONE(pipeline.add(sql::casework::move_drafts, {a.case_ids, a.positions, a.contested}));
    SANAQ_STORE_DONE(pipeline.add(sql::casework::move_devices, {a.case_ids, a.devices, a.next_numbers}));
  }
  SANAQ_STORE_DONE(pipeline.add(pg::commit_in_pipeline));
  SANAQ_STORE_DONE(pipeline.finish());
  return Done{};
}

Result<std::vector<Result<AppendOutcome>>> DraftAppends::run() {
  SANAQ_TRY_DONE(lock_and_look_up());
  std::vector<Result<AppendOutcome>> outcomes;
  for (std::size_t i = 0; i < batches_.size(); ++i) {
    SANAQ_TRY(auto outcome, outcome_of(*batches_[i], standings_[i]));
    if (outcome && outcome->kind == AppendOutcome::Kind::added) add(*batches_[i], *outcome);
    outcomes.push_back(std::move(outcome));
  }
  SANAQ_TRY_DONE(write_and_commit());
  return outcomes;
}

}  // namespace sanaq
