#include "simulation/mother_tongue.h"

#include <array>

#include "simulation/fitting.h"

namespace sanaq::simulation {
namespace {

constexpr std::size_t kazakh = 0, russian = 1, rest = 2, columns = 3;
constexpr int rounds = 40;
constexpr std::uint64_t million = 1'000'000;

std::size_t own_column(const EthnicGroup& group) {
  return group.language == "kk" ? kazakh : group.language == "ru" ? russian : rest;
}

// Persons by region, group and language.
class Tongues {
 public:
  Tongues(const std::vector<EthnicGroup>& groups, const std::vector<RegionTargets>& regions,
          const std::vector<std::vector<std::uint64_t>>& persons)
      : groups_(groups), regions_(regions), persons_(persons) {
    for (std::size_t r = 0; r < regions.size(); ++r) {
      cells_.emplace_back();
      for (std::size_t g = 0; g < groups.size(); ++g) begin(r, g);
    }
  }

  void fit() {
    for (int round = 0; round < rounds; ++round) {
      for (std::size_t g = 0; g < groups_.size(); ++g) fit_group(g);
      for (std::size_t r = 0; r < regions_.size(); ++r) fit_region(r);
    }
  }

  Weights weights(std::size_t r, std::size_t g) const {
    Weights out;
    out.add("kk", cell(r, g, kazakh));
    out.add("ru", cell(r, g, russian));
    out.add(groups_[g].code == "other" ? std::string(own_language) : groups_[g].language, cell(r, g, rest));
    return out;
  }

 private:
  std::uint64_t cell(std::size_t r, std::size_t g, std::size_t c) const { return cells_[r][g * columns + c]; }
  std::uint64_t& cell(std::size_t r, std::size_t g, std::size_t c) { return cells_[r][g * columns + c]; }

  // Who does not name the language of the own people names Kazakh or Russian.
  void begin(std::size_t r, std::size_t g) {
    const EthnicGroup& group = groups_[g];
    const std::size_t own = own_column(group);
    const std::uint64_t all = persons_[r][g], named = scaled(all, group.own_language_ppm, million);
    const bool is_turkic = group.naming == EthnicGroup::Naming::turkic;
    const std::uint64_t to_kazakh_percent = own == kazakh ? 0 : own == russian ? 100 : is_turkic ? 50 : 5;
    std::array<std::uint64_t, columns> row{};
    row[own] = named;
    row[kazakh] += (all - named) * to_kazakh_percent / 100;
    row[russian] += (all - named) * (100 - to_kazakh_percent) / 100;
    cells_[r].insert(cells_[r].end(), row.begin(), row.end());
  }

  void fit_group(std::size_t g) {
    const std::size_t own = own_column(groups_[g]);
    std::uint64_t all = 0, named = 0, not_named = 0;
    for (std::size_t r = 0; r < regions_.size(); ++r) {
      all += persons_[r][g];
      for (std::size_t c = 0; c < columns; ++c) (c == own ? named : not_named) += cell(r, g, c);
    }
    const std::uint64_t target = scaled(all, groups_[g].own_language_ppm, million);
    for (std::size_t r = 0; r < regions_.size(); ++r)
      for (std::size_t c = 0; c < columns; ++c)
        cell(r, g, c) =
            c == own ? scaled(cell(r, g, c), target, named) : scaled(cell(r, g, c), all - target, not_named);
  }

  void fit_region(std::size_t r) {
    const auto& shares = regions_[r].native_per_thousand;
    std::uint64_t all = 0;
    for (const std::uint64_t persons : persons_[r]) all += persons;
    const std::array<std::uint64_t, columns> targets = {all * shares[0] / 1000, all * shares[1] / 1000,
                                                        all * (1000 - shares[0] - shares[1]) / 1000};
    for (std::size_t c = 0; c < columns && shares[0] > 0; ++c) {
      std::uint64_t sum = 0;
      for (std::size_t g = 0; g < groups_.size(); ++g) sum += cell(r, g, c);
      for (std::size_t g = 0; g < groups_.size(); ++g) cell(r, g, c) = scaled(cell(r, g, c), targets[c], sum);
    }
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const std::uint64_t sum = cell(r, g, kazakh) + cell(r, g, russian) + cell(r, g, rest);
      for (std::size_t c = 0; c < columns; ++c) cell(r, g, c) = scaled(cell(r, g, c), persons_[r][g], sum);
    }
  }

  const std::vector<EthnicGroup>& groups_;
  const std::vector<RegionTargets>& regions_;
  const std::vector<std::vector<std::uint64_t>>& persons_;
  std::vector<std::vector<std::uint64_t>> cells_;  // by region: group-major
};

}  // namespace

std::vector<std::vector<Weights>> fit_mother_tongues(const std::vector<EthnicGroup>& groups,
                                                     const std::vector<RegionTargets>& regions,
                                                     const std::vector<std::vector<std::uint64_t>>& persons) {
  Tongues tongues(groups, regions, persons);
  tongues.fit();
  std::vector<std::vector<Weights>> out(regions.size());
  for (std::size_t r = 0; r < regions.size(); ++r)
    for (std::size_t g = 0; g < groups.size(); ++g) out[r].push_back(tongues.weights(r, g));
  return out;
}

}  // namespace sanaq::simulation
