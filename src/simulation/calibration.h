#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "simulation/weights.h"

namespace sanaq::simulation {

/// Five-year ages 0-4, 5-9 … 100 and over.
inline constexpr std::size_t age_bands = 21;
using AgeSex = std::array<std::array<std::uint64_t, age_bands>, 2>;  // [0] men, [1] women

/// What is known or assumed of a region.
struct RegionTargets {
  std::string code;
  std::uint64_t persons = 0;
  std::uint64_t urban = 0;   // of persons
  std::uint64_t households_urban = 0, households_rural = 0;
  AgeSex age_sex{};          // persons
  std::array<std::uint64_t, 2> native_per_thousand{};  // Kazakh, Russian; 0: not known
};

/// An ethnic group and how its people are named.
struct EthnicGroup {
  std::string code, language;  // code "other": one of a list of small groups
  std::uint32_t own_language_ppm = 0;
  enum class Naming : std::uint8_t { kazakh, turkic, russian, korean };
  Naming naming = Naming::kazakh;
};

/// Targets and model tables of a nation, checked and made to agree with each other.
struct Calibration {
  std::vector<RegionTargets> regions;
  std::vector<EthnicGroup> groups;
  std::vector<Weights> group_of_region;                // by region: positions in `groups`
  std::vector<std::vector<Weights>> religion;          // by region and group: codes
  std::vector<std::vector<Weights>> native_language;   // by region and group: codes
  Weights other_groups;                                // codes of the groups called "other"
  std::map<std::string, std::string> other_languages;  // by code of such a group
  std::uint64_t married_per_thousand = 0;              // of people aged 15 and over
  std::uint64_t visitors_per_ten_thousand = 0;         // households with a visitor
  std::uint64_t mixed_couples_percent = 0, shared_religion_percent = 0;
  std::map<std::string, ModelTable, std::less<>> tables;

  /// The table of a name; a missing one is an empty table that draws nothing.
  const ModelTable& table(std::string_view name) const;
};

/// text: calibration.json of an edition. Errors: "simulation.calibration" (detail: the member), those of parse_json.
Result<Calibration> read_calibration(std::string_view text);

}  // namespace sanaq::simulation
