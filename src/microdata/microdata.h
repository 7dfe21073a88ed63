#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "microdata/column.h"
#include "microdata/link.h"
#include "microdata/unit.h"
#include "microdata/variable.h"

namespace sanaq {

/// Where a frozen file comes from: edition of the census and the number of the freeze.
struct FreezeInfo {
  std::string edition;        // "kz-2021"
  std::int64_t revision = 1;  // 1, 2, … ; a later freeze replaces an earlier one
  friend bool operator==(const FreezeInfo&, const FreezeInfo&) = default;
};

/// The rows of one kind of unit: a column a variable, and the link to the unit above.
class UnitTable {
 public:
  UnitTable(Unit unit, std::uint32_t rows, std::vector<Variable> variables, std::vector<Column> columns,
            std::optional<Link> link);

  Unit unit() const { return unit_; }
  std::uint32_t row_count() const { return rows_; }
  const std::vector<Variable>& variables() const { return variables_; }
  /// Position of the variable, or -1. Linear in the number of variables.
  std::int32_t find(std::string_view name) const;
  const Variable& variable(std::size_t index) const;
  const Column& column(std::size_t index) const;
  /// To the unit above; nothing for dwellings and where the file has no such unit.
  const Link* link() const { return link_ ? &*link_ : nullptr; }

  /// Whether the block of a column may be used: its bytes are those that were written, its cells lie in the
  /// domain, and a child (district) lies in its parent (region). Asks a flag from the second call on; any
  /// number of threads. Errors: "microdata_file.checksum", "microdata.parent"; detail "UNIT NAME block N".
  Result<Done> check(std::size_t column, std::size_t block) const;
  /// Every block of every column.
  Result<Done> check_all() const;

 private:
  bool parents_fit(std::size_t column, std::size_t block) const;

  Unit unit_;
  std::uint32_t rows_;
  std::vector<Variable> variables_;
  std::vector<Column> columns_;
  std::optional<Link> link_;
  /// For a variable with a parent: the parent's column, and for each code the position of its parent code.
  struct Above {
    std::size_t column = 0;
    std::vector<std::uint32_t> code_above;
  };
  std::vector<std::optional<Above>> above_;
};

/// The frozen answers of a census, coded, without name and IIN: persons, and, where they were frozen too,
/// households and dwellings. It never changes: a view into the bytes of a file.
class Microdata {
 public:
  /// Bytes and what keeps them: memory or a mapped file. Owners: every copy of the Microdata that reads them.
  struct Bytes {
    std::string_view bytes;
    std::shared_ptr<const void> keeper;
  };
  Microdata(FreezeInfo info, std::vector<UnitTable> tables, Bytes bytes)
      : info_(std::move(info)), tables_(std::move(tables)), bytes_(std::move(bytes)) {}

  const FreezeInfo& info() const { return info_; }
  /// Persons, or nothing of households and dwellings where only persons were frozen.
  const UnitTable* table(Unit unit) const;
  const UnitTable& persons() const { return tables_.front(); }
  /// The file: the same data have the same bytes.
  std::string_view bytes() const { return bytes_.bytes; }

  // Of the persons:
  std::size_t row_count() const { return persons().row_count(); }
  const std::vector<Variable>& variables() const { return persons().variables(); }
  std::int32_t find(std::string_view name) const { return persons().find(name); }
  const Variable& variable(std::size_t index) const { return persons().variable(index); }
  const Column& column(std::size_t index) const { return persons().column(index); }

  /// Every block of every column of every unit. Errors: those of UnitTable::check.
  Result<Done> check_all() const;
  friend bool operator==(const Microdata& a, const Microdata& b) { return a.bytes() == b.bytes(); }

 private:
  FreezeInfo info_;
  std::vector<UnitTable> tables_;  // persons, households, dwellings
  Bytes bytes_;
};

/// For every code of `child`, the position of its parent code in `parent`. Errors: "microdata.parent".
Result<std::vector<std::uint32_t>> parent_positions(const Variable& child, const Variable& parent);

}  // namespace sanaq
