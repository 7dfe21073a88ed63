#include "processing/dual_system.h"

#include <cmath>

namespace sanaq {
namespace {

constexpr double normal_95 = 1.959963984540054;

struct Sums {
  double surveyed = 0, matched = 0, enumerated = 0, erroneous = 0;

  void add(const AreaOutcome& area, double weight) {
    surveyed += weight * static_cast<double>(area.surveyed);
    matched += weight * static_cast<double>(area.matched);
    enumerated += weight * static_cast<double>(area.enumerated);
    erroneous += weight * static_cast<double>(area.erroneous);
  }
  // Persons there are for one person the census has.
  double factor() const {
    const double right = enumerated > 0 ? (enumerated - erroneous) / enumerated : 1;
    return right * surveyed / matched;
  }
};

using Areas = std::vector<const AreaOutcome*>;
using Strata = std::map<std::string, Areas>;

Result<Done> check_area(const AreaOutcome& area, const std::map<std::string, std::int64_t>& census) {
  if (census.find(area.region) == census.end()) return Error{"coverage.region", area.region};
  const bool good = area.surveyed >= 0 && area.matched >= 0 && area.matched <= area.surveyed &&
                    area.erroneous >= 0 && area.erroneous <= area.enumerated && area.weight >= 1;
  return good ? Result<Done>(Done{}) : Error{"coverage.counts", area.region};
}

// Variance of the factor: every area in turn is left out and the others of its stratum stand for it.
Result<double> jackknife(const Strata& strata, double whole) {
  double variance = 0;
  for (const auto& [stratum, areas] : strata) {
    const auto count = static_cast<double>(areas.size());
    const double sampled = 1 / areas.front()->weight;
    if (sampled >= 1) continue;  // all areas of the stratum are in the sample
    if (areas.size() < 2) return Error{"coverage.stratum", stratum};
    double sum = 0;
    for (const AreaOutcome* out : areas) {
      Sums sums;
      for (const auto& [other, members] : strata)
        for (const AreaOutcome* area : members)
          if (area != out)
            sums.add(*area, other == stratum ? area->weight * count / (count - 1) : area->weight);
      if (sums.matched <= 0) return Error{"coverage.counts", stratum};
      const double apart = sums.factor() - whole;
      sum += apart * apart;
    }
    variance += (1 - sampled) * (count - 1) / count * sum;
  }
  return variance;
}

CoverageEstimate conclude(std::string region, std::int64_t census, double population, double variance) {
  CoverageEstimate out;
  out.region = std::move(region);
  out.census = census;
  out.population = population;
  out.error = std::sqrt(variance);
  out.net_undercount = (population - static_cast<double>(census)) / population;
  out.undercount_error = out.error * static_cast<double>(census) / (population * population);
  out.low = population - normal_95 * out.error;
  out.high = population + normal_95 * out.error;
  return out;
}

}  // namespace

Result<std::vector<CoverageEstimate>> estimate_coverage(const std::vector<AreaOutcome>& areas,
                                                        const std::map<std::string, std::int64_t>& census) {
  std::map<std::string, Strata> regions;
  for (const AreaOutcome& area : areas) {
    SANAQ_TRY_DONE(check_area(area, census));
    regions[area.region][area.stratum].push_back(&area);
  }
  std::vector<CoverageEstimate> out;
  double population = 0, variance = 0;
  std::int64_t counted = 0;
  for (const auto& [region, count] : census) {
    const auto found = regions.find(region);
    if (found == regions.end()) return Error{"coverage.region", region};
    Sums sums;
    for (const auto& [stratum, members] : found->second)
      for (const AreaOutcome* area : members) sums.add(*area, area->weight);
    if (sums.matched <= 0) return Error{"coverage.counts", region};
    const double factor = sums.factor();
    SANAQ_TRY(const double spread, jackknife(found->second, factor));
    const auto persons = static_cast<double>(count);
    out.push_back(conclude(region, count, persons * factor, persons * persons * spread));
    population += persons * factor;
    variance += persons * persons * spread;
    counted += count;
  }
  out.push_back(conclude({}, counted, population, variance));
  return out;
}

}  // namespace sanaq
