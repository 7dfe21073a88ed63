#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "microdata/column.h"
#include "microdata/variable.h"

namespace sanaq {

/// Where a frozen file comes from: edition of the census and the number of the freeze.
struct FreezeInfo {
  std::string edition;        // "kz-2021"
  std::int64_t revision = 1;  // 1, 2, … ; a later freeze replaces an earlier one
  friend bool operator==(const FreezeInfo&, const FreezeInfo&) = default;
};

/// The frozen answers of one kind of unit (persons), coded, without name and IIN, one row a person. It never
/// changes.
class Microdata {
 public:
  const FreezeInfo& info() const { return info_; }
  std::size_t row_count() const { return columns_.empty() ? 0 : columns_.front().size(); }
  const std::vector<Variable>& variables() const { return variables_; }
  /// Position of the variable, or -1. Linear in the number of variables.
  std::int32_t find(std::string_view name) const;
  const Variable& variable(std::size_t index) const {
    return SANAQ_CHECK(index < variables_.size()), variables_[index];
  }
  const Column& column(std::size_t index) const {
    return SANAQ_CHECK(index < columns_.size()), columns_[index];
  }
  friend bool operator==(const Microdata&, const Microdata&) = default;

 private:
  friend class MicrodataBuilder;
  Microdata() = default;
  FreezeInfo info_;
  std::vector<Variable> variables_;
  std::vector<Column> columns_;
};

/// Collects rows, then freezes them.
class MicrodataBuilder {
 public:
  /// Errors: those of check_variable; "microdata.variable" (a name twice), "microdata.parent" (unknown
  /// parent, or a parent code that is not in its list), "microdata.edition" (an empty edition, or a revision
  /// below 1).
  static Result<MicrodataBuilder> make(FreezeInfo info, std::vector<Variable> variables);

  const std::vector<Variable>& variables() const { return data_.variables_; }
  /// Position of a code of a variable, or -1 when it is not in the code list. O(log codes).
  std::int64_t position(std::size_t variable, std::string_view code) const;
  /// Adds a row; cells: one a variable, in their order: position of the code, value - first_number, or link
  /// number. Errors: "microdata.row" (a wrong number of cells, or a value outside the domain), detail "row N
  /// NAME"; then the row is not added.
  Result<Done> add(std::span<const std::uint32_t> cells);
  /// Takes whole columns, when there are no rows yet (the reader of files). Errors: "microdata.row".
  Result<Done> adopt(std::vector<Column> columns);
  /// Checks that every child code lies in the row's parent code (district in region) and gives the frozen
  /// data. Errors: "microdata.parent", detail "row N NAME".
  Result<Microdata> freeze() &&;

 private:
  MicrodataBuilder() = default;
  Microdata data_;
  std::vector<std::vector<std::pair<std::string, std::uint32_t>>> positions_;  // sorted by code
};

}  // namespace sanaq
