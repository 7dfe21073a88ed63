#include "microdata/microdata.h"

#include <algorithm>

namespace sanaq {

Result<std::vector<std::uint32_t>> parent_positions(const Variable& child, const Variable& parent) {
  std::vector<std::uint32_t> positions;
  for (const std::string& code : child.parent_codes) {
    const std::int32_t found = find_category(parent.codes, code);
    if (found < 0) return Error{"microdata.parent", child.name() + " " + code};
    positions.push_back(static_cast<std::uint32_t>(found));
  }
  return positions;
}

UnitTable::UnitTable(Unit unit, std::uint32_t rows, std::vector<Variable> variables,
                     std::vector<Column> columns, std::optional<Link> link)
    : unit_(unit),
      rows_(rows),
      variables_(std::move(variables)),
      columns_(std::move(columns)),
      link_(std::move(link)),
      above_(variables_.size()) {
  SANAQ_CHECK(columns_.size() == variables_.size());
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    SANAQ_CHECK(columns_[i].size() == rows_);
    if (variables_[i].parent.empty()) continue;
    const std::int32_t parent = find(variables_[i].parent);
    SANAQ_CHECK(parent >= 0);
    const auto at = static_cast<std::size_t>(parent);
    above_[i] = Above{at, parent_positions(variables_[i], variables_[at]).value()};
  }
}

std::int32_t UnitTable::find(std::string_view name) const {
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    if (variables_[i].name() == name) return static_cast<std::int32_t>(i);
  }
  return -1;
}

const Variable& UnitTable::variable(std::size_t index) const {
  return SANAQ_CHECK(index < variables_.size()), variables_[index];
}

const Column& UnitTable::column(std::size_t index) const {
  return SANAQ_CHECK(index < columns_.size()), columns_[index];
}

bool UnitTable::parents_fit(std::size_t column, std::size_t block) const {
  const Above& above = *above_[column];
  const Column& child = columns_[column];
  const Column& parent = columns_[above.column];
  const auto fits = [&](std::uint32_t row) {
    const std::uint32_t code = child.at(row);
    return code < above.code_above.size() && above.code_above[code] == parent.at(row);
  };
  const auto first = static_cast<std::uint32_t>(block * block_rows);
  const auto last = static_cast<std::uint32_t>(std::min<std::size_t>(rows_, (block + 1) * block_rows));
  if (!child.is_runs() || !parent.is_runs()) {
    for (std::uint32_t row = first; row < last; ++row)
      if (!fits(row)) return false;
    return true;
  }
  // Between two changes nothing changes.
  if (!fits(first)) return false;
  for (const Column* side : {&child, &parent})
    for (const Column::Run& run : side->runs())
      if (run.first >= first && run.first < last && !fits(run.first)) return false;
  return true;
}

Result<Done> UnitTable::check(std::size_t column, std::size_t block) const {
  const auto place = [&] {
    return std::string(name_of(unit_)) + ' ' + variables_[column].name() + " block " + std::to_string(block);
  };
  SANAQ_CHECK(column < columns_.size());
  // A child is looked at together with its parent, and only once: the flag of the block is set after that.
  const bool seen = columns_[column].is_checked(block);
  if (seen) return Done{};
  if (above_[column]) {
    SANAQ_TRY_DONE(check(above_[column]->column, block));
  }
  if (!columns_[column].matches(block)) return Error{"microdata_file.checksum", place()};
  if (above_[column] && !parents_fit(column, block)) return Error{"microdata.parent", place()};
  columns_[column].set_checked(block);
  return Done{};
}

Result<Done> UnitTable::check_all() const {
  for (std::size_t block = 0; block * block_rows < rows_; ++block)
    for (std::size_t column = 0; column < columns_.size(); ++column) SANAQ_TRY_DONE(check(column, block));
  return Done{};
}

const UnitTable* Microdata::table(Unit unit) const {
  for (const UnitTable& table : tables_)
    if (table.unit() == unit) return &table;
  return nullptr;
}

Result<Done> Microdata::check_all() const {
  for (const UnitTable& table : tables_) SANAQ_TRY_DONE(table.check_all());
  return Done{};
}

}  // namespace sanaq
