#include "casework/submission.h"

#include <doctest.h>

#include "casework/receipt.h"
#include "casework/testing/household_form.h"
#include "casework/testing/memory_case_store.h"
#include "casework/testing/store_contract.h"
#include "casework/verification.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

struct Household {
  Scenario scenario{household_text()};
  SubmissionPlan plan = *SubmissionPlan::make(*scenario.form);
  MemoryHash hash;
  MemorySealer sealer;
  SubmissionHead head{case_of(1), Channel::online, {1'630'500'000'000'000}, "111010000"};
  std::vector<Prefilled> prefilled;

  PrepareOutcome prepare() {
    auto outcome = prepare_submission(scenario.interview, plan, head, prefilled, {}, hash, sealer);
    REQUIRE(outcome);
    return *std::move(outcome);
  }
  PreparedSubmission ready() {
    auto outcome = prepare();
    REQUIRE(std::holds_alternative<PreparedSubmission>(outcome));
    return std::get<PreparedSubmission>(std::move(outcome));
  }
  CodedResponse open(SealPurpose purpose, const std::string& sealed) {
    const auto& id = head.case_id.value.bytes();
    const auto bytes = sealer.open(purpose, sealed, {reinterpret_cast<const char*>(id.data()), id.size()});
    REQUIRE(bytes);
    return *decode_response(*bytes, *scenario.form, plan.form.fingerprint);
  }
  bool holds(const CodedResponse& response, std::string_view question) {
    const NodeIndex node = scenario.form->find(question);
    return std::any_of(response.answers.begin(), response.answers.end(),
                       [&](const CodedAnswer& answer) { return answer.node == node; });
  }
};

}  // namespace

TEST_CASE("a plan finds persons, address and lists in a form") {
  const Household household;
  const auto& form = *household.scenario.form;
  REQUIRE(household.plan.persons.size() == 1);
  CHECK(household.plan.persons[0].iin == form.find("iin"));
  CHECK(household.plan.persons[0].document_number == form.find("document_number"));
  CHECK(household.plan.persons[0].phone == form.find("phone"));
  CHECK(household.plan.territory == form.find("territory"));
  CHECK(household.plan.dwelling == no_node);
  CHECK(household.plan.questions[0].size() == 12);
  const Scenario bare(english("type,name,label\ninteger,rooms,Rooms\n"));
  CHECK(SubmissionPlan::make(*bare.form).error().code == "plan.persons");
}

TEST_CASE("answers and identities leave apart, each under its own key") {
  Household household;
  fill_household(household.scenario, 2, 100);
  household.scenario.answer("street", "Абай");
  household.scenario.refuse("m0.religion");
  household.scenario.answer("m1.kinship.m0", "3");
  const auto ready = household.ready();
  CHECK(ready.members.size() == 2);
  CHECK(ready.members[0].key == person_key(*Iin::parse(synthetic_iin(100)), household.hash));
  REQUIRE(ready.typed_address);
  CHECK(ready.typed_address->street == "Абай");
  const auto response = household.open(SealPurpose::response, ready.response);
  const auto identity = household.open(SealPurpose::identity, ready.identity);
  for (const char* question : {"given_name", "iin", "street"}) {
    CHECK_FALSE(household.holds(response, question));
    CHECK(household.holds(identity, question));
  }
  for (const char* question : {"rooms", "sex", "birth_date", "languages", "religion", "kinship", "age", "territory"}) {
    CHECK(household.holds(response, question));
    CHECK_FALSE(household.holds(identity, question));
  }
  CHECK(response.lists == identity.lists);
  const auto refused = std::find_if(response.answers.begin(), response.answers.end(), [](const CodedAnswer& answer) {
    return answer.value.state == Value::State::refused;
  });
  REQUIRE(refused != response.answers.end());
  CHECK(refused->item == 0);
}

TEST_CASE("a household that is not complete is told what to mend") {
  Household household;
  fill_household(household.scenario, 1, 1);
  household.scenario.clear("m0.sex");
  household.scenario.answer("rooms", "40");  // a soft finding nobody passed
  auto outcome = household.prepare();
  REQUIRE(std::holds_alternative<NotReady>(outcome));
  CHECK(std::get<NotReady>(outcome).names == std::vector<std::string>{"rooms.warning", "sex.required"});
  household.scenario.answer("m0.sex", "1");
  household.scenario.pass("rooms.warning", {}, "a hostel");
  CHECK(std::holds_alternative<PreparedSubmission>(household.prepare()));
}

TEST_CASE("one person twice in a household is refused") {
  Household household;
  fill_household(household.scenario, 3, 1);
  household.scenario.answer("m2.iin", synthetic_iin(1));
  auto outcome = household.prepare();
  REQUIRE(std::holds_alternative<NotReady>(outcome));
  CHECK(std::get<NotReady>(outcome).same_person == std::vector<std::uint16_t>{3});
}

TEST_CASE("persons without IIN are known by document, kind and country") {
  Household household;
  fill_household(household.scenario, 3, 1);
  for (const char* m : {"m0.", "m1.", "m2."}) household.scenario.clear(std::string(m) + "iin");
  for (const char* m : {"m0.", "m1."}) {
    household.scenario.answer(std::string(m) + "document_kind", "1");
    household.scenario.answer(std::string(m) + "document_country", "KGZ");
  }
  household.scenario.answer("m0.document_number", "ac 12-34");
  household.scenario.answer("m1.document_number", "AC1235");
  const auto ready = household.ready();
  CHECK(ready.members[0].key == person_key("1", "AC1234", "KGZ", household.hash));
  CHECK(ready.members[0].key != person_key("2", "AC1234", "KGZ", household.hash));
  CHECK(ready.members[0].key != ready.members[1].key);
  CHECK_FALSE(ready.members[2].key.has_value());
}

TEST_CASE("values filled in beforehand and changed are recorded, names among the identities") {
  Household household;
  fill_household(household.scenario, 1, 1);
  household.prefilled = {{"sex", "m0", "1"},          // changed
                         {"birth_date", "m0", "1987-05-04"},  // kept
                         {"given_name", "m0", "Алия"},
                         {"sex", "m9", "1"}};         // the person was taken out
  const auto ready = household.ready();
  const auto response = household.open(SealPurpose::response, ready.response);
  REQUIRE(response.edited.size() == 1);
  CHECK(response.edited[0].before == "1");
  const auto identity = household.open(SealPurpose::identity, ready.identity);
  REQUIRE(identity.edited.size() == 1);
  CHECK(identity.edited[0].before == "Алия");
}

TEST_CASE("the content hash follows the content and nothing else") {
  Household household;
  fill_household(household.scenario, 2, 1);
  const auto first = household.ready();
  household.head.received_at.micros += 5;
  household.head.case_id = case_of(2);
  CHECK(household.ready().content == first.content);
  household.scenario.answer("m0.given_name", "Дана");
  CHECK(household.ready().content != first.content);
}

TEST_CASE("a wrong form or a territory that is missing are errors") {
  Household household;
  fill_household(household.scenario, 1, 1);
  household.head.territory.clear();
  const auto missing = prepare_submission(household.scenario.interview, household.plan, household.head, {}, {},
                                          household.hash, household.sealer);
  CHECK(missing.error().code == "submission.territory");
  household.plan.form.version = "2";
  const auto other = prepare_submission(household.scenario.interview, household.plan, household.head, {}, {},
                                        household.hash, household.sealer);
  CHECK(other.error().code == "submission.form");
}

TEST_CASE("coded answers come back as written, and no bytes harm the reader") {
  Household household;
  fill_household(household.scenario, 4, 1);
  household.scenario.refuse("m2.religion");
  household.scenario.answer("m3.kinship.m1", "1");
  household.scenario.answer("m3.kinship.m2", "3");
  household.prefilled = {{"sex", "m1", "2"}};
  const auto coded = household.open(SealPurpose::response, household.ready().response);
  const Form& form = *household.scenario.form;
  const std::string bytes = encode_response(coded, form, household.plan.form.fingerprint);
  CHECK(*decode_response(bytes, form, household.plan.form.fingerprint) == coded);
  CHECK(decode_response(bytes, form, 1).error().code == "response.form");
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_FALSE(decode_response(std::string_view(bytes).substr(0, size), form, household.plan.form.fingerprint));
  SplitMix rng(3);
  for (int round = 0; round < 20'000; ++round) {
    std::string changed = bytes;
    for (std::uint64_t i = rng.below(4) + 1; i > 0; --i)
      changed[rng.below(changed.size())] = static_cast<char>(rng.next());
    const auto read = decode_response(changed, form, household.plan.form.fingerprint);
    if (!read) continue;
    const auto again = decode_response(encode_response(*read, form, household.plan.form.fingerprint), form,
                                       household.plan.form.fingerprint);
    REQUIRE(again);
    CHECK(*again == *read);
  }
}

TEST_CASE("a list that stands twice in coded answers is refused") {
  Household household;
  fill_household(household.scenario, 1, 1);
  auto coded = household.open(SealPurpose::response, household.ready().response);
  const Form& form = *household.scenario.form;
  const std::uint64_t fingerprint = household.plan.form.fingerprint;
  std::erase_if(coded.answers, [](const CodedAnswer& answer) { return answer.item != CodedAnswer::none; });
  REQUIRE(decode_response(encode_response(coded, form, fingerprint), form, fingerprint));
  coded.lists.push_back(coded.lists[0]);
  CHECK(decode_response(encode_response(coded, form, fingerprint), form, fingerprint).error().code ==
        "response.bytes");
}

TEST_CASE("a receipt is checked offline, and every change of it shows") {
  MemoryCaseStore store;
  const MemorySigner signer(3);
  const auto stored = submit_one(store, bare_household(1, {1, 2})).facts;
  const std::string text = to_text(make_receipt(stored, signer));
  CHECK(text.size() < 220);
  CHECK(to_text(make_receipt(*store.find(stored.serial).value(), signer)) == text);  // the same receipt again
  const auto receipt = verify_receipt(text, signer);
  REQUIRE(receipt);
  CHECK(receipt->case_id == stored.case_id);
  CHECK(receipt->persons == 2);
  CHECK(receipt->received_at == stored.received_at);
  CHECK(receipt->territory == stored.territory);
  StoredSubmission before = stored;  // as receipts were before they named the territory
  before.territory.clear();
  const auto old = verify_receipt(to_text(make_receipt(before, signer)), signer);
  REQUIRE(old);
  CHECK(old->territory.empty());
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CHECK_FALSE(verify_receipt(changed, signer));
  }
  CHECK(verify_receipt(text, MemorySigner(4)).error().code == "receipt.signature");
  CHECK(verify_receipt(text.substr(9), signer).error().code == "receipt.form");
  CHECK(verify_receipt("", signer).error().code == "receipt.form");
}

