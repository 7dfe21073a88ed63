#pragma once
// Small households with rules, for tests of editing.
#include <doctest.h>

#include <string>

#include "casework/closed_cases.h"
#include "interview/testing/scenario.h"
#include "processing/case_editor.h"

namespace sanaq::testing {

/// A form of persons: closed questions, a number, routing, a calculation and rules within and between
/// persons.
inline FormText edited_form(std::string_view checks) {
  return english(
      "type,name,label,relevant,required,constraint,constraint_message,calculation,default,personal,concept\n"
      "text,place,Place,,,,,,,,territory\n"
      "select_one abc,roof,Roof,,yes,,,,,,\n"
      "begin_repeat,members,Members,,,,,,,,\n"
      "text,iin,IIN,,,,,,,iin,\n"
      "select_one sex,sex,Sex,,yes,,,,,,sex\n"
      "integer,age,Age,,yes,. >= 0 and . <= 4,No such age,,,,age\n"
      "select_one abc,state,State,${age} >= 2,yes,,,,,,\n"
      "select_one abc,work,Work,${state} = 'b',,,,,a,,\n"
      "calculate,adult,,,,,,\"if(${age} >= 2, 1, 0)\",,,\n"
      "end_repeat,,,,,,,,,,\n",
      "list_name,name,label\nabc,a,A\nabc,b,B\nabc,c,C\nsex,1,Male\nsex,2,Female\n", checks);
}

inline constexpr std::string_view edited_checks =
    "name,list,severity,when,condition,message,points_to\n"
    "young_widow,members,hard,\"${state} = 'c'\",${age} >= 3,Too young,age state\n"
    "male_b,members,hard,\"${sex} = '1'\",\"${state} != 'b'\",Not b,sex state\n"
    "one_adult,,hard,,sum(${adult}) >= 1,No adult,members\n"
    "same_sex,members,hard,\"position(..) = 2 and ${state} = 'b'\","
    "\"indexed-repeat(${sex}, ${members}, 1) != ${sex}\",Same,sex\n"
    "roof_c,,hard,\"${roof} = 'c'\",max(${age}) <= 2,Old,roof members\n";

struct EditedForm {
  explicit EditedForm(std::string_view checks = edited_checks)
      : form(compile(edited_form(checks))),
        program(std::make_shared<const Program>(*form)),
        known{form.get(), *SubmissionPlan::make(*form)} {}

  std::shared_ptr<const Form> form;
  std::shared_ptr<const Program> program;
  KnownForm known;
  InterviewContext context{*CivilDate::make(2021, 9, 1)};
};

/// The answers of a person at a form, as a submission stores them.
inline CodedResponse response_of(const EditedForm& form, const Interview& interview) {
  CodedResponse out;
  EditPlan plan = EditPlan::plain(*form.form);
  for (const NodeIndex list : form.known.plan.lists) {
    CodedList& coded = out.lists.emplace_back(CodedList{list, {}});
    for (const ItemSlot item : interview.items(list)) coded.item_ids.emplace_back(interview.item_id(item));
  }
  for (NodeIndex node = 0; node < form.form->nodes.size(); ++node) {
    const Node& n = form.form->nodes[node];
    if (n.kind != NodeKind::question || n.personal != Personal::no) continue;
    const auto add = [&](ItemSlot slot, std::uint16_t item) {
      const Value value = interview.stored({node, slot, no_item});
      if (interview.on_path({node, slot, no_item}) && value.state != Value::State::empty)
        out.answers.push_back({node, item, CodedAnswer::none, value});
    };
    if (n.list == no_node) {
      add(no_item, CodedAnswer::none);
      continue;
    }
    std::uint16_t position = 0;
    for (const ItemSlot slot : interview.items(n.list)) add(slot, position++);
  }
  return out;
}

/// A household with `persons` members whose answers are drawn at random, rules or not.
inline CodedResponse random_household(const EditedForm& form, int persons, Rng& rng) {
  Scenario s(form.form, form.program, Interview(form.program, form.context));
  const auto letter = [&] { return std::string(1, static_cast<char>('a' + rng.below(3))); };
  s.answer("place", "751110000");
  s.answer("roof", letter());
  for (int i = 0; i < persons; ++i) {
    const std::string id = "m" + std::to_string(i);
    s.add("members", id);
    if (!rng.chance(1, 8)) s.answer(id + ".sex", std::to_string(1 + rng.below(2)));
    if (!rng.chance(1, 8)) s.answer(id + ".age", std::to_string(rng.below(6)));
    if (s.asked(id + ".state") && !rng.chance(1, 8)) s.answer(id + ".state", letter());
    if (s.asked(id + ".work") && rng.chance(1, 2)) s.answer(id + ".work", letter());
  }
  return response_of(form, s.interview);
}

inline ClosedCase closed_case(const EditedForm& form, std::int64_t serial, CodedResponse response) {
  ClosedCase out;
  out.head.serial = SubmissionSerial(serial);
  out.head.persons = static_cast<std::uint16_t>(response.lists.at(0).item_ids.size());
  out.form = &form.known;
  out.response = std::move(response);
  out.counts.assign(out.head.persons, true);
  return out;
}

}  // namespace sanaq::testing
