#include "processing/freeze.h"

#include <algorithm>

namespace sanaq {
namespace {

// The unit of a level ("1", "2") a territory lies in, and whether the place is a town; nothing when it is
// unknown.
struct Location {
  std::string region, district;
  bool urban = false;
};

std::optional<Location> place_of(const Codelist& territories, std::string_view code) {
  const std::size_t parent = territories.column("parent");
  const std::size_t level = territories.column("level");
  const std::size_t type = territories.column("settlement_type");
  Location place;
  bool typed = false;
  std::string at(code);
  for (int step = 0; step < 10 && !at.empty(); ++step) {
    const Codelist::Row* row = territories.find(at);
    if (row == nullptr) return std::nullopt;
    if (!typed && !row->columns[type].empty()) {
      typed = true;
      place.urban = row->columns[type] == "urban";
    }
    if (row->columns[level] == "1") place.region = row->code;
    if (row->columns[level] == "2") place.district = row->code;
    at = row->columns[parent];
  }
  if (place.region.empty() || place.district.empty()) return std::nullopt;
  return place;
}

enum Position : std::size_t {
  region,
  district,
  urban_rural,
  sex,
  age,
  ethnicity,
  native_language,
  religion,
  marital_status,
  education,
  citizenship,
  household,
  record_status
};

}  // namespace

Result<Freezer> Freezer::make(FreezeInfo info, const FreezeSources& sources,
                              std::vector<std::string> permanent_codes) {
  SANAQ_TRY(auto variables, person_variables(sources));
  SANAQ_TRY(auto builder, MicrodataBuilder::make(std::move(info), std::move(variables)));
  return Freezer(std::move(builder), sources, std::move(permanent_codes));
}

Freezer::Freezer(MicrodataBuilder builder, const FreezeSources& sources,
                 std::vector<std::string> permanent_codes)
    : builder_(std::move(builder)),
      form_(sources.form),
      territories_(sources.territories),
      permanent_codes_(std::move(permanent_codes)) {
  nodes_.age = question_of(form_, census_variable::age);
  nodes_.group = question_of(form_, "population_group");
  for (std::size_t i = sex; i <= citizenship; ++i)
    nodes_.coded.push_back(i == age ? no_node : question_of(form_, builder_.variables()[i].name()));
}

const CodedAnswer* Freezer::find(const ClosedCase& closed, NodeIndex node, std::uint16_t item) const {
  for (const CodedAnswer& answer : closed.response.answers)
    if (answer.node == node && answer.item == item && answer.other == CodedAnswer::none) return &answer;
  return nullptr;
}

// Canonical code of a stored value: of a choice its code, of a code or text the text itself.
std::string Freezer::text_of(const Form& form, NodeIndex node, const Value& value) const {
  const Node& question = form.nodes[node];
  if (question.type != ValueType::choice) return value.text;
  const auto& choices = form.choice_lists[question.choices].choices;
  const auto at = static_cast<std::size_t>(value.number);
  return at < choices.size() ? choices[at].code : std::string();
}

std::uint32_t Freezer::coded_cell(std::size_t variable, NodeIndex node, const ClosedCase& closed,
                                  std::uint16_t item) const {
  const CodedAnswer* answer = node == no_node ? nullptr : find(closed, node, item);
  std::string code(answer == nullptr ? not_applicable : not_stated);
  if (answer != nullptr && answer->value.present()) code = text_of(*closed.form->form, node, answer->value);
  std::int64_t position = builder_.position(variable, code);
  if (position < 0) position = builder_.position(variable, not_stated);
  return static_cast<std::uint32_t>(position);
}

Result<Done> Freezer::add_person(const ClosedCase& closed, NodeIndex list, std::uint16_t item) {
  const std::uint16_t number = member_number(closed.form->plan, closed.response, list, item);
  ++report_.records;
  if (number > 0 && number <= closed.counts.size() && !closed.counts[number - 1u])
    return ++report_.not_counted, Done{};
  const CodedAnswer* place_answer = find(closed, closed.form->plan.territory, CodedAnswer::none);
  const auto place =
      place_answer == nullptr ? std::nullopt : place_of(territories_, place_answer->value.text);
  if (!place) return ++report_.without_place, Done{};
  const CodedAnswer* years = find(closed, nodes_.age, item);
  if (years == nullptr || !years->value.present() || years->value.number < 0)
    return ++report_.without_age, Done{};

  std::vector<std::uint32_t> row(builder_.variables().size());
  const auto cell = [&](std::size_t variable, std::string_view code) {
    return static_cast<std::uint32_t>(builder_.position(variable, code));
  };
  row[region] = cell(region, place->region);
  row[district] = cell(district, place->district);
  row[urban_rural] = cell(urban_rural, place->urban ? "urban" : "rural");
  for (std::size_t i = sex; i <= citizenship; ++i)
    if (i != age) row[i] = coded_cell(i, nodes_.coded[i - sex], closed, item);
  row[age] = static_cast<std::uint32_t>(
      std::min<std::int64_t>(years->value.number, builder_.variables()[age].last_number));
  row[household] = static_cast<std::uint32_t>(report_.households);
  const CodedAnswer* group = find(closed, nodes_.group, item);
  const std::string code =
      group == nullptr ? std::string() : text_of(*closed.form->form, nodes_.group, group->value);
  const bool permanent =
      std::find(permanent_codes_.begin(), permanent_codes_.end(), code) != permanent_codes_.end();
  row[record_status] = cell(record_status, permanent ? "permanent" : "temporary");
  report_.permanent += permanent ? 1 : 0;
  return builder_.add(row);
}

Result<Done> Freezer::add(const ClosedCase& closed) {
  ++report_.households;
  for (const PersonPlan& person : closed.form->plan.persons) {
    for (const CodedList& list : closed.response.lists) {
      if (list.node != person.list) continue;
      for (std::uint16_t item = 0; item < list.item_ids.size(); ++item)
        if (auto done = add_person(closed, list.node, item); !done)
          return Error{done.error().code, "serial " + std::to_string(closed.head.serial.value())};
    }
  }
  return Done{};
}

Result<Microdata> Freezer::freeze() && { return std::move(builder_).freeze(); }

}  // namespace sanaq
