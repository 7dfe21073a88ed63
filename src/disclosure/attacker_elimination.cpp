#include <algorithm>
#include <map>

#include "base/rng.h"
#include "disclosure/attacker_equations.h"

namespace sanaq::disclosure::attacker {

namespace {

constexpr std::uint64_t prime = (std::uint64_t{1} << 61) - 1;
constexpr std::size_t component_max = 1500;

std::uint64_t multiply(std::uint64_t a, std::uint64_t b) {
  const WideUnsigned product = static_cast<WideUnsigned>(a) * b;
  return static_cast<std::uint64_t>(product % prime);
}

std::uint64_t inverse(std::uint64_t value) {
  std::uint64_t result = 1;
  for (std::uint64_t exponent = prime - 2; exponent != 0; exponent >>= 1) {
    if ((exponent & 1) != 0) result = multiply(result, value);
    value = multiply(value, value);
  }
  return result;
}

/// A row of the reduced system: unknown -> coefficient, never zero.
using Row = std::map<std::uint32_t, std::uint64_t>;

/// row -= factor * other
void subtract(Row& row, const Row& other, std::uint64_t factor) {
  for (const auto& [unknown, coefficient] : other) {
    std::uint64_t& cell = row[unknown];
    cell = (cell + prime - multiply(factor, coefficient)) % prime;
    if (cell == 0) row.erase(unknown);
  }
}

void scale(Row& row, std::uint64_t factor) {
  for (auto& [unknown, coefficient] : row) coefficient = multiply(coefficient, factor);
}

/// Gauss-Jordan: each pivot unknown stands in its own row only. An unknown is fixed when its row holds
/// nothing else.
std::vector<std::uint32_t> reduce(std::vector<Row> rows) {
  std::map<std::uint32_t, Row> pivots;
  for (Row& row : rows) {
    for (auto entry = row.begin(); entry != row.end();) {
      const std::uint32_t unknown = entry->first;
      const auto pivot = pivots.find(unknown);
      if (pivot != pivots.end()) subtract(row, pivot->second, entry->second);
      entry = row.upper_bound(unknown);
    }
    if (row.empty()) continue;
    const std::uint32_t lead = row.begin()->first;
    scale(row, inverse(row.begin()->second));
    for (auto& [unknown, other] : pivots) {
      const auto entry = other.find(lead);
      if (entry != other.end()) subtract(other, row, std::uint64_t{entry->second});
    }
    pivots.emplace(lead, std::move(row));
  }
  std::vector<std::uint32_t> fixed;
  for (const auto& [unknown, row] : pivots) {
    if (row.size() == 1) fixed.push_back(unknown);
  }
  return fixed;
}

/// The equations that hang together with `start` over unknowns that are not fixed yet.
std::vector<std::uint32_t> component(const System& system, const std::vector<std::uint8_t>& known,
                                     std::uint32_t start, std::vector<std::uint8_t>& seen,
                                     std::size_t& unknowns) {
  std::vector<std::uint32_t> equations{start};
  std::map<std::uint32_t, bool> met;
  seen[start] = 1;
  for (std::size_t i = 0; i < equations.size(); ++i) {
    for (const auto& term : system.equations[equations[i]].terms) {
      if (known[term.unknown] != 0 || !met.emplace(term.unknown, true).second) continue;
      for (const auto& [other, sign] : system.uses[term.unknown]) {
        if (seen[other] != 0) continue;
        seen[other] = 1;
        equations.push_back(other);
      }
    }
  }
  unknowns = met.size();
  return equations;
}

}  // namespace

std::vector<std::uint32_t> eliminate(const System& system, const Bounds& bounds) {
  std::vector<std::uint8_t> known(system.cells.size(), 0);
  for (std::size_t i = 0; i < known.size(); ++i) known[i] = bounds.lowest[i] == bounds.highest[i] ? 1 : 0;
  std::vector<std::uint8_t> seen(system.equations.size(), 0);
  std::vector<std::uint32_t> fixed;
  for (std::uint32_t start = 0; start < system.equations.size(); ++start) {
    if (seen[start] != 0) continue;
    std::size_t unknowns = 0;
    const auto equations = component(system, known, start, seen, unknowns);
    if (unknowns > component_max) continue;
    std::vector<Row> rows;
    for (const std::uint32_t number : equations) {
      Row row;
      for (const auto& [unknown, sign] : system.equations[number].terms) {
        if (known[unknown] == 0) row[unknown] = sign > 0 ? 1 : prime - 1;
      }
      rows.push_back(std::move(row));
    }
    for (const std::uint32_t unknown : reduce(std::move(rows))) fixed.push_back(unknown);
  }
  std::sort(fixed.begin(), fixed.end());
  return fixed;
}

}  // namespace sanaq::disclosure::attacker
