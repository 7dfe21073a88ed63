#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "disclosure/noise.h"
#include "disclosure/remedy.h"
#include "disclosure/rule.h"
#include "disclosure/volume.h"
#include "edition_files/edition_files.h"

namespace sanaq {

/// protection.json of an edition: {"width", "volumes", "noise", "tables": {"<id>": {"rule", "remedies"}}}. A
/// table that is not named follows edition.toml and the common width.
struct ProtectionRules {
  disclosure::ProtectionRule common;
  /// Of sums and of figures made of them; the threshold is at least that of counts.
  disclosure::VolumeRule volumes;
  std::optional<disclosure::NoiseRule> noise;  // nothing: every table is protected by hiding
  Json tables;                                 // by id

  /// Errors: "disclosure.rule".
  Result<disclosure::ProtectionRule> rule_of(const std::string& id) const;
  /// What officers decided about a table. Errors: those of parse_remedy.
  Result<std::vector<disclosure::Remedy>> remedies_of(const std::string& id) const;
};

/// Reads the file of an edition; without one the rules are those of edition.toml. Errors: those of reading
/// and parse_json; "disclosure.rule" (detail: the member).
Result<ProtectionRules> read_protection_rules(const EditionFiles& edition);

}  // namespace sanaq
