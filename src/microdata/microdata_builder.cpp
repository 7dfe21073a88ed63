#include "microdata/microdata_builder.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq {

namespace {

std::string row_detail(std::size_t row, const Variable& variable) {
  return "row " + zero_padded(static_cast<std::int64_t>(row), 1) + " " + variable.name();
}

const Variable* find_variable(const std::vector<Variable>& variables, std::string_view name) {
  const auto found = std::find_if(variables.begin(), variables.end(),
                                  [name](const Variable& variable) { return variable.name() == name; });
  return found == variables.end() ? nullptr : &*found;
}

}  // namespace

Result<MicrodataBuilder::Rows> MicrodataBuilder::make_rows(std::vector<Variable> variables) {
  Rows rows;
  for (const Variable& variable : variables) {
    SANAQ_TRY_DONE(check_variable(variable));
    if (find_variable(rows.variables, variable.name()) != nullptr)
      return Error{"microdata.variable", variable.name()};
    std::vector<std::pair<std::string, std::uint32_t>> positions;
    for (const Category& category : variable.codes.categories)
      positions.emplace_back(category.code, static_cast<std::uint32_t>(positions.size()));
    std::sort(positions.begin(), positions.end());
    rows.positions.push_back(std::move(positions));
    rows.domains.push_back(variable.kind == Variable::Kind::link ? 0 : variable.domain());
    rows.columns.push_back(CellBuffer::for_domain(variable.domain()));
    rows.variables.push_back(variable);
  }
  for (const Variable& variable : rows.variables) {
    if (variable.parent.empty()) continue;
    const Variable* parent = find_variable(rows.variables, variable.parent);
    if (parent == nullptr || parent->kind != Variable::Kind::coded)
      return Error{"microdata.parent", variable.name()};
    SANAQ_TRY_DONE(parent_positions(variable, *parent));
  }
  return rows;
}

Result<MicrodataBuilder> MicrodataBuilder::make(FreezeInfo info, UnitVariables variables) {
  if (info.edition.empty() || info.revision < 1) return Error{"microdata.edition", info.edition};
  if (variables[index_of(Unit::person)].empty()) return Error{"microdata.variable", ""};
  MicrodataBuilder builder;
  builder.info_ = std::move(info);
  for (const Unit unit : units) {
    SANAQ_TRY(builder.of(unit), make_rows(std::move(variables[index_of(unit)])));
  }
  if (builder.has(Unit::dwelling) && !builder.has(Unit::household))
    return Error{"microdata.unit", "household"};
  return builder;
}

Result<MicrodataBuilder> MicrodataBuilder::make(FreezeInfo info, std::vector<Variable> variables) {
  return make(std::move(info), UnitVariables{std::move(variables), {}, {}});
}

