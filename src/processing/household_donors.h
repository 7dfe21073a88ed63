#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "casework/closed_cases.h"
#include "processing/census_place.h"

namespace sanaq {

/// Whole households that can stand for others that never answered. Of every district and size, and of every
/// district whatever the size, the same pseudo-random few are kept in whatever order they were offered.
class HouseholdDonors {
 public:
  HouseholdDonors(int kept, std::uint64_t seed) : kept_(static_cast<std::size_t>(kept)), seed_(seed) {}

  /// closed: edited, with at least one person; all its people count. persons: how many of them are permanent
  /// residents, its size.
  void offer(const CensusPlace& place, int persons, const ClosedCase& closed);

  /// The household that stands for a dwelling: of the size, when it is known, and of the district, else of
  /// the region, else of the country; without one of the size, the nearest size. Of those that fit one that
  /// stood in least often, so that few people are counted many times. Nothing when no household was offered.
  /// Errors: "response.bytes".
  Result<std::optional<ClosedCase>> pick(const CensusPlace& place, std::optional<int> persons,
                                         std::int64_t dwelling);
  /// How often the household was taken that was taken most.
  int uses_max() const { return uses_max_; }

 private:
  struct Donor {
    std::uint64_t order = 0;
    ClosedCase head;       // without answers
    std::string response;  // coded: a tenth of what the answers take
    int uses = 0;
  };
  using Sizes = std::map<int, std::vector<Donor>>;  // by size, 0: of any; each sorted by order
  using Found = std::vector<Donor*>;
  void keep(std::vector<Donor>& of, std::uint64_t order, const ClosedCase& closed) const;
  Found of_size(const CensusPlace& place, int size);
  Found near_size(const CensusPlace& place, int size);

  std::size_t kept_;
  std::uint64_t seed_;
  int uses_max_ = 0;
  std::map<std::string, std::map<std::string, Sizes>> regions_;  // by region, by district
};

}  // namespace sanaq
