// Weights that let those who answered stand for those who did not.
#include "processing/weight_raking.h"

#include <doctest.h>

#include <cmath>
#include <numeric>

#include "base/rng.h"

using namespace sanaq;

namespace {

double weighted(const RakedWeights& raked, const std::vector<int>& counts) {
  double sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i)
    sum += static_cast<double>(counts[i]) * raked.thousandths[i] / 1000;
  return sum;
}

}  // namespace

TEST_CASE("weights: when all answered everybody counts once") {
  WeightRaking raking(3);
  const auto area = static_cast<std::uint32_t>(raking.add_total("area", 4));
  for (int i = 0; i < 4; ++i) raking.add_household({{area, 1}});
  const auto raked = raking.rake().value();
  CHECK(raked.thousandths == std::vector<std::uint32_t>{1000, 1000, 1000, 1000});
  CHECK(raked.design_effect == doctest::Approx(1));
}

TEST_CASE("weights: an area with missing households stands for them, rounded without loss") {
  WeightRaking raking(3);
  const auto area = static_cast<std::uint32_t>(raking.add_total("area", 1000));
  for (int i = 0; i < 987; ++i) raking.add_household({{area, 1}});
  const auto raked = raking.rake().value();
  const auto sum = std::accumulate(raked.thousandths.begin(), raked.thousandths.end(), std::int64_t{0});
  CHECK(std::abs(sum - 1'000'000) <= 1);
  CHECK(raked.deviation < 1e-6);
  CHECK(raked.smallest == doctest::Approx(1000.0 / 987));
}

TEST_CASE("weights: totals of households and of people of several kinds are met together") {
  // A nation drawn at random, a part of which answered: the larger the household, the likelier.
  SplitMix rng(11);
  constexpr std::uint32_t areas = 3, kinds = 4;
  std::vector<double> households(areas), people(areas * kinds);
  WeightRaking raking(5);
  std::vector<std::pair<std::uint32_t, std::vector<int>>> told;
  for (int i = 0; i < 6000; ++i) {
    const auto area = static_cast<std::uint32_t>(rng.below(areas));
    std::vector<int> count(kinds);
    for (std::uint64_t person = rng.below(5) + 1; person > 0; --person) ++count[rng.below(kinds)];
    const int size = std::accumulate(count.begin(), count.end(), 0);
    ++households[area];
    for (std::uint32_t kind = 0; kind < kinds; ++kind) people[area * kinds + kind] += count[kind];
    if (rng.below(100) < static_cast<std::uint64_t>(80 + 3 * size)) told.emplace_back(area, count);
  }
  for (std::uint32_t area = 0; area < areas; ++area) raking.add_total("households", households[area]);
  for (const double total : people) raking.add_total("people", total);
  for (const auto& [area, count] : told) {
    std::vector<WeightRaking::Share> shares = {{area, 1}};
    for (std::uint32_t kind = 0; kind < kinds; ++kind)
      if (count[kind] > 0)
        shares.push_back({areas + area * kinds + kind, static_cast<std::uint32_t>(count[kind])});
    raking.add_household(shares);
  }
  const auto raked = raking.rake().value();
  CHECK(raked.deviation < 0.002);
  CHECK(raked.smallest >= 1);
  for (std::uint32_t area = 0; area < areas; ++area)
    for (std::uint32_t kind = 0; kind < kinds; ++kind) {
      std::vector<int> counts;
      for (const auto& [of, count] : told) counts.push_back(of == area ? count[kind] : 0);
      CHECK(weighted(raked, counts) == doctest::Approx(people[area * kinds + kind]).epsilon(0.003));
    }
}

TEST_CASE("weights: a bound is kept and told; a total that nobody adds to is refused") {
  WeightRaking raking(1.5);
  const auto area = static_cast<std::uint32_t>(raking.add_total("far", 10));
  raking.add_household({{area, 1}});
  const auto raked = raking.rake().value();
  CHECK(raked.thousandths == std::vector<std::uint32_t>{1500});
  CHECK(raked.bounded == 1);
  CHECK(raked.farthest == "far");
  CHECK(raked.deviation > 0.8);
  raking.add_total("nobody", 3);
  CHECK(raking.rake().error().code == "weights.total");
  CHECK(raking.rake().error().detail == "nobody");
}
