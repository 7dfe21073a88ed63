#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/result.h"
#include "dataset/seal.h"
#include "dataset/table_head.h"

namespace sanaq {

namespace disclosure {
class SafeTableMint;  // src/disclosure/safe_table_mint.h: the only maker
}

/// Why a cell is not shown. The public sees one sign, X, for both: telling them apart would help an attacker.
enum class CellMark : std::uint8_t {
  open,       ///< the value is shown
  primary,    ///< the data of a single respondent
  secondary,  ///< hidden so that a primary cell cannot be computed
};

/// A table that has passed disclosure control. Nothing else than disclosure control, or a loader that
/// verifies the seal, can make one; a hidden cell does not hold its value.
class SafeTable {
 public:
  const TableHead& head() const { return head_; }
  /// Row-major over the dimensions, the last one runs fastest.
  std::size_t size() const { return values_.size(); }
  CellMark mark(std::size_t cell) const { return SANAQ_CHECK(cell < marks_.size()), marks_[cell]; }
  bool is_hidden(std::size_t cell) const { return mark(cell) != CellMark::open; }
  /// The count, or nothing when the cell is hidden.
  std::optional<std::int64_t> value(std::size_t cell) const {
    return is_hidden(cell) ? std::nullopt : std::optional(values_[cell]);
  }

  /// Canonical JSON with version and seal, for keeping between the jobs of the office. It tells primary from
  /// secondary marks and is therefore not for the public.
  std::string to_sealed(const SealKey& key) const;
  /// Errors: those of parse_json and parse_table_head; "safe_table.version", "safe_table.seal",
  /// "safe_table.form".
  static Result<SafeTable> load_sealed(std::string_view text, const SealKey& key);
  friend bool operator==(const SafeTable&, const SafeTable&) = default;

 private:
  friend class disclosure::SafeTableMint;
  SafeTable(TableHead head, std::vector<std::int64_t> values, std::vector<CellMark> marks);
  TableHead head_;
  std::vector<std::int64_t> values_;  // 0 where hidden
  std::vector<CellMark> marks_;
};

}  // namespace sanaq
