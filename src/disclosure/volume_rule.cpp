#include <array>
#include <utility>

#include "disclosure/volume.h"

namespace sanaq::disclosure {

Result<VolumeRule> parse_volume_rule(const Json& object) {
  if (!object.is_object()) return Error{"disclosure.rule", "an object is needed"};
  VolumeRule rule;
  const std::array<std::pair<const char*, std::int64_t*>, 5> fields{
      {{"threshold", &rule.threshold},
       {"dominant", &rule.dominant},
       {"dominance_percent", &rule.dominance_percent},
       {"prior_percent", &rule.prior_percent},
       {"width_percent", &rule.width_percent}}};
  for (const auto& [name, value] : object.members()) {
    bool known = false;
    for (const auto& [field, target] : fields) {
      if (name != field) continue;
      known = true;
      *target = value.integer();
      if (*target < 0 || *target > 1000) return Error{"disclosure.rule", name};
    }
    if (!known) return Error{"disclosure.rule", name};
  }
  const bool half = (rule.dominant == 0) != (rule.dominance_percent == 0);
  if (half || rule.dominance_percent > 100) return Error{"disclosure.rule", "dominance_percent"};
  return rule;
}

bool is_confidential(const VolumeCell& cell, const VolumeRule& rule) {
  if (cell.volume == 0 || cell.respondents == 0 || cell.consented) return false;
  if (cell.respondents <= rule.threshold || cell.protected_group) return true;
  std::int64_t top = 0;
  for (std::size_t i = 0; i < cell.largest.size() && static_cast<std::int64_t>(i) < rule.dominant; ++i)
    top += cell.largest[i];
  if (rule.dominant > 0 && top * 100 > cell.volume * rule.dominance_percent) return true;
  if (rule.prior_percent == 0 || cell.largest.empty()) return false;
  const std::int64_t second = cell.largest.size() > 1 ? cell.largest[1] : 0;
  const std::int64_t others = cell.volume - cell.largest[0] - second;
  return others * 100 < cell.largest[0] * rule.prior_percent;
}

}  // namespace sanaq::disclosure