std::int64_t MicrodataBuilder::position(std::size_t variable, std::string_view code, Unit unit) const {
  SANAQ_CHECK(variable < of(unit).positions.size());
  const auto& positions = of(unit).positions[variable];
  const auto found =
      std::lower_bound(positions.begin(), positions.end(), code,
                       [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
  return found != positions.end() && found->first == code ? std::int64_t{found->second} : -1;
}

Result<Done> MicrodataBuilder::check_row(const Rows& rows, std::span<const std::uint32_t> cells) {
  if (cells.size() != rows.variables.size())
    return Error{"microdata.row", row_detail(rows.rows(), rows.variables.front())};
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (rows.domains[i] != 0 && cells[i] >= rows.domains[i])
      return Error{"microdata.row", row_detail(rows.rows(), rows.variables[i])};
  return Done{};
}

void MicrodataBuilder::push(Unit unit, std::span<const std::uint32_t> cells) {
  Rows& rows = of(unit);
  for (std::size_t i = 0; i < cells.size(); ++i) rows.columns[i].push(cells[i]);
}

void MicrodataBuilder::close_dwelling() {
  Rows& dwellings = of(Unit::dwelling);
  if (!dwellings.waiting.empty()) empty_dwellings_.push_back(std::move(dwellings.waiting));
  dwellings.waiting.clear();
}

Result<Done> MicrodataBuilder::begin(Unit unit, std::span<const std::uint32_t> cells) {
  SANAQ_CHECK(unit != Unit::person);
  Rows& rows = of(unit);
  if (!has(unit)) return Error{"microdata.unit", std::string(name_of(unit))};
  SANAQ_TRY_DONE(check_row(rows, cells));
  if (unit == Unit::dwelling) {
    close_dwelling();
    of(Unit::household).waiting.clear();
    of(Unit::household).begun = false;
  } else if (has(Unit::dwelling) && of(Unit::dwelling).waiting.empty() && of(Unit::dwelling).rows() == 0) {
    return Error{"microdata.unit", "dwelling"};
  }
  rows.waiting.assign(cells.begin(), cells.end());
  rows.begun = true;
  return Done{};
}

Result<Done> MicrodataBuilder::add(std::span<const std::uint32_t> cells) {
  SANAQ_TRY_DONE(check_row(of(Unit::person), cells));
  if (has(Unit::household) && of(Unit::household).rows() == 0 && of(Unit::household).waiting.empty())
    return Error{"microdata.unit", "household"};
  for (const Unit unit : {Unit::dwelling, Unit::household}) {
    Rows& rows = of(unit);
    if (!has(unit) || rows.waiting.empty()) continue;
    if (unit == Unit::household && has(Unit::dwelling)) {
      rows.begins.push_back(of(Unit::dwelling).begun ? 1 : 0);
      of(Unit::dwelling).begun = false;
    }
    push(unit, rows.waiting);
    rows.waiting.clear();
  }
  if (has(Unit::household)) {
    of(Unit::person).begins.push_back(of(Unit::household).begun ? 1 : 0);
    of(Unit::household).begun = false;
  }
  push(Unit::person, cells);
  return Done{};
}

void MicrodataBuilder::put_by_household(std::string_view variable, std::span<const std::uint32_t> values) {
  SANAQ_CHECK(values.size() == of(Unit::household).rows());
  for (const Unit unit : units) {
    Rows& rows = of(unit);
    const Variable* found = find_variable(rows.variables, variable);
    if (found == nullptr) continue;
    CellBuffer column = CellBuffer::for_domain(found->domain());
    // A row of people begins a household; a row of households, a dwelling.
    std::size_t household = 0;
    for (std::size_t row = 0; unit == Unit::person && row < rows.rows(); ++row) {
      household += rows.begins[row];
      column.push(values[household - 1]);
    }
    for (std::size_t row = 0; unit == Unit::household && row < rows.rows(); ++row) column.push(values[row]);
    for (std::size_t row = 0; unit == Unit::dwelling && row < values.size(); ++row)
      if (of(Unit::household).begins[row] == 1) column.push(values[row]);
    SANAQ_CHECK(column.size() == rows.rows());
    rows.columns[static_cast<std::size_t>(found - rows.variables.data())] = std::move(column);
  }
}

Result<Done> MicrodataBuilder::append(MicrodataBuilder&& later) {
  for (const Unit unit : units)
    if (!(of(unit).variables == later.of(unit).variables))
      return Error{"microdata.variable", std::string(name_of(unit))};
  close_dwelling();
  later.close_dwelling();
  for (const Unit unit : units) {
    Rows& rows = of(unit);
    Rows& more = later.of(unit);
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
      rows.columns[i].append(more.columns[i]);
      more.columns[i] = CellBuffer::for_domain(rows.variables[i].domain());  // gives its memory back
    }
    rows.begins.insert(rows.begins.end(), more.begins.begin(), more.begins.end());
    rows.waiting.clear();
    rows.begun = false;
  }
  for (auto& dwelling : later.empty_dwellings_) empty_dwellings_.push_back(std::move(dwelling));
  return Done{};
}

Result<Done> MicrodataBuilder::check_parents(const Rows& rows) {
  for (std::size_t i = 0; i < rows.variables.size(); ++i) {
    const Variable& child = rows.variables[i];
    if (child.parent.empty()) continue;
    const Variable* parent = find_variable(rows.variables, child.parent);
    const auto at = static_cast<std::size_t>(parent - rows.variables.data());
    SANAQ_TRY(const auto expected, parent_positions(child, *parent));
    for (std::size_t row = 0; row < rows.rows(); ++row)
      if (expected[rows.columns[i].at(row)] != rows.columns[at].at(row))
        return Error{"microdata.parent", row_detail(row, child)};
  }
  return Done{};
}

Result<Microdata> MicrodataBuilder::freeze() && {
  close_dwelling();
  for (const auto& dwelling : empty_dwellings_) push(Unit::dwelling, dwelling);
  std::array<UnitRows, unit_count> rows;
  for (const Unit unit : units) {
    SANAQ_TRY_DONE(check_parents(of(unit)));
    rows[index_of(unit)] = std::move(static_cast<UnitRows&>(of(unit)));
  }
  // Owners: the data that read these bytes, and their copies.
  const auto bytes = std::make_shared<const std::string>(write_microdata(info_, std::move(rows)));
  return open_microdata({*bytes, bytes});
}

}  // namespace sanaq
