#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/rng.h"
#include "base/text.h"
#include "microdata/microdata_builder.h"
#include "tabulation/tabulate.h"

// Tables over synthetic persons in the shape of a national census: 17 regions, 220 districts, 101 ages, 124
// ethnic groups. Rows a second is the figure to follow; the number of persons is kept small enough for a
// shared machine.

using namespace sanaq;

namespace {

constexpr std::size_t persons = 4'000'000;

Variable numbered(const std::string& name, std::size_t codes) {
  Variable variable;
  variable.codes.name = name;
  variable.codes.label = Labels{{"kk", name}};
  for (std::size_t i = 0; i < codes; ++i) {
    const std::string code = zero_padded(static_cast<std::int64_t>(i), 3);
    variable.codes.categories.push_back({code, Labels{{"kk", code}}, Category::no_parent});
  }
  return variable;
}

const Microdata& nation() {
  static const Microdata data = [] {
    auto builder = MicrodataBuilder::make(
        {"bench", 1}, {numbered("region", 17), numbered("district", 220), numbered("sex", 2),
                       numbered("age", 101), numbered("ethnicity", 124), numbered("education", 10)});
    SplitMix rng(3);
    auto below = [&rng](std::uint64_t bound) { return static_cast<std::uint32_t>(rng.below(bound)); };
    for (std::size_t i = 0; i < persons; ++i) {
      const auto district = static_cast<std::uint32_t>(i * 220 / persons);
      const std::uint32_t cells[] = {district * 17 / 220,   district, below(2), below(101),
                                     below(below(124) + 1), below(10)};
      SANAQ_CHECK(builder->add(cells).has_value());
    }
    return *std::move(*builder).freeze();
  }();
  return data;
}

void count(benchmark::State& state, const std::vector<std::string>& variables) {
  TableSpec spec;
  spec.id = "bench";
  for (const std::string& variable : variables) {
    DimensionSpec dimension;
    dimension.variable = dimension.name = variable;
    dimension.total = TotalSpec{"all", Labels{{"kk", "all"}}};
    spec.dimensions.push_back(std::move(dimension));
  }
  const Microdata& data = nation();
  for (auto _ : state) benchmark::DoNotOptimize(tabulate(spec, data)->counts().data());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(persons));
}

void two_way(benchmark::State& state) { count(state, {"region", "sex"}); }
void two_way_wide(benchmark::State& state) { count(state, {"district", "ethnicity"}); }
void three_way(benchmark::State& state) { count(state, {"region", "sex", "age"}); }
void five_way(benchmark::State& state) { count(state, {"region", "sex", "age", "education", "ethnicity"}); }

/// What raising a counter a row costs and nothing else: 393 cells (sex and age), sets of counters by turns.
template <std::size_t sets>
void raise_counters(benchmark::State& state) {
  constexpr std::size_t cells = 393;
  SplitMix rng(3);
  std::vector<std::uint16_t> numbers(std::size_t{1} << 18);
  for (std::uint16_t& number : numbers) number = static_cast<std::uint16_t>(rng.below(cells));
  std::vector<std::uint32_t> counters(sets * cells);
  for (auto _ : state) {
    for (std::size_t i = 0; i < numbers.size(); i += sets)
      for (std::size_t set = 0; set < sets; ++set) ++counters[set * cells + numbers[i + set]];
    benchmark::DoNotOptimize(counters.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(numbers.size()));
}

BENCHMARK(raise_counters<1>);
BENCHMARK(raise_counters<4>);
BENCHMARK(raise_counters<16>);
BENCHMARK(two_way)->Unit(benchmark::kMillisecond);
BENCHMARK(two_way_wide)->Unit(benchmark::kMillisecond);
BENCHMARK(three_way)->Unit(benchmark::kMillisecond);
BENCHMARK(five_way)->Unit(benchmark::kMillisecond);

}  // namespace
