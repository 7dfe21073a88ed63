#include "processing/case_editor.h"

#include <doctest.h>

#include "base/rng.h"
#include "processing/testing/edit_household.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

Codelist territories() {
  auto list =
      Codelist::parse("kato",
                      "name,label_en,parent,level\n750000000,Almaty,,1\n751110000,Alatau,750000000,2\n"
                      "110000000,Akmola,,1\n111010000,Kokshetau,110000000,2\n");
  REQUIRE(list);
  return *std::move(list);
}

EditPlan matching_plan(const Form& form) {
  EditPlan plan = EditPlan::plain(form);
  plan.matching = {{form.find("sex"), 3, 0}, {form.find("age"), 2, 4}, {form.find("roof"), 1, 0}};
  plan.donors_kept = 10;
  return plan;
}

struct Census {
  EditedForm form;
  Codelist list = territories();
  CaseEditor editor{form.known, matching_plan(*form.form), form.context, list};
  std::vector<ClosedCase> cases;

  explicit Census(int households, std::uint64_t seed = 5) {
    SplitMix rng(seed);
    for (int i = 1; i <= households; ++i)
      cases.push_back(closed_case(form, i, random_household(form, 1 + i % 2, rng)));
  }
  struct Pass {
    DonorPool donors{10};
    std::vector<bool> holds;
    EditReport report;
  };
  Pass survey(bool backwards = false) {
    Pass out{DonorPool(10), std::vector<bool>(cases.size()), editor.new_report()};
    for (std::size_t at = 0; at < cases.size(); ++at) {
      const std::size_t i = backwards ? cases.size() - 1 - at : at;
      const auto holds = editor.survey(cases[i], static_cast<std::int64_t>(i) + 1, out.donors, out.report);
      REQUIRE(holds);
      out.holds[i] = *holds;
    }
    return out;
  }
};

std::string told(const EditedCase& edited) {
  std::string out = std::to_string(static_cast<int>(edited.outcome));
  for (const ValueChange& change : edited.changes)
    out += ' ' + std::to_string(change.node) + '.' + std::to_string(change.item) + '=' +
           std::to_string(change.after.number) + '/' + std::to_string(change.donor) + '/' + change.rule;
  return out;
}

}  // namespace

TEST_CASE("an edited household holds every rule, and only what was named has changed") {
  Census census(200);
  auto pass = census.survey();
  const EditRules rules(*census.form.form, census.editor.plan(), census.form.context.census_date);
  int edited = 0, from_donor = 0;
  for (std::size_t i = 0; i < census.cases.size(); ++i) {
    if (pass.holds[i]) continue;
    const auto household = static_cast<std::int64_t>(i) + 1;
    const auto done = census.editor.edit(census.cases[i], household, pass.donors, pass.report);
    REQUIRE(done);
    CAPTURE(i);
    REQUIRE((done->outcome == EditedCase::Outcome::edited || done->outcome == EditedCase::Outcome::replaced));
    CHECK_FALSE(done->rules.empty());
    CHECK_FALSE(done->changes.empty());
    CodedResponse after = census.cases[i].response;
    after.answers = done->answers;
    const auto record = EditRecord::open(rules, census.form.program, census.form.context, after);
    REQUIRE(record);
    CHECK(record->holds());
    for (const ValueChange& change : done->changes) {
      CHECK(change.donor != household);
      from_donor += change.donor > 0 ? 1 : 0;
    }
    ++edited;
  }
  CHECK(edited > 50);
  CHECK(from_donor > edited / 2);
  CHECK(pass.report.households(EditedCase::Outcome::edited) +
            pass.report.households(EditedCase::Outcome::replaced) ==
        edited);
  CHECK(pass.report.to_json()["variables"].items().size() >= 4);
}

