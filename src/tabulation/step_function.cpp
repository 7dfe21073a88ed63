#include "tabulation/step_function.h"

#include <cstring>

#include "base/check.h"
#include "base/vector_clones.h"
#include "microdata/packing.h"

namespace sanaq {

namespace {

constexpr std::size_t changes_max = 24;
constexpr std::size_t lanes = 64;
using Lanes [[gnu::vector_size(lanes)]] = std::uint8_t;

SANAQ_VECTOR_CLONES
void apply_changes(const std::uint8_t* values, std::uint8_t first, const std::uint8_t* changes,
                   std::size_t count, std::uint8_t* results) {
  for (std::size_t at = 0; at < chunk_rows; at += lanes) {
    Lanes value, sum = Lanes{} + first;
    std::memcpy(&value, values + at, lanes);
    for (std::size_t i = 0; i < count; ++i) {
      const Lanes above = reinterpret_cast<Lanes>(value >= changes[2 * i]);  // 255 or 0
      sum += above & changes[2 * i + 1];
    }
    std::memcpy(results + at, &sum, lanes);
  }
}

}  // namespace

std::optional<StepFunction> StepFunction::make(const std::vector<std::uint8_t>& table) {
  SANAQ_CHECK(!table.empty() && table.size() <= 256);
  StepFunction made;
  made.first_ = table.front();
  for (std::size_t value = 1; value < table.size(); ++value)
    if (table[value] != table[value - 1])
      made.changes_.push_back(
          {static_cast<std::uint8_t>(value), static_cast<std::uint8_t>(table[value] - table[value - 1])});
  if (made.changes_.size() > changes_max) return std::nullopt;
  return made;
}

void StepFunction::apply(const std::uint8_t* values, std::uint8_t* results) const {
  static_assert(sizeof(Change) == 2);
  apply_changes(values, first_, reinterpret_cast<const std::uint8_t*>(changes_.data()), changes_.size(),
                results);
}

}  // namespace sanaq
