#include "tabulation/table_plan.h"

#include <algorithm>

#include "base/text.h"
#include "tabulation/meaning.h"

namespace sanaq {

namespace {

constexpr std::uint32_t no_line = TablePlan::left_out;

Labels number_label(std::int64_t number) {
  const std::string text = (number < 0 ? "-" : "") + zero_padded(number < 0 ? -number : number, 1);
  return Labels{{"kk", text}, {"ru", text}, {"en", text}};
}

/// Lines of a dimension in the making, and the line of each value of the variable.
struct Lines {
  Classification side;
  std::vector<std::uint32_t> line_of_value;
};

std::int32_t add_total(const DimensionSpec& spec, Classification& side) {
  if (!spec.total) return Category::no_parent;
  side.categories.push_back({spec.total->code, spec.total->label, Category::no_parent});
  return 0;
}

/// Every value is a line of its own, below its parent variable's code when asked for.
Result<Done> add_values(const DimensionSpec& spec, const UnitTable& table, const Variable& variable,
                        std::string_view where, Lines& lines) {
  const std::int32_t top = add_total(spec, lines.side);
  std::int32_t first_parent = 0;
  const Variable* parent = nullptr;
  if (spec.with_parent) {
    const std::int32_t found = variable.parent.empty() ? -1 : table.find(variable.parent);
    if (found < 0) return Error{"table_spec.parent", std::string(where) + ' ' + variable.name()};
    parent = &table.variable(static_cast<std::size_t>(found));
    first_parent = static_cast<std::int32_t>(lines.side.categories.size());
    for (const Category& category : parent->codes.categories) {
      lines.side.categories.push_back({category.code, category.label, top});
    }
  }
  std::vector<std::uint8_t> is_left_out(variable.domain(), 0);
  if (!spec.leave_out.empty()) {
    SANAQ_TRY(const auto positions, positions_of(ValueSet{spec.leave_out, {}, {}}, variable, where));
    for (const std::uint32_t position : positions) is_left_out[position] = 1;
  }
  for (std::uint32_t value = 0; value < variable.domain(); ++value) {
    lines.line_of_value.push_back(static_cast<std::uint32_t>(lines.side.categories.size()));
    if (variable.kind == Variable::Kind::number) {
      const std::int64_t number = std::int64_t{variable.first_number} + value;
      const Labels label = number_label(number);
      lines.side.categories.push_back({label.in("en"), label, top});
      continue;
    }
    const Category& category = variable.codes.categories[value];
    if (is_left_out[value] != 0) {
      lines.line_of_value.back() = no_line;
      continue;
    }
    const std::int32_t above =
        parent == nullptr ? top : first_parent + find_category(parent->codes, variable.parent_codes[value]);
    lines.side.categories.push_back({category.code, category.label, above});
  }
  return Done{};
}

/// Line of the sum a group belongs to. Errors: "table_spec.parent" (a sum of nothing, or a parent that is no
/// sum before it).
Result<std::int32_t> parent_of(const Group& group, const DimensionSpec& spec, const Classification& side,
                               std::int32_t top, std::string_view where) {
  const auto named = [](const std::string& code) {
    return [&code](const Group& other) { return other.code == code; };
  };
  const Error bad{"table_spec.parent", std::string(where) + ' ' + group.code};
  const bool summed = std::any_of(spec.groups.begin(), spec.groups.end(),
                                  [&](const Group& other) { return other.parent == group.code; });
  if (group.is_sum() != summed) return bad;
  if (group.parent.empty()) return top;
  const auto parent = std::find_if(spec.groups.begin(), spec.groups.end(), named(group.parent));
  const std::int32_t line = find_category(side, group.parent);
  if (parent == spec.groups.end() || !parent->is_sum() || line < 0) return bad;
  return line;
}

Result<Done> add_groups(const DimensionSpec& spec, const Variable& variable, std::string_view where,
                        Lines& lines) {
  const std::int32_t top = add_total(spec, lines.side);
  std::vector<std::uint8_t> taken(variable.domain(), 0);
  lines.line_of_value.assign(variable.domain(), no_line);
  auto take = [&](const ValueSet& values, std::uint32_t line) -> Result<Done> {
    SANAQ_TRY(const auto positions, positions_of(values, variable, where));
    for (const std::uint32_t position : positions) {
      if (taken[position] != 0)
        return Error{"table_spec.code", std::string(where) + ' ' + variable.name() + " in two groups"};
      taken[position] = 1;
      lines.line_of_value[position] = line;
    }
    return Done{};
  };
  for (const Group& group : spec.groups) {
    const auto line = static_cast<std::uint32_t>(lines.side.categories.size());
    if (!group.is_sum()) SANAQ_TRY_DONE(take(group.values, line));
    SANAQ_TRY(const std::int32_t above, parent_of(group, spec, lines.side, top, where));
    lines.side.categories.push_back({group.code, group.label, above});
  }
  if (!spec.leave_out.empty()) {
    SANAQ_TRY_DONE(take(ValueSet{spec.leave_out, {}, {}}, no_line));
  }
  if (!spec.leave_rest && std::find(taken.begin(), taken.end(), 0) != taken.end())
    return Error{"table_spec.uncovered", std::string(where) + ' ' + variable.name()};
  return Done{};
}

Result<Lines> lines_of(const DimensionSpec& spec, const UnitTable& table, const Variable& variable,
                       std::string_view where) {
  Lines lines;
  lines.side.name = spec.name;
  lines.side.label = spec.label.empty() ? variable.codes.label : spec.label;
  if (spec.groups.empty()) {
    SANAQ_TRY_DONE(add_values(spec, table, variable, where, lines));
  } else {
    SANAQ_TRY_DONE(add_groups(spec, variable, where, lines));
  }
  std::vector<std::string_view> codes;
  for (const Category& category : lines.side.categories) codes.push_back(category.code);
  std::sort(codes.begin(), codes.end());
  if (std::adjacent_find(codes.begin(), codes.end()) != codes.end())
    return Error{"table_spec.code", std::string(where) + ' ' + spec.name};
  return lines;
}

Error measure_error(std::string_view where, std::string_view what) {
  return {"table_spec.measure", std::string(where) + ' ' + std::string(what)};
}

/// What a figure about a number needs of its variable.
Result<TablePlan::Tally> number_tally(const MeasureSpec& spec, const VariableFinder& finder,
                                      const Expression& universe, std::string_view where) {
  TablePlan::Tally tally;
  SANAQ_TRY(tally.variable, finder.find(spec.variable, where));
  const Variable& variable = finder.variable(tally.variable);
  if (variable.kind != Variable::Kind::number) return measure_error(where, spec.variable);
  tally.first_number = variable.first_number;
  tally.lowest = std::max<std::int64_t>(variable.first_number, spec.from.value_or(variable.first_number));
  Expression who = universe;
  if (spec.from) who.require({spec.variable, {{}, spec.from, {}}});
  SANAQ_TRY(tally.who, resolve(who, finder, where));
  return tally;
}

Expression joined(Expression first, const Expression& second) {
  const bool both = !first.empty() && !second.empty();
  first.steps.insert(first.steps.end(), second.steps.begin(), second.steps.end());
  first.conditions.insert(first.conditions.end(), second.conditions.begin(), second.conditions.end());
  if (both) first.steps.push_back(Expression::Step::both);
  return first;
}

Result<Done> add_measure(const TableSpec& spec, const MeasureSpec& measure, const VariableFinder& finder,
                         const Microdata& data, const std::string& where, TablePlan& plan) {
  using Kind = TablePlan::Tally::Kind;
  if (measure.kind == MeasureSpec::Kind::share) {
    const auto found = std::find_if(spec.dimensions.begin(), spec.dimensions.end(),
                                    [&](const DimensionSpec& d) { return d.name == measure.dimension; });
    if (found == spec.dimensions.end() || !found->total) return measure_error(where, measure.dimension);
    return Done{};
  }
  if (measure.kind == MeasureSpec::Kind::rate) {
    for (const Expression* part : {&measure.numerator, &measure.denominator}) {
      TablePlan::Tally tally;
      SANAQ_TRY(tally.who, resolve(joined(spec.universe, *part), finder, where));
      tally.meaning = meaning_of(plan, tally.who, data);
      plan.tallies.push_back(std::move(tally));
    }
    return Done{};
  }
  SANAQ_TRY(auto tally, number_tally(measure, finder, spec.universe, where));
  tally.meaning = meaning_of(plan, tally.who, data);
  if (measure.kind == MeasureSpec::Kind::median || measure.largest > 0) {
    tally.kind = Kind::spread;
    tally.values = finder.variable(tally.variable).domain();
    if (plan.cells * tally.values > table_cells_max) return Error{"table.too_large", where};
    plan.tallies.push_back(std::move(tally));
    return Done{};
  }
  plan.tallies.push_back(tally);
  tally.kind = Kind::sum;
  plan.tallies.push_back(std::move(tally));
  return Done{};
}

std::string place(std::string_view member, std::size_t index) {
  return std::string(member) + '[' + std::to_string(index) + ']';
}

/// Lines of every dimension, without offsets yet.
Result<TablePlan> plan_sides(const TableSpec& spec, const Microdata& data) {
  TablePlan plan;
  plan.counted = spec.counted;
  plan.head = {spec.id, data.info().edition, data.info().revision, spec.title, spec.unit, spec.notes, {}};
  if (data.table(spec.counted) == nullptr)
    return Error{"table_spec.unit", "counted " + std::string(name_of(spec.counted))};
  const VariableFinder finder(data, spec.counted);
  for (std::size_t i = 0; i < spec.dimensions.size(); ++i) {
    const DimensionSpec& dimension = spec.dimensions[i];
    const std::string where = place("dimensions", i);
    SANAQ_TRY(const VariableRef ref, finder.find(dimension.variable, where));
    SANAQ_TRY(auto lines, lines_of(dimension, *data.table(ref.unit), finder.variable(ref), where));
    plan.head.dimensions.push_back(std::move(lines.side));
    plan.sides.push_back({ref, std::move(lines.line_of_value)});
  }
  return plan;
}

/// Number of cells, or a number above every limit when it would not fit.
std::uint64_t cells_of(const RawTable::Head& head) {
  constexpr std::uint64_t most = std::uint64_t{1} << 40;
  std::uint64_t cells = 1;
  for (const Classification& dimension : head.dimensions)
    cells = std::min(most, cells * std::max<std::uint64_t>(dimension.categories.size(), 1));
  return cells;
}

}  // namespace

Result<std::uint64_t> estimate_cells(const TableSpec& spec, const Microdata& data) {
  SANAQ_TRY(const TablePlan plan, plan_sides(spec, data));
  return cells_of(plan.head);
}

Result<TablePlan> plan_table(const TableSpec& spec, const Microdata& data) {
  SANAQ_TRY(TablePlan plan, plan_sides(spec, data));
  const std::uint64_t cells = cells_of(plan.head);
  if (cells > table_cells_max)
    return Error{"table.too_large", spec.id + ": " + std::to_string(cells) + " cells of at most " +
                                        std::to_string(table_cells_max)};
  plan.cells = static_cast<std::size_t>(cells);
  const VariableFinder finder(data, spec.counted);
  TablePlan::Tally count;
  SANAQ_TRY(count.who, resolve(spec.universe, finder, "universe"));
  plan.head.meaning = meaning_of(plan, count.who, data);
  plan.tallies.push_back(std::move(count));
  for (std::size_t i = 0; i < spec.measures.size(); ++i)
    SANAQ_TRY_DONE(add_measure(spec, spec.measures[i], finder, data, place("measures", i), plan));
  std::size_t stride = 1;
  for (std::size_t d = plan.sides.size(); d-- > 0;) {
    for (std::uint32_t& offset : plan.sides[d].offsets)
      if (offset != no_line) offset *= static_cast<std::uint32_t>(stride);
    stride *= plan.head.dimensions[d].categories.size();
  }
  return plan;
}

}  // namespace sanaq
