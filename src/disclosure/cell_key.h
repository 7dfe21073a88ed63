#pragma once
// Method: the cell-key method (Fraser and Wooton 2005; Thompson, Broadfoot and Elazar 2013). Every record has
// a key for ever; a cell's key is the sum of the keys of its records; the noise of a cell depends on its
// count and its key only, so that the same people give the same number in every table. For tables that users
// build themselves: hiding cannot be coordinated over tables that nobody knows beforehand. Sums of such cells
// do not add up; the notes of a table have to say so.
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace sanaq::disclosure {

using CellKey = std::uint32_t;

/// The key of a record: the first four bytes of a hash keyed with the office's secret, which is never stored
/// with data.
CellKey record_key(std::string_view secret, std::int64_t record);

/// Which noise a count gets for which key.
class NoiseTable {
 public:
  struct Step {
    std::uint64_t below = 0;  // keys below this one (and not below the step before) …
    std::int64_t change = 0;  // … change the count by this
  };
  /// What a table must keep to.
  struct Limits {
    std::int64_t change_max = 0;
    double variance = 0;
  };
  /// {"change_max": 4, "variance_hundredths": 200, "rows": [[[below, change], …], …]}: one row a count from 1
  /// on, the last one for all larger counts. Errors: "noise.form"; "noise.limits" (a change above the
  /// maximum, a count that falls below 0, a mean that is not 0, or another variance than said); detail: the
  /// row.
  static Result<NoiseTable> parse(const Json& object);
  /// The noise of largest uncertainty (entropy) with these limits: chances exp(a × change + b × change²), as
  /// in the R package ptable. Counts too small for the variance get what of it is possible. Errors:
  /// "noise.limits" (change_max outside 1 … 20, variance not above 0 or above what change_max allows).
  static Result<NoiseTable> make(Limits limits);
  Json to_json() const;

  const Limits& limits() const { return limits_; }
  /// Zero stays zero.
  std::int64_t changed(std::int64_t count, CellKey key) const;

 private:
  Result<Done> check() const;
  Limits limits_;
  std::vector<std::vector<Step>> rows_;
};

/// The counts as they may be shown. keys: one a cell, sums of the keys of its records modulo 2^32.
std::vector<std::int64_t> perturbed(std::span<const std::int64_t> counts, std::span<const CellKey> keys,
                                    const NoiseTable& table);

}  // namespace sanaq::disclosure
