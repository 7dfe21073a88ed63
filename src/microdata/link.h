#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "microdata/packing.h"

namespace sanaq {

/// Which row of the unit above each row belongs to (a person's household). Rows of one household stand
/// together and households in the order of their own rows, so one bit a row says "a new one begins here".
class Link {
 public:
  /// Bytes of a link of so many rows: for each chunk the number of the unit above at its first row, then a
  /// bit a row.
  static std::size_t byte_size(std::uint32_t rows);
  /// begins: one a row, 1 where a new unit above begins. The first is 1.
  static std::vector<std::uint8_t> write(std::span<const std::uint8_t> begins);
  /// bytes: must outlive the link. above: rows of the unit above. Errors: "microdata_file.link" (a number
  /// that does not follow, or a unit above that is not there).
  static Result<Link> read(std::span<const std::uint8_t> bytes, std::uint32_t rows, std::uint32_t above);

  std::uint32_t size() const { return rows_; }
  /// The row above of one row. O(rows of a chunk / 64).
  std::uint32_t above(std::uint32_t row) const;
  /// The rows above of a whole chunk; rows behind the end give the last one. above: chunk_rows of them.
  void above_of_chunk(std::size_t chunk, std::uint32_t* above) const;

 private:
  std::uint32_t first_of(std::size_t chunk) const;

  std::uint32_t rows_ = 0;
  std::span<const std::uint8_t> bytes_;
};

}  // namespace sanaq
