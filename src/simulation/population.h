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

 private:
  // Households of one region and kind of settlement.
  struct Stratum {
    std::size_t region = 0;
    bool urban = false;
    Weights families;                // positions in the model's shapes
    Weights places;                  // positions in `settlements`
    std::vector<Settlement> settlements;
    std::uint64_t households = 0;
  };

  Population(Calibration calibration, CivilDate census, const NationOptions& options);
  void add_strata(const Codelist& territories, const std::vector<std::string>& only);
  Household draw(std::uint64_t number) const;
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
