#include "microdata/microdata.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq {

namespace {

std::string row_detail(std::size_t row, const Variable& variable) {
  return "row " + zero_padded(static_cast<std::int64_t>(row), 1) + " " + variable.name();
}

/// The first row whose cell is not below `domain`, or the number of rows.
std::size_t first_outside(const Column& column, std::uint32_t domain) {
  return column.visit([domain](const auto& cells) {
    const auto found =
        std::find_if(cells.begin(), cells.end(), [domain](auto cell) { return cell >= domain; });
    return static_cast<std::size_t>(found - cells.begin());
  });
}

/// For every code of `child`, the position of its parent code in `parent`. Errors: "microdata.parent".
Result<std::vector<std::uint32_t>> parent_positions(const Variable& child, const Variable& parent) {
  std::vector<std::uint32_t> positions;
  for (const std::string& code : child.parent_codes) {
    const std::int32_t found = find_category(parent.codes, code);
    if (found < 0) return Error{"microdata.parent", child.name() + " " + code};
    positions.push_back(static_cast<std::uint32_t>(found));
  }
  return positions;
}

}  // namespace

std::int32_t Microdata::find(std::string_view name) const {
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    if (variables_[i].name() == name) return static_cast<std::int32_t>(i);
  }
  return -1;
}

Result<MicrodataBuilder> MicrodataBuilder::make(FreezeInfo info, std::vector<Variable> variables) {
  if (info.edition.empty() || info.revision < 1) return Error{"microdata.edition", info.edition};
  MicrodataBuilder builder;
  builder.data_.info_ = std::move(info);
  for (Variable& variable : variables) {
    SANAQ_TRY_DONE(check_variable(variable));
    if (builder.data_.find(variable.name()) >= 0)
      return Error{"microdata.variable", variable.name() + " twice"};
    builder.data_.columns_.push_back(Column::for_domain(variable.domain()));
    auto& positions = builder.positions_.emplace_back();
    for (const Category& category : variable.codes.categories) {
      positions.emplace_back(category.code, static_cast<std::uint32_t>(positions.size()));
    }
    std::sort(positions.begin(), positions.end());
    builder.data_.variables_.push_back(std::move(variable));
  }
  if (builder.data_.variables_.empty()) return Error{"microdata.variable", "none"};
  for (const Variable& child : builder.data_.variables_) {
    if (child.parent.empty()) continue;
    const std::int32_t parent = builder.data_.find(child.parent);
    if (parent < 0) return Error{"microdata.parent", child.name()};
    SANAQ_TRY(auto unused,
              parent_positions(child, builder.data_.variables_[static_cast<std::size_t>(parent)]));
    static_cast<void>(unused);
  }
  return builder;
}

std::int64_t MicrodataBuilder::position(std::size_t variable, std::string_view code) const {
  SANAQ_CHECK(variable < positions_.size());
  const auto& positions = positions_[variable];
  const auto found =
      std::lower_bound(positions.begin(), positions.end(), code,
                       [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
  return found != positions.end() && found->first == code ? std::int64_t{found->second} : -1;
}

Result<Done> MicrodataBuilder::add(std::span<const std::uint32_t> cells) {
  const std::size_t row = data_.row_count();
  if (cells.size() != data_.variables_.size())
    return Error{"microdata.row", row_detail(row, data_.variables_.front())};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Variable& variable = data_.variables_[i];
    if (variable.kind != Variable::Kind::link && cells[i] >= variable.domain()) {
      return Error{"microdata.row", row_detail(row, variable)};
    }
  }
  for (std::size_t i = 0; i < cells.size(); ++i) data_.columns_[i].push(cells[i]);
  return Done{};
}

Result<Done> MicrodataBuilder::adopt(std::vector<Column> columns) {
  if (columns.size() != data_.variables_.size() || data_.row_count() != 0)
    return Error{"microdata.row", "columns"};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Variable& variable = data_.variables_[i];
    if (columns[i].size() != columns.front().size() || columns[i].width() != data_.columns_[i].width()) {
      return Error{"microdata.row", variable.name()};
    }
    if (variable.kind == Variable::Kind::link) continue;
    const std::size_t bad = first_outside(columns[i], variable.domain());
    if (bad != columns[i].size()) return Error{"microdata.row", row_detail(bad, variable)};
  }
  data_.columns_ = std::move(columns);
  return Done{};
}

Result<Microdata> MicrodataBuilder::freeze() && {
  for (std::size_t i = 0; i < data_.variables_.size(); ++i) {
    const Variable& child = data_.variables_[i];
    if (child.parent.empty()) continue;
    const auto parent = static_cast<std::size_t>(data_.find(child.parent));
    SANAQ_TRY(const auto expected, parent_positions(child, data_.variables_[parent]));
    for (std::size_t row = 0; row < data_.row_count(); ++row) {
      if (expected[data_.columns_[i].at(row)] != data_.columns_[parent].at(row)) {
        return Error{"microdata.parent", row_detail(row, child)};
      }
    }
  }
  return std::move(data_);
}

}  // namespace sanaq
