#include <doctest.h>

#include "casework/account_details.h"
#include "casework/closed_cases.h"
#include "casework/draft.h"
#include "casework/member_code.h"
#include "casework/notice.h"
#include "casework/testing/draft_contract.h"
#include "casework/testing/memory_case_store.h"
#include "casework/testing/memory_draft_store.h"
#include "casework/testing/store_contract.h"
#include "interview/program.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

class SetClock final : public Clock {
 public:
  UtcInstant at{1'630'500'000'000'000};
  UtcInstant now() const override { return at; }
};

class MemorySms final : public SmsGateway {
 public:
  std::vector<SmsMessage> sent;
  std::string refused;
  bool away = false;
  int away_after = 1'000'000;  // messages
  Result<SmsAccepted> send(const SmsMessage& message) override {
    if (away || static_cast<int>(sent.size()) >= away_after) return Error{"sms.unavailable", {}};
    if (message.phone == refused) return Error{"sms.refused", {}};
    sent.push_back(message);
    return SmsAccepted{"id-" + std::to_string(sent.size())};
  }
};

Operation answer(std::string question, std::string item, std::string value) {
  Operation operation;
  operation.question = std::move(question);
  operation.item = std::move(item);
  operation.value = std::move(value);
  return operation;
}

Operation item(Operation::Kind kind, std::string id) {
  Operation operation;
  operation.kind = kind;
  operation.question = "members";
  operation.item = std::move(id);
  return operation;
}

struct Desk {
  Scenario scenario{household_text()};
  MemoryDraftStore store;
  MemorySealer sealer;
  SetClock clock;
  Drafts drafts{store, sealer, clock};
  InterviewContext context{*CivilDate::make(2021, 9, 1)};
  std::shared_ptr<const Program> program = std::make_shared<const Program>(*scenario.form);

  DraftOperations batch(int device, std::int64_t first, std::vector<Operation> operations,
                        std::int64_t seen = 0) {
    return {case_of(1), {case_of(1000 + device).value}, first, seen, std::move(operations)};
  }
  OpenDraft open() { return drafts.open(case_of(1), program, context).value(); }
  std::string value(const Interview& interview, std::string_view question, std::string_view of = {}) {
    const NodeIndex node = scenario.form->find(question);
    const ItemSlot slot = of.empty() ? no_item : interview.find_item(scenario.form->nodes[node].list, of);
    return interview.text_of(node, interview.stored({node, slot, no_item}));
  }
};

CaseStores stores_of(MemoryCaseStore& store) { return {store, store, store, store, store}; }

}  // namespace

TEST_CASE("a draft written on two devices: the later commit wins, the loser stays visible") {
  Desk desk;
  REQUIRE(desk.drafts.append(desk.batch(
      1, 1, {item(Operation::Kind::add_item, "m0"), answer("sex", "m0", "1"), answer("rooms", {}, "3")})));
  const auto other = desk.drafts.append(desk.batch(2, 1, {answer("rooms", {}, "4")}, 0));
  REQUIRE(other);
  CHECK(other->others);
  auto draft = desk.open();
  CHECK(desk.value(draft.interview, "rooms") == "4");
  CHECK(desk.value(draft.interview, "sex", "m0") == "1");
  CHECK(draft.contested);
  auto lost = desk.drafts.overruled(case_of(1)).value();
  REQUIRE(lost.size() == 1);
  CHECK(lost[0].lost.value == "3");
  CHECK(lost[0].won.value == "4");
  // Who has seen what is there changes it without a conflict.
  REQUIRE(desk.drafts.append(desk.batch(1, 4, {answer("rooms", {}, "5")}, 2)));
  CHECK(desk.drafts.overruled(case_of(1)).value().size() == 1);
  CHECK(desk.value(desk.open().interview, "rooms") == "5");
}

TEST_CASE("sending again changes nothing; gaps and other operations under the same numbers are refused") {
  Desk desk;
  const std::vector<Operation> two = {answer("rooms", {}, "1"), answer("rooms", {}, "2")};
  CHECK(desk.drafts.append(desk.batch(1, 1, two))->added == 2);
  CHECK(desk.drafts.append(desk.batch(1, 1, two))->already == 2);
  const auto more = desk.drafts.append(desk.batch(1, 2, {two[1], answer("rooms", {}, "3")})).value();
  CHECK(more.added == 1);
  CHECK(more.already == 1);
  CHECK(more.next_number == 4);
  CHECK(desk.drafts.append(desk.batch(1, 6, two)).error().code == "draft.gap");
  CHECK(desk.drafts.append(desk.batch(1, 1, {answer("rooms", {}, "9")})).error().code == "draft.diverged");
  CHECK(desk.drafts.append(desk.batch(1, 4, {})).error().code == "draft.size");
  desk.store.closed.insert(case_of(1));
  CHECK(desk.drafts.append(desk.batch(1, 4, two)).error().code == "submission.closed");
  CHECK(desk.value(desk.open().interview, "rooms") == "3");
  const auto page = desk.drafts.read(case_of(1), 0, 10).value();
  CHECK(page.entries.size() == 2);
  CHECK(page.entries[1].operations.size() == 1);
}

