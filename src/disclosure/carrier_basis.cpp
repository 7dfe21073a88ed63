#include "disclosure/carrier_basis.h"

#include <algorithm>
#include <functional>

namespace sanaq::disclosure {

namespace {

std::uint32_t inverse(std::uint32_t value) {
  std::uint32_t result = 1;
  for (std::uint32_t exponent = CarrierBasis::prime - 2; exponent != 0; exponent >>= 1) {
    if ((exponent & 1) != 0) result = CarrierBasis::times(result, value);
    value = CarrierBasis::times(value, value);
  }
  return result;
}

}  // namespace

std::uint32_t CarrierBasis::times(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t product = static_cast<std::uint64_t>(a) * b;
  const std::uint64_t folded = (product & prime) + (product >> 31);
  return static_cast<std::uint32_t>(folded >= prime ? folded - prime : folded);
}

CarrierBasis::CarrierBasis(std::vector<std::uint32_t> row_uses)
    : row_uses_(std::move(row_uses)),
      pivot_of_row_(row_uses_.size(), no_pivot),
      entry_first_{0},
      factor_first_{0},
      value_(row_uses_.size(), 0),
      is_touched_(row_uses_.size(), 0) {}

void CarrierBasis::touch(std::uint32_t row) {
  if (is_touched_[row] != 0) return;
  is_touched_[row] = 1;
  touched_.push_back(row);
  const std::uint32_t pivot = pivot_of_row_[row];
  if (pivot == no_pivot || is_queued_[pivot] != 0) return;
  is_queued_[pivot] = 1;
  heap_.push_back(pivot);
  std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
}

void CarrierBasis::scatter(std::span<const Entry> column) {
  for (const Entry& entry : column) {
    touch(entry.row);
    value_[entry.row] = minus(value_[entry.row], prime - entry.value);
  }
}

// A column of the basis has entries only in rows whose pivots, if any, came later: each is used once, in
// order.
void CarrierBasis::eliminate(std::vector<Entry>& taken) {
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    const std::uint32_t number = heap_.back();
    heap_.pop_back();
    is_queued_[number] = 0;
    const std::uint32_t value = value_[pivot_rows_[number]];
    if (value == 0) continue;
    taken.push_back({number, value});
    value_[pivot_rows_[number]] = 0;
    for (std::size_t i = entry_first_[number]; i < entry_first_[number + 1]; ++i) {
      const Entry& entry = entries_[i];
      touch(entry.row);
      value_[entry.row] = minus(value_[entry.row], times(value, entry.value));
    }
  }
}

std::vector<CarrierBasis::Entry> CarrierBasis::gather() {
  std::vector<Entry> column;
  for (const std::uint32_t row : touched_) {
    if (value_[row] != 0) column.push_back({row, value_[row]});
    value_[row] = 0;
    is_touched_[row] = 0;
  }
  touched_.clear();
  return column;
}

bool CarrierBasis::add(std::span<const Entry> column) {
  for (const Entry& entry : column) --row_uses_[entry.row];
  const std::size_t factors_before = factors_.size();
  scatter(column);
  eliminate(factors_);
  const auto rest = gather();
  if (rest.empty()) {
    factors_.resize(factors_before);
    return false;
  }
  const auto pivot = std::min_element(rest.begin(), rest.end(), [this](const Entry& a, const Entry& b) {
    return row_uses_[a.row] != row_uses_[b.row] ? row_uses_[a.row] < row_uses_[b.row] : a.row < b.row;
  });
  const std::uint32_t scale = inverse(pivot->value);
  for (const Entry& entry : rest) {
    if (entry.row != pivot->row) entries_.push_back({entry.row, times(entry.value, scale)});
  }
  pivot_of_row_[pivot->row] = static_cast<std::uint32_t>(pivot_rows_.size());
  pivot_rows_.push_back(pivot->row);
  scales_.push_back(scale);
  entry_first_.push_back(entries_.size());
  factor_first_.push_back(factors_.size());
  is_queued_.push_back(0);
  return true;
}

bool CarrierBasis::supply(Wanted& wanted) {
  scatter(wanted.rest);
  eliminate(wanted.taken);
  wanted.rest = gather();
  return wanted.rest.empty();
}

// Column k as kept is scale × (column k as offered - sum of factors × kept columns before it).
std::vector<std::uint32_t> CarrierBasis::shares(const Wanted& wanted) const {
  std::vector<std::uint32_t> share(size(), 0);
  for (const Entry& taken : wanted.taken) {
    share[taken.row] = minus(share[taken.row], prime - taken.value);
  }
  for (std::size_t number = size(); number-- > 0;) {
    if (share[number] == 0) continue;
    share[number] = times(share[number], scales_[number]);
    for (std::size_t i = factor_first_[number]; i < factor_first_[number + 1]; ++i) {
      std::uint32_t& earlier = share[factors_[i].row];
      earlier = minus(earlier, times(share[number], factors_[i].value));
    }
  }
  return share;
}

}  // namespace sanaq::disclosure
