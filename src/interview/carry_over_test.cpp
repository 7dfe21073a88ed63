// A draft carried over from one version of a form to the next.
#include <doctest.h>

#include <algorithm>

#include "interview/carry_over.h"
#include "interview/testing/random_form.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

const InterviewContext context{CivilDate::parse("2021-09-01").value()};

Operation answer(std::string question, std::string value, std::string item = {}) {
  Operation out;
  out.question = std::move(question);
  out.value = std::move(value);
  out.item = std::move(item);
  return out;
}

Operation add(std::string list, std::string item) {
  Operation out;
  out.kind = Operation::Kind::add_item;
  out.question = std::move(list);
  out.item = std::move(item);
  return out;
}

struct Version {
  explicit Version(const FormText& text)
      : form(compile(text)), program(std::make_shared<const Program>(*form)) {}
  explicit Version(std::shared_ptr<const Form> compiled)
      : form(std::move(compiled)), program(std::make_shared<const Program>(*form)) {}
  Interview replay(const std::vector<Operation>& operations) const {
    Interview interview(program, context);
    for (const Operation& one : operations)
      if (!interview.apply(one)) continue;
    return interview;
  }
  std::shared_ptr<const Form> form;
  std::shared_ptr<const Program> program;
};

std::string told(const Version& earlier, const CarriedOver& carried) {
  std::string out;
  for (const LostAnswer& lost : carried.lost)
    out += earlier.form->nodes[lost.place.node].name + ':' + std::string(name_of(lost.why)) + ' ';
  for (const Operation& one : carried.clear) out += "-" + one.question + ' ';
  for (const Place& place : carried.asked) out += "+" + carried.next.form().nodes[place.node].name + ' ';
  return out;
}

CarriedOver carry(const Version& earlier, const Version& next, const std::vector<Operation>& operations) {
  return carry_over(earlier.replay(operations), next.program, context, operations);
}

}  // namespace

TEST_CASE("each reason why an answer does not stand in the next version") {
  const Version earlier(
      english("type,name,label,relevant,required\ninteger,rooms,Rooms,,\ntext,heating,Heating,,\ninteger,"
              "floor,Floor,,\n"
              "select_one kind,kind,Kind,,\ninteger,area,Area,,\ninteger,age,Age,,\n"
              "begin_repeat,people,People,,\ninteger,years,Years,,\nend_repeat,,,,\n",
              "list_name,name,label\nkind,1,A\nkind,2,B\n"));
  const Version next(english(
      "type,name,label,relevant,required\ninteger,rooms,Rooms,,\ntext,floor,Floor,,\n"
      "select_one kind,kind,Kind,,\ninteger,area,Area,${rooms} > 5,\ninteger,age,Age,,\n"
      "begin_repeat,persons,People,,\ninteger,years,Years,,\nend_repeat,,,,\ninteger,lifts,Lifts,,yes\n",
      "list_name,name,label\nkind,1,A\nkind,3,C\n"));
  const std::vector<Operation> operations = {
      answer("rooms", "3"), answer("heating", "gas"), answer("floor", "4"), answer("kind", "2"),
      answer("area", "60"), answer("age", "40"),      add("people", "p1"),  answer("years", "7", "p1")};
  const CarriedOver carried = carry(earlier, next, operations);
  CHECK(told(earlier, carried) ==
        "heating:question floor:type kind:value area:path years:type -floor +lifts ");
  CHECK(carried.next.text_of(next.form->find("rooms"), carried.next.stored({next.form->find("rooms")})) ==
        "3");
  CHECK_FALSE(carried.next.stored({next.form->find("floor")}).present());
}

TEST_CASE("carried over to the same form nothing changes") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SplitMix rng(seed);
    const auto form = try_compile(random_form(rng, History::kept));
    if (form == nullptr) continue;
    const Version version(form);
    Interview interview(version.program, context);
    std::vector<Operation> operations;
    for (int i = 0; i < 60; ++i) {
      operations.push_back(random_operation(rng, interview));
      if (!interview.apply(operations.back())) continue;
    }
    const CarriedOver carried = carry_over(interview, version.program, context, operations);
    CAPTURE(seed);
    REQUIRE(told(version, carried).empty());
    REQUIRE(to_canonical(trace(carried.next)) == to_canonical(trace(interview)));
  }
}

TEST_CASE("between any two forms: every answer stands or is told of, and what is cleared stays cleared") {
  int carried_over = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SplitMix first(seed), second(seed + 500'000);
    const auto was = try_compile(random_form(first, History::kept));
    const auto is = try_compile(random_form(second, History::kept));
    if (was == nullptr || is == nullptr) continue;
    const Version earlier(was), next(is);
    Interview interview(earlier.program, context);
    std::vector<Operation> operations;
    for (int i = 0; i < 60; ++i) {
      operations.push_back(random_operation(first, interview));
      if (!interview.apply(operations.back())) continue;
    }
    CarriedOver carried = carry_over(interview, next.program, context, operations);
    CAPTURE(seed);
    std::vector<Operation> all = operations;
    all.insert(all.end(), carried.clear.begin(), carried.clear.end());
    REQUIRE(to_canonical(trace(next.replay(all))) == to_canonical(trace(carried.next)));
    REQUIRE(carry(earlier, next, all).clear.empty());
    for (NodeIndex n = 0; n < was->nodes.size(); ++n) {
      const Node& node = was->nodes[n];
      if (node.kind != NodeKind::question || node.calculated || node.list != no_node) continue;
      const Place place{n};
      if (interview.stored(place).state == Value::State::empty || !interview.on_path(place)) continue;
      const bool lost = std::any_of(carried.lost.begin(), carried.lost.end(),
                                    [&](const LostAnswer& one) { return one.place == place; });
      const NodeIndex there = is->find(node.name);
      const bool stands = there != no_node && carried.next.on_path({there}) &&
                          carried.next.text_of(there, carried.next.stored({there})) ==
                              interview.text_of(n, interview.stored(place));
      CAPTURE(node.name);
      REQUIRE((lost || stands));
      ++carried_over;
    }
  }
  CHECK(carried_over > 300);
}
