#include "processing/coverage_sample.h"

#include <algorithm>
#include <map>

#include "base/rng.h"
#include "base/sha256.h"

namespace sanaq {
namespace {

// An area's place in the lottery: depends on its code and the seed, not on where it stands in a list.
std::uint64_t lot(const std::string& code, std::uint64_t seed) {
  const std::string hash = sha256(code);
  std::uint64_t start = seed;
  for (std::size_t i = 0; i < 8; ++i) start = start * 257 + static_cast<unsigned char>(hash[i]);
  SplitMix rng(start);
  return rng.next();
}

}  // namespace

Result<std::vector<SampledArea>> draw_areas(const std::vector<SurveyArea>& areas, SampleShare share,
                                            std::uint64_t seed) {
  if (share.per_mille < 1 || share.per_mille > 1000 || share.at_least < 2) return Error{"coverage.share", {}};
  std::map<std::string, std::map<std::pair<std::uint64_t, std::string>, std::size_t>> strata;
  std::map<std::string, std::size_t> by_code;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const SurveyArea& area = areas[i];
    if (area.code.empty() || !by_code.emplace(area.code, i).second) return Error{"coverage.area", area.code};
    strata[area.stratum].emplace(std::pair(lot(area.code, seed), area.code), i);
  }
  std::vector<SampledArea> out;
  for (const auto& [stratum, drawn] : strata) {
    const std::size_t wanted = (drawn.size() * static_cast<std::size_t>(share.per_mille) + 999) / 1000;
    const std::size_t count = std::min(drawn.size(), std::max(wanted, share.at_least));
    const auto weight = static_cast<std::int64_t>(drawn.size() * 1'000'000 / count);
    std::size_t left = count;
    for (auto at = drawn.begin(); left > 0; ++at, --left) out.push_back({at->second, weight});
  }
  std::sort(out.begin(), out.end(), [&](const SampledArea& a, const SampledArea& b) {
    return areas[a.area].code < areas[b.area].code;
  });
  return out;
}

}  // namespace sanaq
