#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sanaq::equipment {

/// What state a thing is in, in the words of an act. The numbers are stored.
enum class Condition : std::uint8_t {
  as_new = 1,
  good = 2,
  worn = 3,
  repaired = 4,
  damaged = 5,
  unusable = 6,
  lost = 7,
};
inline constexpr int conditions = 7;
std::string_view to_string(Condition condition);
std::optional<Condition> parse_condition(std::string_view text);

/// How counted things are kept apart: whoever holds three cables may have two that work.
enum class Standing : std::uint8_t { sound = 0, damaged = 1, lost = 2 };
Standing standing_of(Condition condition);

/// How many things of a kind somebody has, by standing. Below zero only for a supplier: what was delivered.
struct Balance {
  std::array<std::int64_t, 3> counts{};
  std::int64_t& operator[](Standing standing) { return counts[static_cast<std::size_t>(standing)]; }
  std::int64_t operator[](Standing standing) const { return counts[static_cast<std::size_t>(standing)]; }
  std::int64_t total() const { return counts[0] + counts[1] + counts[2]; }
  friend bool operator==(const Balance&, const Balance&) = default;
};

}  // namespace sanaq::equipment
