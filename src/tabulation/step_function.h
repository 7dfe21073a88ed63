#pragma once
#include <cstdint>
#include <optional>
#include <vector>

namespace sanaq {

/// A table from bytes to bytes that changes at few places (age groups, conditions on codes), applied to whole
/// vectors of values: each change is one comparison and one addition for 64 values, where looking up costs a
/// processor more than a cycle a value.
class StepFunction {
 public:
  /// table: an entry a value, at most 256. Nothing when looking up would be cheaper: above 24 changes.
  static std::optional<StepFunction> make(const std::vector<std::uint8_t>& table);
  /// results[i] = table[values[i]] for the chunk_rows values of a chunk. Values without an entry get the last
  /// one's.
  void apply(const std::uint8_t* values, std::uint8_t* results) const;

 private:
  struct Change {
    std::uint8_t from = 0;  // from this value on …
    std::uint8_t by = 0;    // … so much more, modulo 256
  };
  std::uint8_t first_ = 0;
  std::vector<Change> changes_;
};

}  // namespace sanaq
