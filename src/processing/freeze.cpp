#include "processing/freeze.h"

#include <algorithm>
#include <array>

#include "processing/household_shape.h"

namespace sanaq {

Result<Freezer> Freezer::make(FreezeInfo info, const FreezeSources& sources,
                              std::vector<std::string> permanent_codes) {
  SANAQ_TRY(auto variables, unit_variables(sources));
  Freezer freezer(sources, std::move(permanent_codes));
  for (const Unit unit : units)
    for (const Variable& variable : variables[index_of(unit)]) {
      NodeIndex node = question_of(sources.form, variable.name());
      if (node == no_node) node = household_question_of(sources.form, variable.name());
      if (node != no_node) freezer.nodes_.emplace(variable.name(), node);
    }
  SANAQ_TRY(auto rows, FrozenRows::make(std::move(info), std::move(variables)));
  freezer.rows_.emplace(std::move(rows));
  return freezer;
}

Freezer::Freezer(const FreezeSources& sources, std::vector<std::string> permanent_codes)
    : form_(sources.form),
      territories_(sources.territories),
      permanent_codes_(std::move(permanent_codes)),
      age_(question_of(form_, census_variable::age)),
      group_(question_of(form_, "population_group")),
      spouse_(question_of(form_, "spouse_no")),
      mother_(question_of(form_, "mother_no")),
      father_(question_of(form_, "father_no")),
      is_weighted_(sources.weight_max_thousandths > 0) {
  report_.texts.resize(form_.nodes.size());
}

// Canonical code of a stored value: of a choice its code, of a number its digits, of a code or text the text
// itself.
std::string Freezer::text_of(const Form& form, NodeIndex node, const Value& value) const {
  const Node& question = form.nodes[node];
  if (question.type == ValueType::integer) return std::to_string(value.number);
  if (question.type == ValueType::decimal) return std::to_string(value.number / 1'000'000);
  if (question.type != ValueType::choice) return value.text;
  const auto& choices = form.choice_lists[question.choices].choices;
  const auto at = static_cast<std::size_t>(value.number);
  return at < choices.size() ? choices[at].code : std::string();
}

// What was told about a variable; the text of "not stated" where the question was asked in vain.
std::string Freezer::told(const ClosedCase& closed, std::string_view variable, std::uint16_t item) const {
  if (variable == record_origin_variable) return origin_ == RecordOrigin::told ? "told" : "imputed";
  const auto node = nodes_.find(variable);
  if (node == nodes_.end()) return {};
  const CodedAnswer* answer = answers_.find(node->second, item);
  if (answer == nullptr) return {};
  if (!answer->value.present()) return std::string(not_stated);
  std::string code = text_of(*closed.form->form, node->second, answer->value);
  return code.empty() ? std::string(not_stated) : code;
}

bool Freezer::counts(const ClosedCase& closed, NodeIndex list, std::uint16_t item) {
  const std::uint16_t number = member_number(closed.form->plan, closed.response, list, item);
  ++report_.records;
  if (number == 0 || number > closed.counts.size() || closed.counts[number - 1u]) return true;
  ++report_.not_counted;
  return false;
}

void Freezer::add_person(const ClosedCase& closed, std::uint16_t item, HouseholdRecord& household) {
  const CodedAnswer* years = answers_.find(age_, item);
  if (years == nullptr || !years->value.present() || years->value.number < 0) {
    ++report_.without_age;
    return;
  }
  const CodedAnswer* group = answers_.find(group_, item);
  const std::string code =
      group == nullptr ? std::string() : text_of(*closed.form->form, group_, group->value);
  const bool permanent =
      std::find(permanent_codes_.begin(), permanent_codes_.end(), code) != permanent_codes_.end();
  report_.permanent += permanent ? 1 : 0;
  household.members.push_back({[this, &closed, item](std::string_view variable) -> std::string_view {
                                 return told_ = told(closed, variable, item);
                               },
                               years->value.number, permanent});
}

// By who names whom among its permanent residents; empty for a household without any.
std::string Freezer::household_type(const ClosedCase& closed) const {
  std::vector<FamilyMember> members;
  std::vector<bool> belongs;
  const auto number = [&](NodeIndex node, std::uint16_t item) {
    const CodedAnswer* answer = node == no_node ? nullptr : answers_.find(node, item);
    const bool small = answer != nullptr && answer->value.present() && answer->value.number < 1000;
    return small ? static_cast<int>(answer->value.number) : 0;
  };
  for (const CodedList& list : closed.response.lists) {
    if (group_ == no_node || list.node != form_.nodes[group_].list) continue;
    for (std::uint16_t item = 0; item < list.item_ids.size(); ++item) {
      members.push_back({number(spouse_, item), number(mother_, item), number(father_, item)});
      const CodedAnswer* group = answers_.find(group_, item);
      const std::string code =
          group == nullptr ? std::string() : text_of(*closed.form->form, group_, group->value);
      const std::uint16_t at = member_number(closed.form->plan, closed.response, list.node, item);
      const bool here = at == 0 || at > closed.counts.size() || closed.counts[at - 1u];
      belongs.push_back(here && std::find(permanent_codes_.begin(), permanent_codes_.end(), code) !=
                                    permanent_codes_.end());
    }
  }
  if (std::find(belongs.begin(), belongs.end(), true) == belongs.end()) return {};
  return std::string(household_shape(members, belongs).type);
}

void Freezer::count_texts(const ClosedCase& closed) {
  const Form& form = *closed.form->form;
  const SubmissionPlan& plan = closed.form->plan;
  const std::array address = {plan.dwelling, plan.street, plan.house, plan.building, plan.flat};
  for (const CodedAnswer& answer : closed.response.answers) {
    const Node& node = form.nodes[answer.node];
    const bool is_address = std::find(address.begin(), address.end(), answer.node) != address.end();
    if (node.type == ValueType::text && !node.calculated && node.personal == Personal::no && !is_address &&
        answer.value.present())
      ++report_.texts[answer.node];
  }
}

void Freezer::add_people(const ClosedCase& closed, bool has_place, HouseholdRecord& household) {
  for (const PersonPlan& person : closed.form->plan.persons)
    for (const CodedList& list : closed.response.lists) {
      if (list.node != person.list) continue;
      for (std::uint16_t item = 0; item < list.item_ids.size(); ++item) {
        if (!counts(closed, list.node, item)) continue;
        if (has_place) {
          add_person(closed, item, household);
        } else {
          ++report_.without_place;
        }
      }
    }
}

Result<FrozenHousehold> Freezer::add(const ClosedCase& closed, RecordOrigin origin) {
  const FreezeReport before = origin == RecordOrigin::imputed ? report_ : FreezeReport{};
  origin_ = origin;
  answers_.open(closed);
  ++report_.households;
  count_texts(closed);
  const CodedAnswer* territory = answers_.find(closed.form->plan.territory, CodedAnswer::none);
  const auto place = territory == nullptr ? std::nullopt : census_place(territories_, territory->value.text);
  HouseholdRecord household;
  const std::string type = household_type(closed);
  household.tell = [this, &closed, &type](std::string_view variable) -> std::string_view {
    if (variable == household_type_variable) return type;
    return told_ = told(closed, variable, CodedAnswer::none);
  };
  add_people(closed, place.has_value(), household);
  FrozenHousehold out{place, static_cast<int>(household.members.size()), 0};
  for (const auto& member : household.members) {
    if (!member.permanent) continue;
    ++out.permanent;
    if (is_weighted_)
      out.people.emplace_back(member.tell(census_variable::sex), static_cast<int>(member.age_years));
  }
  if (origin == RecordOrigin::imputed) {
    report_ = before;
    report_.permanent += out.permanent;
    report_.imputed += out.persons;
  }
  if (!place) return out;
  household.place = *place;
  if (auto done = rows_->add(household); !done)
    return Error{done.error().code, "serial " + std::to_string(closed.head.serial.value())};
  return out;
}

Result<Microdata> Freezer::freeze() && { return std::move(*rows_).freeze(); }

}  // namespace sanaq