TEST_CASE("a person taken out on one device while another answered: answers are overruled, the draft opens") {
  Desk desk;
  REQUIRE(desk.drafts.append(desk.batch(1, 1, {item(Operation::Kind::add_item, "m0")})));
  REQUIRE(desk.drafts.append(desk.batch(1, 2, {answer("sex", "m0", "1")}, 1)));
  REQUIRE(desk.drafts.append(desk.batch(2, 1, {item(Operation::Kind::remove_item, "m0")}, 1)));
  REQUIRE(desk.drafts.append(desk.batch(1, 3, {answer("given_name", "m0", "Дана")}, 2)));
  const auto draft = desk.open();
  CHECK(draft.skipped == 1);
  CHECK(draft.interview.items(desk.scenario.form->find("members")).empty());
  const auto lost = desk.drafts.overruled(case_of(1)).value();
  REQUIRE(lost.size() == 1);
  CHECK(lost[0].lost.question == "sex");
}

TEST_CASE("opening through a snapshot gives the same as replaying everything") {
  Desk desk;
  std::int64_t number = 1;
  for (int i = 0; i < 60; ++i) {
    std::vector<Operation> operations;
    if (i < 3) operations.push_back(item(Operation::Kind::add_item, "m" + std::to_string(i)));
    operations.push_back(answer("rooms", {}, std::to_string(i % 9 + 1)));
    operations.push_back(answer("given_name", "m0", "Имя " + std::to_string(i)));
    const std::string member = "m" + std::to_string(std::min(i, 2));
    operations.push_back(answer("birth_date", member, "1990-01-0" + std::to_string(i % 9 + 1)));
    REQUIRE(desk.drafts.append(desk.batch(1, number, operations)));
    number += static_cast<std::int64_t>(operations.size());
    if (i % 25 == 24) desk.open();  // writes a snapshot
  }
  const auto stored = desk.store.load(case_of(1), {}).value();
  CHECK(stored.snapshot_position > 0);
  CHECK(stored.batches.size() < 60);
  const std::string through_snapshot = to_canonical(write_answers(desk.open().interview, Scope::everything));
  MemoryDraftStore whole;
  const auto log = desk.store.read_log(case_of(1), 0, 1000, {}).value();
  for (const auto& batch : log) REQUIRE(whole.append(batch));
  Drafts replayed(whole, desk.sealer, desk.clock);
  const auto draft = replayed.open(case_of(1), desk.program, desk.context).value();
  CHECK(to_canonical(write_answers(draft.interview, Scope::everything)) == through_snapshot);
}

TEST_CASE("whichever call of the draft store fails, sending again mends it") {
  for (int n = 1; n < 6; ++n) {
    Desk desk;
    desk.store.fail_at = n;
    const auto first = desk.batch(1, 1, {answer("rooms", {}, "1")});
    const auto second = desk.batch(1, 2, {answer("rooms", {}, "2")});
    (void)desk.drafts.append(first);
    (void)desk.drafts.append(second);
    (void)desk.drafts.open(case_of(1), desk.program, desk.context);
    desk.store.fail_at = 0;
    REQUIRE(desk.drafts.append(first));
    REQUIRE(desk.drafts.append(second));
    CHECK(desk.store.load(case_of(1), {}).value().position == 2);
    CHECK(desk.value(desk.open().interview, "rooms") == "2");
  }
}

TEST_CASE("stores in memory obey their contracts") {
  MemoryDraftStore drafts;
  draft_contract(drafts);
  for (const auto contract : {submission_contract, batch_contract, conflict_contract, closed_case_contract,
                              notice_contract, progress_contract}) {
    MemoryCaseStore store;
    contract(stores_of(store));
  }
}

namespace {

// Two households of the real little form with one person in common.
struct Nation {
  Scenario scenario{household_text()};
  std::vector<KnownForm> forms{{scenario.form.get(), *SubmissionPlan::make(*scenario.form)}};
  MemoryHash hash;
  MemorySealer sealer;
  MemoryCaseStore store;

