#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/classification.h"
#include "base/result.h"
#include "base/table_meaning.h"

namespace sanaq {

/// Counts of persons as they are: not for the public. Only disclosure control turns it into something that
/// may be published.
class RawTable {
 public:
  struct Head {
    std::string id;
    std::string edition;        // "kz-2021"
    std::int64_t revision = 1;  // of the freeze
    Labels title;
    Labels unit;
    std::vector<Labels> notes;
    /// In the order of the table. A category with children (a total, a region above its districts) is their
    /// sum.
    std::vector<Classification> dimensions;
    TableMeaning meaning = {};  // who is in the cells; not known of tables made by hand
    friend bool operator==(const Head&, const Head&) = default;
  };

  /// counts: persons, row-major over the dimensions (the last one runs fastest), totals included; a count is
  /// at the same time the number of respondents. Errors: "table.shape" (no dimension or category, a wrong
  /// number of counts), "table.too_large", "table.negative", "table.additivity" (a sum that does not hold;
  /// detail: dimension, cell number).
  static Result<RawTable> make(Head head, std::vector<std::int64_t> counts);
  /// The same from counts of the finest categories only; sums are made here. Errors: as make.
  static Result<RawTable> roll_up(Head head, std::vector<std::int64_t> counts);

  const Head& head() const { return head_; }
  const std::vector<std::int64_t>& counts() const { return counts_; }
  friend bool operator==(const RawTable&, const RawTable&) = default;

 private:
  RawTable(Head head, std::vector<std::int64_t> counts)
      : head_(std::move(head)), counts_(std::move(counts)) {}
  Head head_;
  std::vector<std::int64_t> counts_;
};

/// Adds up every sum of the dimensions from the finest categories; cells of sums must be 0. width: numbers a
/// cell.
void add_up(const std::vector<Classification>& dimensions, std::size_t width,
            std::vector<std::int64_t>& numbers);

/// Upper limit of cells of one dense table, totals included.
constexpr std::uint64_t table_cells_max = 20'000'000;

/// The table of two sets of persons that have no person in common (shards, regions tabulated apart).
/// Errors: "table.merge" when the heads differ.
Result<RawTable> merge(const RawTable& a, const RawTable& b);

}  // namespace sanaq
