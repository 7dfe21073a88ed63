#pragma once
// What every store of drafts must do. Each function gets a fresh one.
#include <doctest.h>

#include "casework/draft_store.h"
#include "casework/testing/household_form.h"

namespace sanaq::testing {

inline DraftBatch bare_batch(int device, std::int64_t first, const std::string& letters,
                             std::int64_t seen = 0) {
  DraftBatch batch;
  batch.case_id = case_of(1);
  batch.device = {case_of(1000 + device).value};
  batch.first_number = first;
  batch.seen = seen;
  batch.at = {100 + first};
  for (const char letter : letters) batch.hashes += std::string(8, letter);
  batch.sealed = "sealed " + letters;
  return batch;
}

inline void draft_contract(DraftStore& store) {
  using Kind = AppendOutcome::Kind;
  CHECK(store.load(case_of(1), {}).value().position == 0);
  auto outcome = store.append(bare_batch(1, 1, "abc")).value();
  CHECK(outcome.kind == Kind::added);
  CHECK(outcome.position == 1);
  CHECK(outcome.next_number == 4);
  CHECK(store.append(bare_batch(1, 1, "abc")).value().kind == Kind::already);
  CHECK(store.append(bare_batch(1, 2, "b")).value().kind == Kind::already);
  CHECK(store.append(bare_batch(1, 1, "abX")).error().code == "draft.diverged");
  CHECK(store.append(bare_batch(1, 5, "d")).error().code == "draft.gap");
  outcome = store.append(bare_batch(1, 3, "cd")).value();
  CHECK(outcome.kind == Kind::overlap);
  CHECK(outcome.next_number == 4);
  CHECK(store.append(bare_batch(1, 2, "bXd")).error().code == "draft.diverged");
  CHECK(store.append(bare_batch(1, 4, "d", 1)).value().kind == Kind::added);
  CHECK_FALSE(store.load(case_of(1), {}).value().contested);

  outcome = store.append(bare_batch(2, 1, "e", 1)).value();  // has not seen position 2 of device 1
  CHECK(outcome.others);
  CHECK(outcome.position == 3);
  auto draft = store.load(case_of(1), {}).value();
  CHECK(draft.contested);
  CHECK(draft.position == 3);
  REQUIRE(draft.batches.size() == 3);
  CHECK(draft.batches[2].device == bare_batch(2, 1, "e").device);
  CHECK(draft.batches[0].sealed == "sealed abc");
  CHECK(draft.batches[0].count() == 3);
  CHECK_FALSE(draft.submitted);
  CHECK(draft.next_number == 1);  // nobody asked
  CHECK(store.load(case_of(1), bare_batch(1, 1, "a").device).value().next_number == 5);
  CHECK(store.load(case_of(1), bare_batch(3, 1, "a").device).value().next_number == 1);

  REQUIRE(store.save_snapshot(case_of(1), 2, "two"));
  REQUIRE(store.save_snapshot(case_of(1), 1, "one"));  // older: dropped
  draft = store.load(case_of(1), {}).value();
  CHECK(draft.snapshot == "two");
  CHECK(draft.snapshot_position == 2);
  REQUIRE(draft.batches.size() == 1);
  CHECK(store.read_log(case_of(1), 0, 2, {}).value().size() == 2);
  CHECK(store.read_log(case_of(1), 2, 10, {}).value().at(0).position == 3);
  const auto others = store.read_log(case_of(1), 0, 1, bare_batch(1, 1, "a").device).value();
  REQUIRE(others.size() == 1);
  CHECK(others[0].position == 3);
  CHECK(store.read_log(case_of(2), 0, 10, {}).value().empty());
}

}  // namespace sanaq::testing
