#pragma once
#include <string>
#include <vector>

#include "base/result.h"
#include "edition/equipment_rules.h"
#include "edition_files/toml_parser.h"

namespace sanaq {

/// `[equipment]` and `[[equipment_kinds]]` of an edition; no kinds when the edition has none. Errors:
/// "edition.value" (detail: the key).
Result<EquipmentRules> read_equipment(const toml::table& root, const std::vector<std::string>& languages);

}  // namespace sanaq
