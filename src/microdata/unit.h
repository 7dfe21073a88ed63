#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sanaq {

/// What a row of frozen data is. A person belongs to a household, a household to a dwelling.
enum class Unit : std::uint8_t { person, household, dwelling };

inline constexpr std::size_t unit_count = 3;
inline constexpr std::array<Unit, unit_count> units = {Unit::person, Unit::household, Unit::dwelling};
inline constexpr std::array<std::string_view, unit_count> unit_names = {"person", "household", "dwelling"};

constexpr std::size_t index_of(Unit unit) { return static_cast<std::size_t>(unit); }
constexpr std::string_view name_of(Unit unit) { return unit_names[index_of(unit)]; }

}  // namespace sanaq
