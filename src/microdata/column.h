#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "microdata/packing.h"

namespace sanaq {

/// Rows covered by one checksum of a packed column.
inline constexpr std::size_t block_rows = 65'536;
inline constexpr std::size_t chunks_of_block = block_rows / chunk_rows;

/// The frozen values of one variable, one a row: a view into the bytes of a file, kept in one of two ways.
/// Packed: chunks of cells of 1, 2, 4, 8, 16 or 32 bits. Runs: the rows at which the value changes; so are
/// kept the columns the file is sorted by (region, district), which then cost nothing to read.
///
/// Nothing of a packed column may be used before UnitTable::check() of its block has said that the bytes are
/// right.
class Column {
 public:
  /// From row `first` on the value is `value`, up to the next run.
  struct Run {
    std::uint32_t first = 0;
    std::uint32_t value = 0;
    friend bool operator==(const Run&, const Run&) = default;
  };

  /// bytes: chunks with `rows` cells below `domain` (0: any); checksums: one a block. Both must outlive the
  /// column; copies of a column share what was checked.
  static Column packed(std::span<const std::uint8_t> bytes, std::uint32_t rows, std::uint32_t domain,
                       std::vector<std::uint64_t> checksums);
  /// runs: begin with row 0 and follow each other; values below the domain. The caller has checked that.
  static Column of_runs(std::vector<Run> runs, std::uint32_t rows);

  std::uint32_t size() const { return rows_; }
  bool is_runs() const { return bits_ == 0; }
  const std::vector<Run>& runs() const { return runs_; }
  /// Bits a cell takes; 0 when kept as runs.
  unsigned bits() const { return bits_; }
  /// Bytes that are read when every cell is.
  std::size_t byte_size() const;

  /// Chunk `index` of a packed column, chunk_bytes(bits()) bytes.
  const std::uint8_t* chunk(std::size_t index) const;
  /// One cell. For few rows only. O(1), for runs O(log runs).
  std::uint32_t at(std::uint32_t row) const;

  std::size_t block_count() const { return (std::size_t{rows_} + block_rows - 1) / block_rows; }
  /// Whether the block has the bytes that were written and every cell lies in the domain. Reads the block;
  /// always true of runs, which are checked when a file is opened.
  bool matches(std::size_t block) const;
  /// A mark that UnitTable::check sets, so that a block is looked at once. Any number of threads may ask and
  /// set.
  bool is_checked(std::size_t block) const;
  void set_checked(std::size_t block) const;

 private:
  bool cells_fit(std::size_t block) const;

  std::uint32_t rows_ = 0, domain_ = 0;
  unsigned bits_ = 0;
  std::span<const std::uint8_t> bytes_;
  std::vector<Run> runs_;
  std::vector<std::uint64_t> checksums_;
  /// One a block. Owners: this column and its copies, which see the same bytes.
  std::shared_ptr<std::atomic<std::uint8_t>[]> checked_;
};

}  // namespace sanaq