TEST_CASE("editing does not depend on the order of the cases nor on how the pool was made") {
  Census census(120);
  auto forth = census.survey(), back = census.survey(true);
  CHECK(to_canonical(forth.report.to_json()) == to_canonical(back.report.to_json()));
  for (std::size_t i = 0; i < census.cases.size(); ++i) {
    if (forth.holds[i]) continue;
    const auto household = static_cast<std::int64_t>(i) + 1;
    const auto a = census.editor.edit(census.cases[i], household, forth.donors, forth.report);
    const auto b = census.editor.edit(census.cases[i], household, back.donors, back.report);
    REQUIRE(a);
    CHECK(told(*a) == told(*b));
  }
}

TEST_CASE("without a donor of its size a household gets values that were proven, or stays") {
  Census census(40);
  auto pass = census.survey();
  const DonorPool nobody(10);
  for (std::size_t i = 0; i < census.cases.size(); ++i) {
    if (pass.holds[i]) continue;
    const auto done = census.editor.edit(census.cases[i], 1, nobody, pass.report);
    REQUIRE(done);
    if (done->outcome == EditedCase::Outcome::left) {
      CHECK(done->answers.empty());
      continue;
    }
    for (const ValueChange& change : done->changes) CHECK(change.donor == 0);
  }
}

TEST_CASE("a plan names what is wrong with it") {
  const EditedForm form;
  const auto code = [&](std::string_view text) {
    const auto json = parse_json(text);
    REQUIRE(json);
    const auto plan = parse_edit_plan(*json, *form.form);
    return plan ? std::string() : plan.error().code;
  };
  CHECK(code(R"({"seed":3,"weight":2,"weights":{"sex":5},"fixed":["roof"],
                "matching":[{"question":"age","weight":2,"scale":5}],"donors_kept":3})") == "");
  CHECK(code(R"({"sead":3})") == "editing.key");
  CHECK(code(R"({"weights":{"sax":5}})") == "editing.question");
  CHECK(code(R"({"matching":[{"question":"members"}]})") == "editing.question");
  CHECK(code(R"({"weights":{"sex":0}})") == "editing.value");
  CHECK(code(R"({"sets_max":1000})") == "editing.value");
}

TEST_CASE("warnings are counted by name and by variable, and change nothing") {
  const EditedForm form(
      "name,list,severity,when,condition,message,points_to\n"
      "adult_man,members,soft,\"${sex} = '1'\",${age} >= 2,A boy?,sex age\n"
      "roof_c,,hard,,\"${roof} != 'c'\",Not c,roof\n");
  const Codelist areas = territories();
  const CaseEditor editor(form.known, EditPlan::plain(*form.form), form.context, areas);
  CodedResponse response;
  response.lists.push_back({form.form->find("members"), {"m0", "m1"}});
  const auto add = [&](const char* name, std::uint16_t item, std::int64_t number) {
    response.answers.push_back({form.form->find(name), item, CodedAnswer::none, Value::of(number)});
  };
  add("roof", CodedAnswer::none, 0);
  for (const std::uint16_t item : {std::uint16_t{0}, std::uint16_t{1}}) {
    add("sex", item, 0);
    add("age", item, item == 0 ? 1 : 3);
  }
  response.answers.push_back({form.form->find("state"), 1, CodedAnswer::none, Value::of(0)});
  response.passed.push_back({"adult_man", "m0", "he is"});
  DonorPool donors(5);
  EditReport report = editor.new_report();
  const ClosedCase closed = closed_case(form, 1, response);
  CHECK(editor.survey(closed, 1, donors, report).value());
  const std::string json = to_canonical(report.to_json());
  CHECK(json.find(R"("warnings":{"adult_man":{"after":1,"before":1,"passed":1}})") != std::string::npos);
  CHECK(report.changes() == 0);
  const Json all = report.to_json();
  for (const Json& one : all["variables"].items())
    CHECK(one["warnings"].integer(0) == (one["name"].text() == "sex" || one["name"].text() == "age" ? 1 : 0));
}
