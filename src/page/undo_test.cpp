#include "page/undo.h"

#include <doctest.h>

#include "interview/testing/random_form.h"
#include "page/path.h"
#include "page/step.h"
#include "page/testing/html_check.h"
#include "page/testing/trial_form.h"

using namespace sanaq;
using namespace sanaq::page;
using namespace sanaq::page::testing;

namespace {

Operation made(Operation::Kind kind, std::string question, std::string item = {}, std::string value = {}) {
  Operation out;
  out.kind = kind;
  out.question = std::move(question);
  out.item = std::move(item);
  out.value = std::move(value);
  return out;
}

using Kind = Operation::Kind;

std::string everything(const Interview& interview) {
  return to_text(write_answers(interview, Scope::everything));
}

// Without the warnings a person has passed: what changes asks again.
std::string answers(const Interview& interview) {
  const Json all = write_answers(interview, Scope::everything);
  return to_text(all["answers"]) + to_text(all["lists"]);
}

// Applies and takes back; what stood before must stand again.
void there_and_back(Interview& interview, const Operation& operation) {
  const std::string before = everything(interview);
  const auto inverse = inverse_of(interview, operation);
  REQUIRE(inverse);
  REQUIRE(interview.apply(operation));
  for (const Operation& back : *inverse) REQUIRE(interview.apply(back));
  CHECK(everything(interview) == before);
}

Interview couple() {
  Interview interview = trial_interview();
  REQUIRE(interview.apply(made(Kind::answer, "premises_type", {}, "flat")));
  for (const char* item : {"m1", "m2"}) {
    REQUIRE(interview.apply(made(Kind::add_item, "members", item)));
    REQUIRE(interview.apply(made(Kind::answer, "given_name", item, "Айгүл")));
    REQUIRE(interview.apply(made(Kind::answer, "sex", item, "2")));
    REQUIRE(interview.apply(made(Kind::answer, "birth_date", item, "1987-05-04")));
  }
  return interview;
}

Fields fields_of(const Interview& interview, PageRef page, std::string_view action) {
  Fields fields = HtmlCheck(render(interview, page, {trial_texts(), "en"})).fields();
  fields.emplace_back("action", action);
  return fields;
}

void change(Fields& fields, const std::string& name, const std::string& value) {
  std::erase_if(fields, [&](const auto& field) { return field.first == name; });
  fields.emplace_back(name, value);
}

}  // namespace

TEST_CASE("an answer, a clearing, a new item and the removal of the last item are taken back") {
  Interview interview = couple();
  there_and_back(interview, made(Kind::answer, "sex", "m1", "1"));
  there_and_back(interview, made(Kind::clear, "given_name", "m2"));
  there_and_back(interview, made(Kind::answer, "rooms", {}, "3"));
  there_and_back(interview, made(Kind::add_item, "members", "m3"));
  there_and_back(interview, made(Kind::remove_item, "members", "m2"));
}

TEST_CASE("an item removed from among others comes back to its place, with what others said about it") {
  Interview interview = couple();
  REQUIRE(interview.apply(made(Kind::add_item, "members", "m3")));
  for (const char* id : {"m1", "m2", "m3"}) there_and_back(interview, made(Kind::remove_item, "members", id));
}

TEST_CASE("whoever is removed from a list of a random form comes back, with the answers between two") {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    const auto s = sanaq::testing::scenario_of(seed, sanaq::testing::History::none);
    if (s == nullptr) continue;
    SplitMix rng(seed + 9'000'000);
    for (int i = 0; i < 60; ++i) s->try_apply(sanaq::testing::random_operation(rng, s->interview));
    for (const ItemSlot slot : std::vector<ItemSlot>(s->interview.items(s->form->find("items")))) {
      const Operation removal = made(Kind::remove_item, "items", std::string(s->interview.item_id(slot)));
      const std::string before = answers(s->interview);
      const auto inverse = inverse_of(s->interview, removal);
      REQUIRE(inverse);
      REQUIRE(s->interview.apply(removal));
      for (const Operation& back : *inverse) REQUIRE(s->interview.apply(back));
      CHECK(answers(s->interview) == before);
    }
  }
}

TEST_CASE("what cannot be taken back forgets all before it") {
  const Interview interview = couple();
  UndoStack stack;
  stack.add(inverse_of(interview, made(Kind::answer, "sex", "m1", "1")));
  CHECK_FALSE(stack.empty());
  stack.add(inverse_of(interview, made(Kind::remove_item, "members", "nobody")));
  CHECK(stack.empty());
}

TEST_CASE("a posted page is taken back as one change, and the person is led to it") {
  Interview interview = couple();
  UndoStack stack;
  const PageRef dwelling = *parse_address(interview, "dwelling");
  const std::string before = everything(interview);
  Fields fields = fields_of(interview, dwelling, "stay");
  change(fields, "q.rooms", "4");
  change(fields, "q.area", "40");
  const Step step = take_step(interview, dwelling, fields, "x1");
  REQUIRE(step.operations.size() == 2);
  stack.add(step.inverse);
  const Step asked = take_step(interview, review_page, fields_of(interview, review_page, "undo"), "x2");
  CHECK(asked.wants_undo);
  CHECK(asked.operations.empty());
  const Step back = take_back(interview, review_page, stack.take());
  CHECK(back.undone == Undone::yes);
  CHECK(back.to == dwelling);
  CHECK(back.operations.size() == 2);
  CHECK(everything(interview) == before);
  CHECK(take_back(interview, dwelling, stack.take()).undone == Undone::nothing_to_undo);
}

TEST_CASE("what was typed and not sent yet is the last change") {
  Interview interview = couple();
  const PageRef dwelling = *parse_address(interview, "dwelling");
  const std::string before = everything(interview);
  Fields fields = fields_of(interview, dwelling, "undo");
  change(fields, "q.rooms", "4");
  const Step step = take_step(interview, dwelling, fields, "x1");
  CHECK_FALSE(step.wants_undo);
  CHECK(step.undone == Undone::yes);
  CHECK(step.operations.empty());
  CHECK(everything(interview) == before);
}

TEST_CASE("the page offers to take back only when told so, and says what happened") {
  const Interview interview = trial_interview();
  const PageRef dwelling = *parse_address(interview, "dwelling");
  RenderOptions options{trial_texts(), "en"};
  CHECK(render(interview, dwelling, options).find("value=\"undo\"") == std::string::npos);
  options.offer_undo = true;
  options.undone = Undone::yes;
  for (const PageRef page : {dwelling, review_page}) {
    const std::string html = render(interview, page, options);
    CHECK(html.find("value=\"undo\"") != std::string::npos);
    CHECK(html.find("id=\"undone\"") != std::string::npos);
  }
}
