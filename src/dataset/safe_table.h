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

/// What stands in place of a figure that is not shown.
enum class FigureSign : std::uint8_t {
  shown,
  hidden,  ///< X: with what else is public it could show single respondents
  nobody,  ///< there is nobody to measure
};

/// A figure beside the counts of a table, cell by cell: a mean, a share, a sum.
struct SafeFigures {
  std::string name;  ///< for programs: "mean-age"
  Labels label;
  int decimals = 0;
  std::vector<FigureSign> signs;
  std::vector<std::int64_t> values;  ///< scaled by 10^decimals; 0 where the sign is not `shown`
  friend bool operator==(const SafeFigures&, const SafeFigures&) = default;
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

  /// Figures beside the counts; none for most tables.
  const std::vector<SafeFigures>& figures() const { return figures_; }

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
  std::vector<SafeFigures> figures_;
};

}  // namespace sanaq
