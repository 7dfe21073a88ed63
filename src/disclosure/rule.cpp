#include "disclosure/rule.h"

namespace sanaq::disclosure {

namespace {
constexpr std::int64_t width_max = 1'000'000;
}

Result<ProtectionRule> parse_protection_rule(const Json& object) {
  if (!object.is_object()) return Error{"disclosure.rule", "an object is needed"};
  ProtectionRule rule;
  for (const auto& [name, value] : object.members()) {
    if (name != "threshold" && name != "width" && name != "consents") return Error{"disclosure.rule", name};
  }
  if (object.has("threshold")) rule.threshold = object["threshold"].integer();
  if (object.has("width")) rule.width = object["width"].integer();
  if (rule.width < 1 || rule.width > width_max) return Error{"disclosure.rule", "width"};
  if (rule.threshold < 1) return Error{"disclosure.rule", "threshold"};
  for (const Json& item : object["consents"].items()) {
    Consent consent;
    for (const Json& code : item.items()) consent.codes.push_back(code.text());
    if (consent.codes.empty()) return Error{"disclosure.rule", "consents"};
    rule.consents.push_back(std::move(consent));
  }
  return rule;
}

}  // namespace sanaq::disclosure
