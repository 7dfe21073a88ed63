#include "sanaq/production/protection_rules.h"

#include <algorithm>

#include "os/files.h"

namespace sanaq {

using disclosure::ProtectionRule;

Result<ProtectionRule> ProtectionRules::rule_of(const std::string& id) const {
  if (!tables[id].has("rule")) return common;
  SANAQ_TRY(auto own, disclosure::parse_protection_rule(tables[id]["rule"]));
  own.threshold = std::max(own.threshold, common.threshold);
  own.width = std::max(own.width, common.width);
  return own;
}

Result<std::vector<disclosure::Remedy>> ProtectionRules::remedies_of(const std::string& id) const {
  std::vector<disclosure::Remedy> remedies;
  for (const Json& item : tables[id]["remedies"].items()) {
    SANAQ_TRY(auto remedy, disclosure::parse_remedy(item));
    remedies.push_back(std::move(remedy));
  }
  return remedies;
}

Result<ProtectionRules> read_protection_rules(const EditionFiles& edition) {
  ProtectionRules rules;
  rules.common.threshold = rules.volumes.threshold = edition.edition.suppression_threshold;
  const std::string path = edition.folder + "/protection.json";
  if (!os::file_exists(path)) return rules;
  SANAQ_TRY(const std::string text, os::read_file(path));
  SANAQ_TRY(const Json json, parse_json(text));
  if (json.has("width")) rules.common.width = std::max<std::int64_t>(1, json["width"].integer());
  if (json.has("volumes")) {
    SANAQ_TRY(rules.volumes, disclosure::parse_volume_rule(json["volumes"]));
    rules.volumes.threshold = std::max(rules.volumes.threshold, rules.common.threshold);
  }
  if (json.has("noise")) {
    SANAQ_TRY(rules.noise, disclosure::parse_noise_rule(json["noise"]));
  }
  rules.tables = json["tables"];
  return rules;
}

}  // namespace sanaq
