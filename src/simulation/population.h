#pragma once
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "codelist/codelist.h"
#include "simulation/nation.h"
#include "simulation/person.h"

namespace sanaq::simulation {

/// The people of a nation, household by household, before they meet a questionnaire.
class Population {
 public:
  /// Errors: "simulation.territory".
  static Result<Population> make(Calibration calibration, CivilDate census, const Codelist& territories,
                                 const NationOptions& options);
  /// The people who live together and their dwelling, with what they would answer. Pure.
  Household household(std::uint64_t number) const;

  /// A settlement and how many people of the whole nation live there.
  struct Share {
    const Settlement* settlement = nullptr;  // of this population
    std::size_t stratum = 0;
    std::uint64_t persons = 0;
    std::uint64_t households_before = 0;  // of the stratum, about
  };
  /// Every settlement with people, of a nation `one_in` times smaller: by region and kind of settlement the
  /// persons are the published ones, in a region they follow the weights of the settlements.
  std::vector<Share> shares(std::uint64_t one_in = 1) const;
  /// Household `number` of a settlement, with at most persons_max residents (at least 1), as household(), but
  /// without IINs and documents. Pure.
  Household household_at(const Share& share, std::uint64_t number, std::uint64_t persons_max) const;

 private:
  // Households of one region and kind of settlement.
  struct Stratum {
    std::size_t region = 0;
    bool urban = false;
    Weights families;  // positions in the model's shapes
    Weights places;    // positions in `settlements`
    std::vector<Settlement> settlements;
    std::uint64_t households = 0;
  };

  Population(Calibration calibration, CivilDate census, const NationOptions& options);
  void add_strata(const Codelist& territories, const std::vector<std::string>& only);
  Household draw(std::uint64_t number) const;
  Family draw_family_of(const Stratum& stratum, std::uint64_t persons_max, Rng& rng) const;
  void tell_all(Household& household, const Family& family, std::uint64_t number, Rng& rng) const;
  void add_visitor(Household& household, Rng& rng) const;
  void add_duplicate(Household& household, std::uint64_t number, Rng& rng) const;

  Calibration calibration_;
  CivilDate census_;
  std::uint64_t seed_ = 0;
  std::uint32_t duplicate_share_ppm_ = 0;
  std::vector<FamilyShape> shapes_;
  std::vector<Stratum> strata_;
  Weights by_stratum_, region_of_origin_;
};

}  // namespace sanaq::simulation