  SubmitOutcome add(int number, int persons, int first_iin, std::string phone = {}) {
    Scenario household(scenario.form, scenario.program,
                       Interview(scenario.program, {*CivilDate::make(2021, 9, 1)}));
    fill_household(household, persons, first_iin);
    if (!phone.empty()) household.answer("m0.phone", phone);
    const SubmissionHead head{case_of(number), Channel::online, {1'630'500'000'000'000}, "111010000"};
    auto ready = prepare_submission(household.interview, forms[0].plan, head, {}, {}, hash, sealer);
    REQUIRE(ready);
    return submit_one(store, std::get<PreparedSubmission>(*ready));
  }
};

}  // namespace

TEST_CASE("staff see of a conflict what helps to decide, and the decision carries into closed cases") {
  Nation nation;
  nation.add(1, 2, 10);
  CHECK(nation.add(2, 3, 11).duplicates == std::vector<std::uint16_t>{1});
  const auto id = nation.store.list({}).value().at(0).id;
  auto view = view_conflict(id, nation.store, nation.forms, nation.sealer).value();
  REQUIRE(view.claims.size() == 2);
  CHECK(view.claims[0].member == 2);
  CHECK(view.claims[0].sex == "1");
  CHECK(view.claims[1].sex == "2");
  CHECK(view.claims[1].birth_year == "1987");
  CHECK(view_conflict(id, nation.store, {}, nation.sealer).error().code == "response.form");

  ConflictResolution decision{id, SubmissionSerial(2), ConflictRule::usual_residence, "", "aigul", {1}};
  CHECK(resolve_conflict(decision, nation.store).error().code == "conflict.evidence");
  ClosedCases before(nation.store, nation.forms, nation.sealer);
  auto cases = before.next().value();
  CHECK(cases[0].counts == std::vector<bool>{true, true});  // until resolved, the first claim counts
  CHECK(cases[1].counts == std::vector<bool>{false, true, true});
  decision.evidence = "lives there";
  REQUIRE(resolve_conflict(decision, nation.store));
  ClosedCases after(nation.store, nation.forms, nation.sealer, 1);
  CHECK(after.next().value().at(0).counts == std::vector<bool>{true, false});
  CHECK(after.next().value().at(0).counts == std::vector<bool>{true, true, true});
  CHECK(after.next().value().empty());
  CHECK(cases[0].response.lists.at(0).item_ids.size() == 2);
  CHECK(parse_conflict_rule(to_string(ConflictRule::latest)) == ConflictRule::latest);
  CHECK_FALSE(parse_conflict_rule("whim").has_value());
}

TEST_CASE("every member's code goes to their own phone or to the account's, in order, at least once") {
  Nation nation;
  nation.add(1, 2, 10, "+7 701 111 11 11");
  nation.add(2, 1, 20);
  auto& account = nation.store.accounts[case_of(1)];
  account.account = {case_of(500).value};
  account.language = "kk";
  const AccountDetails details{synthetic_iin(10), "0123", "77020000000", {}, RegisterOutcome::found, {}, {}};
  const auto& id = account.account.value.bytes();
  account.account_sealed = nation.sealer.seal(SealPurpose::account, write_details(details),
                                              {reinterpret_cast<const char*>(id.data()), id.size()});
  MemorySms sms;
  SetClock clock;
  Messages texts;
  REQUIRE(texts.add("key,kk\nsms.member_code,Код {0}\n"));
  NoticeJob job({nation.store, sms, nation.hash, nation.sealer, clock, texts}, nation.forms, {});
  sms.away = true;
  CHECK(job.run(10).error().code == "sms.unavailable");
  sms.away = false;
  sms.refused = "77020000000";
  CHECK(job.run(10).value() == 2);
  CHECK(job.run(10).value() == 0);
  REQUIRE(sms.sent.size() == 1);
  CHECK(sms.sent[0].phone == "77011111111");
  CHECK(sms.sent[0].text == "Код " + to_text(MemberCode{SubmissionSerial(1), 1}, nation.hash));
  const auto told = nation.store.of(SubmissionSerial(1)).value();
  REQUIRE(told.size() == 2);
  CHECK(told[0].state == NoticeState::sent);
  CHECK(told[1].state == NoticeState::refused);
  CHECK(nation.store.of(SubmissionSerial(2)).value().at(0).state == NoticeState::no_phone);
}

TEST_CASE("when the gateway goes away, those told before are not told again") {
  Nation nation;
  constexpr int households = static_cast<int>(NoticeJob::recorded_together) + 10;
  for (int i = 1; i <= households; ++i) nation.add(i, 1, i, i == households ? "" : "+7 701 111 11 11");
  MemorySms sms;
  SetClock clock;
  Messages texts;
  NoticeJob job({nation.store, sms, nation.hash, nation.sealer, clock, texts}, nation.forms, {});
  sms.away_after = households - 3;
  CHECK(job.run(households).error().code == "sms.unavailable");
  CHECK(sms.sent.size() == households - 3);
  CHECK(nation.store.of(SubmissionSerial(households - 3)).value().size() == 1);
  CHECK(nation.store.of(SubmissionSerial(households - 2)).value().empty());
  sms.away_after = households;
  CHECK(job.run(households).value() == 3);
  CHECK(sms.sent.size() == households - 1);  // the last has no phone
}
