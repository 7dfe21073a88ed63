#pragma once
#include <string>
#include <vector>

#include "base/check.h"
#include "base/rng.h"
#include "base/text.h"
#include "tabulation/raw_table.h"

namespace sanaq::disclosure::testing {

inline Labels same(const std::string& text) { return Labels{{"kk", text}, {"ru", text}, {"en", text}}; }

/// A dimension whose first code sums up all others.
inline Classification with_total(const std::string& name, const std::vector<std::string>& codes) {
  Classification side{name, same(name), {}};
  for (std::size_t i = 0; i < codes.size(); ++i) {
    side.categories.push_back({codes[i], same(codes[i]), i == 0 ? Category::no_parent : 0});
  }
  return side;
}

/// A total over `parts` categories named a, b, c …
inline Classification lettered(const std::string& name, std::size_t parts) {
  std::vector<std::string> codes{"T"};
  for (std::size_t i = 0; i < parts; ++i) codes.push_back(std::string(1, static_cast<char>('a' + i)));
  return with_total(name, codes);
}

/// A country over two regions of two districts each.
inline Classification two_levels(const std::string& name) {
  Classification side = with_total(name, {"T", "r1", "r2"});
  for (const char* code : {"r1a", "r1b"}) side.categories.push_back({code, same(code), 1});
  for (const char* code : {"r2a", "r2b"}) side.categories.push_back({code, same(code), 2});
  return side;
}

inline RawTable::Head sample_head(std::vector<Classification> dimensions) {
  return {"sample", "kz-2021", 1, same("sample"), same("persons"), {}, std::move(dimensions)};
}

/// Random counts in the finest cells: many zeros, ones and twos.
inline RawTable random_table(std::vector<Classification> dimensions, Rng& rng, std::uint64_t largest) {
  std::size_t cells = 1;
  for (const Classification& dimension : dimensions) cells *= dimension.categories.size();
  std::vector<std::int64_t> counts;
  for (std::size_t i = 0; i < cells; ++i) {
    counts.push_back(rng.chance(1, 4) ? 0 : static_cast<std::int64_t>(rng.below(largest + 1)));
  }
  auto table = RawTable::roll_up(sample_head(std::move(dimensions)), std::move(counts));
  SANAQ_CHECK(table.has_value());
  return *std::move(table);
}

}  // namespace sanaq::disclosure::testing
