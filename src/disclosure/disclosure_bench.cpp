#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/rng.h"
#include "disclosure/protect.h"
#include "disclosure/testing/sample_tables.h"

// Tables of the size of a national census: 17 regions with the published totals of 2021 in thousands, the
// large ethnic groups with their published totals and a tail of small ones, spread over the regions at
// random.

using namespace sanaq;
using namespace sanaq::disclosure;

namespace {

constexpr std::int64_t regions[] = {783, 906, 2147, 674,  676,  1199, 1348, 834, 815,
                                    735, 757, 541,  2054, 1341, 1234, 2030, 1112};
constexpr std::int64_t ethnic_groups[] = {13497891, 2981946, 614047, 387327, 290337, 218653,
                                          226092,   118450,  85478,  145615, 76484,  78817,
                                          47880,    49827,   35319,  33557,  34184};

std::vector<std::string> numbered(std::size_t count) {
  std::vector<std::string> codes{"T"};
  for (std::size_t i = 1; i <= count; ++i) codes.push_back(zero_padded(static_cast<std::int64_t>(i), 3));
  return codes;
}

std::size_t region_of(Rng& rng) {
  auto left = static_cast<std::int64_t>(rng.below(19186));
  std::size_t region = 0;
  while (region < 16 && left >= regions[region]) left -= regions[region++];
  return region;
}

RawTable region_by_ethnicity() {
  constexpr std::size_t groups = 124;
  SplitMix rng(2021);
  std::vector<std::int64_t> counts(18 * (groups + 1), 0);
  for (std::size_t group = 0; group < groups; ++group) {
    std::int64_t total = group < 17 ? ethnic_groups[group] : 0;
    if (group >= 17)
      total = static_cast<std::int64_t>(20'000 >> ((group - 17) / 7)) + 1 + (group > 115 ? -1 : 0);
    const std::int64_t drawn =
        total < 2000 ? total : 2000;  // small groups person by person, large ones in portions
    for (std::int64_t i = 0; i < drawn; ++i) {
      counts[(region_of(rng) + 1) * (groups + 1) + group + 1] += (total + i) / drawn;
    }
  }
  auto dimensions = std::vector{testing::with_total("region", numbered(17)),
                                testing::with_total("group", numbered(groups))};
  return *RawTable::roll_up(testing::sample_head(std::move(dimensions)), std::move(counts));
}

RawTable region_by_sex_by_age() {
  SplitMix rng(2022);
  std::vector<std::int64_t> counts(18 * 3 * 19, 0);
  for (std::size_t region = 1; region <= 17; ++region) {
    for (std::size_t sex = 1; sex <= 2; ++sex) {
      for (std::size_t age = 1; age <= 18; ++age) {
        const std::int64_t shrink = static_cast<std::int64_t>(age < 12 ? 40 : 40 << (age - 11));
        counts[(region * 3 + sex) * 19 + age] =
            regions[region - 1] * 1000 / shrink / 2 + static_cast<std::int64_t>(rng.below(50));
      }
    }
  }
  auto dimensions =
      std::vector{testing::with_total("region", numbered(17)), testing::with_total("sex", numbered(2)),
                  testing::with_total("age", numbered(18))};
  return *RawTable::roll_up(testing::sample_head(std::move(dimensions)), std::move(counts));
}

void run(benchmark::State& state, const RawTable& table) {
  for (auto _ : state) {
    const auto safe = protect(table, {});
    if (!safe) return state.SkipWithError(safe.error().code.c_str());
    state.counters["nonzero"] = static_cast<double>(safe->cost.cells_nonzero);
    state.counters["primary"] = static_cast<double>(safe->cost.cells_primary);
    state.counters["point_23"] = static_cast<double>(safe->cost.cells_next_smallest);
    state.counters["closing"] = static_cast<double>(safe->cost.cells_closes_derivation);
    state.counters["respondents"] = static_cast<double>(safe->cost.respondents_secondary);
    state.counters["rounds"] = safe->cost.rounds;
  }
}

void protect_region_ethnicity(benchmark::State& state) { run(state, region_by_ethnicity()); }
void protect_region_sex_age(benchmark::State& state) { run(state, region_by_sex_by_age()); }

BENCHMARK(protect_region_ethnicity)->Unit(benchmark::kMillisecond);
BENCHMARK(protect_region_sex_age)->Unit(benchmark::kMillisecond);

}  // namespace