TEST_CASE("member codes: readable, not to be guessed, never two alike") {
  const MemoryHash hash;
  const std::string code = to_text(MemberCode{SubmissionSerial(4'294'967'295), 255}, hash);
  CHECK(code.size() == 14);
  CHECK(parse_member_code(code, hash)->member == 255);
  CHECK(to_text(MemberCode{SubmissionSerial(1), 1}, hash).substr(0, 4) !=
        to_text(MemberCode{SubmissionSerial(1), 2}, hash).substr(0, 4));
  SplitMix rng(1);
  int taken = 0;
  for (int i = 0; i < 20'000; ++i) {
    const MemberCode one{SubmissionSerial(static_cast<std::int64_t>(rng.below(5'000'000)) + 1),
                         static_cast<std::uint16_t>(rng.below(60) + 1)};
    if (i < 500) CHECK(parse_member_code(to_text(one, hash), hash) .value() == one);
    std::string guess;
    for (int k = 0; k < 12; ++k) guess += "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[rng.below(32)];
    taken += parse_member_code(guess, hash).has_value() ? 1 : 0;
  }
  CHECK(taken == 0);  // one in a million is expected
  for (const char* text : {"", "7K2M-9QXR-T4W", "7K2M-9QXR-T4WDD", "7K2M-9QXR-T4W!"})
    CHECK(parse_member_code(text, hash).error().code == "member_code.form");
  CHECK(parse_member_code("0000-0000-0000", hash).error().code == "member_code.unknown");
  CHECK(parse_member_code(code, MemoryHash("other")).error().code == "member_code.unknown");
}

TEST_CASE("at the door: what a code tells, and what it does not") {
  MemoryCaseStore store;
  const MemoryHash hash;
  const auto household = bare_household(1, {1, 2});
  const auto stored = submit_one(store, household).facts;
  std::string code = to_text(MemberCode{stored.serial, 2}, hash);
  for (char& c : code) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);  // small letters
  const auto completion = verify_code(code, store, hash).value();
  REQUIRE(completion);
  CHECK(completion->persons == 2);
  CHECK(completion->member == 2);
  CHECK(completion->territory == stored.territory);
  CHECK_FALSE(verify_code(to_text(MemberCode{stored.serial, 3}, hash), store, hash).value());
  CHECK_FALSE(verify_code(to_text(MemberCode{SubmissionSerial(9), 1}, hash), store, hash).value());
  CHECK_FALSE(verify_code("2222-2222-2222", store, hash).value());
  CHECK(verify_code("?", store, hash).error().code == "member_code.form");
  CHECK(verify_person(*Iin::parse(synthetic_iin(2)), store, hash).value()->persons == 2);
  CHECK_FALSE(verify_person(*Iin::parse(synthetic_iin(3)), store, hash).value());
}

TEST_CASE("territories of a level are found through their parents") {
  const auto list = Codelist::parse("kato", "name,label_en,parent,level\n11,Region,,1\n1101,District,11,2\n"
                                            "110101,Village,1101,4\nlost,Lost,nowhere,4\n");
  REQUIRE(list);
  CHECK(territory_of_level(*list, "110101", "2") == "1101");
  CHECK(territory_of_level(*list, "1101", "2") == "1101");
  CHECK(territory_of_level(*list, "11", "2").empty());
  CHECK(territory_of_level(*list, "lost", "2").empty());
  CHECK(territory_of_level(*list, "?", "2").empty());
}
