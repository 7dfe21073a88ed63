#include "tabulation/table_plan.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq {

namespace {

constexpr std::uint32_t no_line = TablePlan::left_out;

Result<std::size_t> column_of(const Microdata& data, const std::string& name) {
  const std::int32_t found = data.find(name);
  if (found < 0 || data.variable(static_cast<std::size_t>(found)).kind == Variable::Kind::link) {
    return Error{"table_spec.variable", name};
  }
  return static_cast<std::size_t>(found);
}

/// Positions (cell values of the column) that a set names.
Result<std::vector<std::uint32_t>> positions_of(const ValueSet& values, const Variable& variable) {
  const Error bad{"table_spec.code", variable.name()};
  std::vector<std::uint32_t> positions;
  for (const std::string& code : values.codes) {
    const std::int32_t found = find_category(variable.codes, code);
    if (found < 0) return Error{"table_spec.code", variable.name() + " " + code};
    positions.push_back(static_cast<std::uint32_t>(found));
  }
  if (!values.codes.empty()) return positions;
  if (variable.kind != Variable::Kind::number) return bad;
  const std::int64_t first = values.first.value_or(variable.first_number);
  const std::int64_t last = values.last.value_or(variable.last_number);
  if (first < variable.first_number || last > variable.last_number || first > last) return bad;
  for (std::int64_t value = first; value <= last; ++value) {
    positions.push_back(static_cast<std::uint32_t>(value - variable.first_number));
  }
  return positions;
}

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
Result<Done> add_values(const DimensionSpec& spec, const Microdata& data, const Variable& variable,
                        Lines& lines) {
  const std::int32_t top = add_total(spec, lines.side);
  std::int32_t first_parent = 0;
  const Variable* parent = nullptr;
  if (spec.with_parent) {
    const std::int32_t found = variable.parent.empty() ? -1 : data.find(variable.parent);
    if (found < 0) return Error{"table_spec.parent", variable.name()};
    parent = &data.variable(static_cast<std::size_t>(found));
    first_parent = static_cast<std::int32_t>(lines.side.categories.size());
    for (const Category& category : parent->codes.categories) {
      lines.side.categories.push_back({category.code, category.label, top});
    }
  }
  std::vector<std::uint8_t> left_out(variable.domain(), 0);
  if (!spec.leave_out.empty()) {
    SANAQ_TRY(const auto positions, positions_of(ValueSet{spec.leave_out, {}, {}}, variable));
    for (const std::uint32_t position : positions) left_out[position] = 1;
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
    if (left_out[value] != 0) {
      lines.line_of_value.back() = no_line;
      continue;
    }
    const std::int32_t above =
        parent == nullptr ? top : first_parent + find_category(parent->codes, variable.parent_codes[value]);
    lines.side.categories.push_back({category.code, category.label, above});
  }
  return Done{};
}

Result<Done> add_groups(const DimensionSpec& spec, const Variable& variable, Lines& lines) {
  const std::int32_t top = add_total(spec, lines.side);
  std::vector<std::uint8_t> taken(variable.domain(), 0);
  lines.line_of_value.assign(variable.domain(), no_line);
  auto take = [&](const ValueSet& values, std::uint32_t line) -> Result<Done> {
    SANAQ_TRY(const auto positions, positions_of(values, variable));
    for (const std::uint32_t position : positions) {
      if (taken[position] != 0) return Error{"table_spec.code", variable.name() + " in two groups"};
      taken[position] = 1;
      lines.line_of_value[position] = line;
    }
    return Done{};
  };
  for (const Group& group : spec.groups) {
    const auto line = static_cast<std::uint32_t>(lines.side.categories.size());
    SANAQ_TRY_DONE(take(group.values, line));
    lines.side.categories.push_back({group.code, group.label, top});
  }
  if (!spec.leave_out.empty()) {
    SANAQ_TRY_DONE(take(ValueSet{spec.leave_out, {}, {}}, no_line));
  }
  if (std::find(taken.begin(), taken.end(), 0) != taken.end())
    return Error{"table_spec.uncovered", variable.name()};
  return Done{};
}

Result<Lines> lines_of(const DimensionSpec& spec, const Microdata& data, const Variable& variable) {
  Lines lines;
  lines.side.name = spec.name;
  lines.side.label = spec.label.empty() ? variable.codes.label : spec.label;
  if (spec.groups.empty()) {
    SANAQ_TRY_DONE(add_values(spec, data, variable, lines));
  } else {
    SANAQ_TRY_DONE(add_groups(spec, variable, lines));
  }
  std::vector<std::string_view> codes;
  for (const Category& category : lines.side.categories) codes.push_back(category.code);
  std::sort(codes.begin(), codes.end());
  if (std::adjacent_find(codes.begin(), codes.end()) != codes.end())
    return Error{"table_spec.code", spec.name};
  return lines;
}

Result<TablePlan::Filter> filter_of(const Condition& condition, const Microdata& data) {
  SANAQ_TRY(const std::size_t column, column_of(data, condition.variable));
  const Variable& variable = data.variable(column);
  SANAQ_TRY(const auto positions, positions_of(condition.values, variable));
  TablePlan::Filter filter{column, std::vector<std::uint8_t>(variable.domain(), 0)};
  for (const std::uint32_t position : positions) filter.allowed[position] = 1;
  return filter;
}

}  // namespace

Result<TablePlan> plan_table(const TableSpec& spec, const Microdata& data) {
  TablePlan plan;
  plan.head = {spec.id, data.info().edition, data.info().revision, spec.title, spec.unit, spec.notes, {}};
  for (const Condition& condition : spec.universe) {
    SANAQ_TRY(auto filter, filter_of(condition, data));
    plan.filters.push_back(std::move(filter));
  }
  for (const DimensionSpec& dimension : spec.dimensions) {
    SANAQ_TRY(const std::size_t column, column_of(data, dimension.variable));
    SANAQ_TRY(auto lines, lines_of(dimension, data, data.variable(column)));
    plan.head.dimensions.push_back(std::move(lines.side));
    plan.sides.push_back({column, std::move(lines.line_of_value)});
  }
  std::uint64_t cells = 1;
  for (std::size_t d = plan.sides.size(); d-- > 0;) {
    for (std::uint32_t& offset : plan.sides[d].offsets) {
      if (offset != no_line) offset *= static_cast<std::uint32_t>(cells);
    }
    cells *= plan.head.dimensions[d].categories.size();
    if (cells > table_cells_max) return Error{"table.too_large", spec.id};
  }
  plan.cells = static_cast<std::size_t>(cells);
  return plan;
}

}  // namespace sanaq
