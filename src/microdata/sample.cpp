#include "microdata/sample.h"

#include <algorithm>
#include <optional>

#include "base/rng.h"
#include "microdata/microdata_builder.h"

namespace sanaq {

namespace {

/// A variable of the sample: where its cells come from and what becomes of each value.
struct Source {
  std::size_t column = 0;
  std::vector<std::uint32_t> cell_of;  // one a value; empty: as it is
};

struct Sampled {
  const UnitTable* table = nullptr;
  std::vector<Source> sources;
};

Result<SampleRules::Group> parse_group(const Json& object) {
  SampleRules::Group group;
  group.code = object["code"].text();
  SANAQ_TRY(group.label, Labels::parse(object["label"]));
  for (const Json& code : object["codes"].items()) group.codes.push_back(code.text());
  group.first = object["first"].integer(0);
  group.last = object["last"].integer(-1);
  if (group.code.empty() || group.codes.empty() != (object.has("first") && object.has("last")))
    return Error{"sample.form", "groups " + group.code};
  return group;
}

Result<SampleRules::Kept> parse_kept(const Json& object) {
  SampleRules::Kept kept;
  kept.variable = object["variable"].text();
  kept.name = object.has("name") ? object["name"].text() : kept.variable;
  if (kept.variable.empty() || kept.name.empty()) return Error{"sample.form", "variable"};
  for (const Json& item : object["groups"].items()) {
    SANAQ_TRY(auto group, parse_group(item));
    kept.groups.push_back(std::move(group));
  }
  return kept;
}

/// The values of a variable that a group holds.
std::vector<std::uint32_t> values_of_group(const SampleRules::Group& group, const Variable& variable) {
  std::vector<std::uint32_t> values;
  for (const std::string& code : group.codes)
    if (const std::int32_t found = find_category(variable.codes, code); found >= 0)
      values.push_back(static_cast<std::uint32_t>(found));
  if (variable.kind != Variable::Kind::number) return values;
  for (std::int64_t number = std::max<std::int64_t>(group.first, variable.first_number);
       number <= std::min<std::int64_t>(group.last, variable.last_number); ++number)
    values.push_back(static_cast<std::uint32_t>(number - variable.first_number));
  return values;
}

Result<Variable> coarsened(const Variable& from, const SampleRules::Kept& kept, Source& source) {
  constexpr std::uint32_t none = 0xFFFF'FFFF;
  Variable variable;
  variable.codes.name = kept.name;
  variable.codes.label = from.codes.label;
  source.cell_of.assign(from.domain(), none);
  for (const SampleRules::Group& group : kept.groups) {
    const auto cell = static_cast<std::uint32_t>(variable.codes.categories.size());
    for (const std::uint32_t value : values_of_group(group, from)) {
      if (source.cell_of[value] != none) return Error{"sample.group", kept.variable + ' ' + group.code};
      source.cell_of[value] = cell;
    }
    variable.codes.categories.push_back({group.code, group.label, Category::no_parent});
  }
  if (std::find(source.cell_of.begin(), source.cell_of.end(), none) != source.cell_of.end())
    return Error{"sample.group", kept.variable};
  return variable;
}

Result<Variable> sampled_variable(const UnitTable& table, const SampleRules::Kept& kept, Source& source) {
  const std::int32_t found = table.find(kept.variable);
  if (found < 0) return Error{"sample.variable", kept.variable};
  source.column = static_cast<std::size_t>(found);
  Variable variable = table.variable(source.column);
  if (variable.kind == Variable::Kind::link) return Error{"sample.variable", kept.variable};
  if (!kept.groups.empty()) return coarsened(variable, kept, source);
  variable.codes.name = kept.name;
  variable.parent.clear();  // what lies above may not be in the sample
  variable.parent_codes.clear();
  return variable;
}

/// Which households: numbers of their rows, in the order of the sample.
std::vector<std::uint32_t> choose_households(std::uint32_t households, std::uint32_t one_in,
                                             std::uint64_t seed) {
  SplitMix rng(seed);
  std::vector<std::uint32_t> chosen;
  for (std::uint64_t row = rng.below(one_in); row < households; row += one_in)
    chosen.push_back(static_cast<std::uint32_t>(row));
  for (std::size_t i = chosen.size(); i > 1; --i) std::swap(chosen[i - 1], chosen[rng.below(i)]);
  return chosen;
}

/// First row of each household's people; one more at the end.
std::vector<std::uint32_t> first_persons(const Microdata& data) {
  const Link& link = *data.persons().link();
  std::vector<std::uint32_t> first, above(chunk_rows);
  for (std::uint32_t row = 0; row < data.persons().row_count(); ++row) {
    if (row % chunk_rows == 0) link.above_of_chunk(row / chunk_rows, above.data());
    if (above[row % chunk_rows] == first.size()) first.push_back(row);
  }
  first.push_back(data.persons().row_count());
  return first;
}

std::vector<std::uint32_t> cells_of(const Sampled& unit, std::uint32_t row) {
  std::vector<std::uint32_t> cells;
  for (const Source& source : unit.sources) {
    const std::uint32_t value = unit.table->column(source.column).at(row);
    cells.push_back(source.cell_of.empty() ? value : source.cell_of[value]);
  }
  return cells;
}

Result<Done> add_household(MicrodataBuilder& builder, const std::array<Sampled, unit_count>& sampled,
                           std::uint32_t household, std::uint32_t first, std::uint32_t last) {
  const Sampled& dwellings = sampled[index_of(Unit::dwelling)];
  const Sampled& households = sampled[index_of(Unit::household)];
  if (!dwellings.sources.empty())
    SANAQ_TRY_DONE(
        builder.begin(Unit::dwelling, cells_of(dwellings, households.table->link()->above(household))));
  SANAQ_TRY_DONE(builder.begin(Unit::household, cells_of(households, household)));
  for (std::uint32_t row = first; row < last; ++row)
    SANAQ_TRY_DONE(builder.add(cells_of(sampled[index_of(Unit::person)], row)));
  return Done{};
}

}  // namespace

Result<SampleRules> parse_sample_rules(const Json& object) {
  SampleRules rules;
  constexpr std::int64_t most = 1'000'000;
  const std::int64_t one_in = object["one_in"].integer(0), persons = object["persons_max"].integer(0);
  if (one_in < 1 || one_in > most) return Error{"sample.form", "one_in"};
  if (persons < 1 || persons > most) return Error{"sample.form", "persons_max"};
  rules.one_in = static_cast<std::uint32_t>(one_in);
  rules.persons_max = static_cast<std::uint32_t>(persons);
  for (const Unit unit : units)
    for (const Json& item : object[name_of(unit)].items()) {
      SANAQ_TRY(auto kept, parse_kept(item));
      rules.kept[index_of(unit)].push_back(std::move(kept));
    }
  if (rules.kept[index_of(Unit::person)].empty() || rules.kept[index_of(Unit::household)].empty())
    return Error{"sample.form", "person, household"};
  return rules;
}

Result<Microdata> draw_sample(const Microdata& data, const SampleRules& rules, std::uint64_t seed) {
  if (data.table(Unit::household) == nullptr) return Error{"sample.unit", std::string(name_of(Unit::household))};
  std::array<Sampled, unit_count> sampled;
  UnitVariables variables;
  for (const Unit unit : units) {
    Sampled& to = sampled[index_of(unit)];
    to.table = data.table(unit);
    if (to.table == nullptr && unit != Unit::dwelling)
      return Error{"sample.unit", std::string(name_of(unit))};
    for (const SampleRules::Kept& kept : rules.kept[index_of(unit)]) {
      if (to.table == nullptr) return Error{"sample.unit", std::string(name_of(unit))};
      Source source;
      SANAQ_TRY(auto variable, sampled_variable(*to.table, kept, source));
      variables[index_of(unit)].push_back(std::move(variable));
      to.sources.push_back(std::move(source));
    }
  }
  SANAQ_TRY_DONE(data.check_all());
  SANAQ_TRY(auto builder, MicrodataBuilder::make(data.info(), std::move(variables)));
  const auto first = first_persons(data);
  const auto households = data.table(Unit::household)->row_count();
  for (const std::uint32_t household : choose_households(households, rules.one_in, seed)) {
    if (first[household + 1] - first[household] > rules.persons_max) continue;
    SANAQ_TRY_DONE(add_household(builder, sampled, household, first[household], first[household + 1]));
  }
  return std::move(builder).freeze();
}

}  // namespace sanaq
