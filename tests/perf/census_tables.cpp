#include "census_tables.h"

#include <algorithm>
#include <cmath>

#include "base/rng.h"
#include "base/text.h"
#include "measure.h"

namespace sanaq::perf {

namespace {

constexpr std::size_t regions = 17, districts = 220, ages = 22;
constexpr double tail = 0.142;  // how fast 130 groups shrink; others as far from the first to the last
constexpr double tail_groups = 130;

Labels same(const std::string& text) { return Labels{{"kk", text}, {"ru", text}, {"en", text}}; }

std::string numbered(const char* letter, std::size_t number) {
  return letter + zero_padded(static_cast<std::int64_t>(number), 3);
}

Classification flat(const std::string& name, const char* letter, std::size_t size) {
  Classification side{name, same(name), {{"T", same("T"), Category::no_parent}}};
  for (std::size_t i = 0; i < size; ++i)
    side.categories.push_back({numbered(letter, i), same(numbered(letter, i)), 0});
  return side;
}

/// Draws positions with given chances by a search in the running sums.
class Draw {
 public:
  explicit Draw(const std::vector<double>& weights) {
    double whole = 0, sum = 0;
    for (const double weight : weights) whole += weight;
    for (const double weight : weights) {
      sum += weight;
      limits_.push_back(static_cast<std::uint64_t>(sum / whole * 4'294'967'296.0));
    }
    limits_.back() = std::uint64_t{1} << 32;
  }
  std::size_t operator()(Rng& rng) const {
    const std::uint64_t at = rng.below(std::uint64_t{1} << 32);
    return static_cast<std::size_t>(std::upper_bound(limits_.begin(), limits_.end(), at) - limits_.begin());
  }

 private:
  std::vector<std::uint64_t> limits_;
};

RawTable table_of(const std::string& id, std::vector<Classification> dimensions,
                  std::vector<std::int64_t> counts) {
  RawTable::Head head{id, "synthetic", 1, same(id), same("persons"), {}, std::move(dimensions)};
  return must(RawTable::roll_up(std::move(head), std::move(counts)), "table");
}

}  // namespace

CensusTables::CensusTables(std::int64_t persons, std::uint64_t seed, std::size_t groups)
    : groups_(groups), counts_(districts * ages * groups, 0) {
  SplitMix rng(seed);
  std::vector<double> place, age, group;
  for (std::size_t i = 0; i < districts; ++i) {
    place.push_back(1 + static_cast<double>(rng.below(1000)) / 250);
    region_of_.push_back(i < regions ? i : rng.below(regions));
  }
  std::sort(region_of_.begin(), region_of_.end());
  for (std::size_t i = 0; i < ages; ++i)
    age.push_back(i < 8 ? 10 : 10 * std::pow(0.75, static_cast<double>(i - 7)));
  for (std::size_t i = 0; i < groups_; ++i)
    group.push_back(std::exp(-tail * (static_cast<double>(i) * tail_groups / static_cast<double>(groups_))));
  const Draw draw_place(place), draw_age(age), draw_group(group);
  for (std::int64_t i = 0; i < persons; ++i)
    ++counts_[(draw_place(rng) * ages + draw_age(rng)) * groups_ + draw_group(rng)];
}

RawTable CensusTables::district_by_age_by_ethnicity() const {
  Classification place = flat("place", "r", regions);
  for (std::size_t i = 0; i < districts; ++i) {
    place.categories.push_back(
        {numbered("d", i), same(numbered("d", i)), static_cast<std::int32_t>(region_of_[i] + 1)});
  }
  std::vector<std::int64_t> counts((1 + regions + districts) * (1 + ages) * (1 + groups_), 0);
  for (std::size_t d = 0; d < districts; ++d) {
    for (std::size_t a = 0; a < ages; ++a) {
      for (std::size_t g = 0; g < groups_; ++g) {
        const std::size_t cell = ((1 + regions + d) * (1 + ages) + 1 + a) * (1 + groups_) + 1 + g;
        counts[cell] = counts_[(d * ages + a) * groups_ + g];
      }
    }
  }
  return table_of("district-age-ethnicity", {place, flat("age", "a", ages), flat("ethnicity", "e", groups_)},
                  std::move(counts));
}

RawTable CensusTables::region_by_age_by_ethnicity() const {
  std::vector<std::int64_t> counts((1 + regions) * (1 + ages) * (1 + groups_), 0);
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const std::size_t group = i % groups_, age = i / groups_ % ages, region = region_of_[i / groups_ / ages];
    counts[((1 + region) * (1 + ages) + 1 + age) * (1 + groups_) + 1 + group] += counts_[i];
  }
  return table_of("region-age-ethnicity",
                  {flat("place", "r", regions), flat("age", "a", ages), flat("ethnicity", "e", groups_)},
                  std::move(counts));
}

RawTable CensusTables::district_by_ethnicity() const {
  const RawTable fine = district_by_age_by_ethnicity();
  const std::size_t width = 1 + groups_;
  std::vector<std::int64_t> counts;
  for (std::size_t place = 0; place < 1 + regions + districts; ++place) {
    const auto first = fine.counts().begin() + static_cast<std::ptrdiff_t>(place * (1 + ages) * width);
    counts.insert(counts.end(), first, first + static_cast<std::ptrdiff_t>(width));
  }
  const auto& dimensions = fine.head().dimensions;
  return table_of("district-ethnicity", {dimensions[0], dimensions[2]}, std::move(counts));
}

}  // namespace sanaq::perf
