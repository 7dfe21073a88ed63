#pragma once
// What every store of submissions, conflicts, closed cases, notices and progress must do. Each function gets
// a fresh one.
#include <doctest.h>

#include <algorithm>

#include "casework/closed_cases.h"
#include "casework/notice.h"
#include "casework/progress.h"
#include "casework/submission_store.h"
#include "casework/testing/household_form.h"

namespace sanaq::testing {

struct CaseStores {
  SubmissionStore& submissions;
  ConflictStore& conflicts;
  ClosedCaseStore& closed;
  NoticeStore& notices;
  ProgressStore& progress;
};

inline SubmitOutcome submit_one(SubmissionStore& store, const PreparedSubmission& household) {
  const auto outcomes = store.submit({&household, 1});
  REQUIRE(outcomes);
  REQUIRE(outcomes->size() == 1);
  return outcomes->front();
}

inline void check_same(const StoredSubmission& a, const StoredSubmission& b) {
  CHECK(a.serial == b.serial);
  CHECK(a.case_id == b.case_id);
  CHECK(a.form == b.form);
  CHECK(a.received_at == b.received_at);
  CHECK(a.territory == b.territory);
  CHECK(a.persons == b.persons);
  CHECK(a.content == b.content);
}

inline void submission_contract(CaseStores stores) {
  auto& store = stores.submissions;
  const auto household = bare_household(1, {10, 11, -1});
  const auto first = submit_one(store, household);
  CHECK(first.kind == SubmitOutcome::Kind::stored);
  CHECK(first.facts.persons == 3);
  CHECK(first.facts.serial.value() == 1);
  CHECK(first.duplicates.empty());

  const auto again = submit_one(store, household);  // the same content: the same facts
  CHECK(again.kind == SubmitOutcome::Kind::already);
  check_same(again.facts, first.facts);

  const auto other = submit_one(store, bare_household(1, {10, 11}, "other answers"));
  CHECK(other.kind == SubmitOutcome::Kind::closed);
  check_same(other.facts, first.facts);

  const auto by_case = store.find(household.case_id);
  REQUIRE((by_case && *by_case));
  check_same(**by_case, first.facts);
  const auto by_serial = store.find(first.facts.serial);
  REQUIRE((by_serial && *by_serial));
  check_same(**by_serial, first.facts);
  const auto by_person = store.find(*household.members[1].key);
  REQUIRE((by_person && *by_person));
  check_same(**by_person, first.facts);
  CHECK_FALSE(store.find(case_of(99))->has_value());
  CHECK_FALSE(store.find(SubmissionSerial(2))->has_value());
}

inline void batch_contract(CaseStores stores) {
  auto& store = stores.submissions;
  // One batch: new, a person claimed twice, the same household again, other content of the first case.
  const std::vector<PreparedSubmission> batch = {bare_household(1, {1, 2}), bare_household(2, {2, 3}),
                                                 bare_household(1, {1, 2}),
                                                 bare_household(1, {1, 2}, "changed")};
  const auto outcomes = store.submit(batch);
  REQUIRE(outcomes);
  CHECK((*outcomes)[0].kind == SubmitOutcome::Kind::stored);
  CHECK((*outcomes)[1].kind == SubmitOutcome::Kind::stored);
  CHECK((*outcomes)[1].duplicates == std::vector<std::uint16_t>{1});
  CHECK((*outcomes)[1].facts.serial.value() == 2);
  CHECK((*outcomes)[2].kind == SubmitOutcome::Kind::already);
  CHECK((*outcomes)[3].kind == SubmitOutcome::Kind::closed);
  const auto again = submit_one(store, batch[1]);  // told of the same duplicates
  CHECK(again.kind == SubmitOutcome::Kind::already);
  CHECK(again.duplicates == std::vector<std::uint16_t>{1});
  CHECK(store.submit({}).value().empty());
}

inline void conflict_contract(CaseStores stores) {
  auto& store = stores.submissions;
  submit_one(store, bare_household(1, {1, 2}));
  CHECK(stores.conflicts.list({}).value().empty());
  submit_one(store, bare_household(2, {7, 2}));
  const auto open = stores.conflicts.list({}).value();
  REQUIRE(open.size() == 1);
  CHECK(open[0].territories == std::vector<std::string>{"751110000", "111010000"});
  CHECK(stores.conflicts.list({.territories = {"111010000"}}).value().size() == 1);
  CHECK(stores.conflicts.list({.territories = {"550000000"}}).value().empty());
  CHECK(stores.conflicts.list({.state = ConflictState::resolved}).value().empty());
  CHECK(stores.conflicts.list({.after = open[0].id.value()}).value().empty());

  auto conflict = stores.conflicts.load(open[0].id).value();
  REQUIRE(conflict.claims.size() == 2);
  CHECK(conflict.claims[0].member == 2);
  CHECK(conflict.claims[1].member == 2);
  CHECK_FALSE(conflict.rule.has_value());

  ConflictResolution decision{open[0].id, SubmissionSerial(3), ConflictRule::evidence, "passport", "aigul",
                              {5}};
  CHECK(stores.conflicts.resolve(decision).error().code == "conflict.winner");
  decision.winner = SubmissionSerial(2);
  REQUIRE(stores.conflicts.resolve(decision));
  CHECK(stores.conflicts.list({}).value().empty());
  CHECK(stores.conflicts.list({.state = ConflictState::all}).value().size() == 1);
  CHECK(stores.conflicts.list({.state = ConflictState::resolved}).value().size() == 1);
  CHECK(
      stores.conflicts.list({.state = ConflictState::resolved, .after = open[0].id.value()}).value().empty());
  conflict = stores.conflicts.load(open[0].id).value();
  CHECK(conflict.rule == ConflictRule::evidence);
  CHECK(conflict.resolved_by == "aigul");
  CHECK_FALSE(conflict.claims[0].counted);
  CHECK(conflict.claims[1].counted);

  // A third claim opens the conflict again; the winner goes on holding the person.
  CHECK(submit_one(store, bare_household(3, {2})).duplicates == std::vector<std::uint16_t>{1});
  conflict = stores.conflicts.load(open[0].id).value();
  CHECK(conflict.claims.size() == 3);
  CHECK_FALSE(conflict.rule.has_value());
  CHECK(store.find(*bare_household(3, {2}).members[0].key).value()->serial.value() == 2);

  CHECK(stores.conflicts.load(ConflictId(77)).error().code == "conflict.unknown");
  decision.id = ConflictId(77);
  CHECK(stores.conflicts.resolve(decision).error().code == "conflict.unknown");
}

inline void closed_case_contract(CaseStores stores) {
  auto& store = stores.submissions;
  submit_one(store, bare_household(1, {1, 2}));
  submit_one(store, bare_household(2, {2, 3}));
  submit_one(store, bare_household(3, {4}));
  auto cases = stores.closed.read(SubmissionSerial(), 10).value();
  REQUIRE(cases.size() == 3);
  REQUIRE(cases[0].disputed.size() == 1);
  CHECK(cases[0].disputed[0].member == 2);
  CHECK(cases[0].disputed[0].standing == Standing::contested);
  CHECK(cases[0].disputed[0].first_claim);
  REQUIRE(cases[1].disputed.size() == 1);
  CHECK_FALSE(cases[1].disputed[0].first_claim);
  CHECK(cases[2].disputed.empty());
  CHECK(cases[0].response == bare_household(1, {1, 2}).response);

  const auto conflict = stores.conflicts.list({}).value().at(0).id;
  REQUIRE(
      stores.conflicts.resolve({conflict, SubmissionSerial(2), ConflictRule::latest, "moved", "aigul", {9}}));
  cases = stores.closed.read(SubmissionSerial(), 2).value();
  REQUIRE(cases.size() == 2);
  CHECK(cases[0].disputed[0].standing == Standing::not_counted);
  CHECK(cases[1].disputed[0].standing == Standing::counted);
  CHECK(stores.closed.read(SubmissionSerial(2), 10).value().size() == 1);
  CHECK(stores.closed.read(SubmissionSerial(3), 10).value().empty());
}

inline void notice_contract(CaseStores stores) {
  for (int i = 1; i <= 3; ++i) submit_one(stores.submissions, bare_household(i, {i}));
  auto next = stores.notices.next(2).value();
  REQUIRE(next.size() == 2);
  CHECK(next[0].identity == bare_household(1, {1}).identity);
  CHECK(next[0].persons == 1);
  REQUIRE(stores.notices.record(next[0].serial, {{next[0].serial, 1, NoticeState::sent, "m-1", {4}}}));
  next = stores.notices.next(5).value();
  REQUIRE(next.size() == 2);
  CHECK(next[0].serial.value() == 2);
  const auto told = stores.notices.of(SubmissionSerial(1)).value();
  REQUIRE(told.size() == 1);
  CHECK(told[0].message_id == "m-1");
  CHECK(stores.notices.of(SubmissionSerial(2)).value().empty());
  REQUIRE(stores.notices.record(next[1].serial, {{next[0].serial, 1, NoticeState::no_phone, "", {5}},
                                                 {next[1].serial, 1, NoticeState::sent, "m-3", {6}}}));
  CHECK(stores.notices.next(5).value().empty());
  CHECK(stores.notices.of(SubmissionSerial(2)).value().at(0).state == NoticeState::no_phone);
  CHECK(stores.notices.of(SubmissionSerial(3)).value().at(0).message_id == "m-3");
}

inline void progress_contract(CaseStores stores) {
  auto total = [&] {
    std::int64_t households = 0, persons = 0;
    const auto counts = stores.progress.counts({}).value();
    for (const auto& count : counts) {
      households += count.households;
      persons += count.persons;
    }
    return std::pair(households, persons);
  };
  CHECK(total() == std::pair<std::int64_t, std::int64_t>(0, 0));
  for (int i = 1; i <= 5; ++i) submit_one(stores.submissions, bare_household(i, {i * 10, i * 10 + 1}));
  CHECK(total() == std::pair<std::int64_t, std::int64_t>(5, 10));  // exact before any fold
  CHECK(stores.progress.fold().value() == 5);
  CHECK(total() == std::pair<std::int64_t, std::int64_t>(5, 10));
  CHECK(stores.progress.fold().value() == 0);
  submit_one(stores.submissions, bare_household(6, {90}));
  submit_one(stores.submissions, bare_household(6, {90}));  // the same again counts once
  CHECK(total() == std::pair<std::int64_t, std::int64_t>(6, 11));
  CHECK(stores.progress.fold().value() == 1);
  const auto one = stores.progress.counts({"751110000"}).value();
  REQUIRE(one.size() == 1);
  CHECK(one[0].households == 3);
  CHECK(one[0].day.to_string() == "2021-09-01");
}

}  // namespace sanaq::testing
