#pragma once
#include <string>
#include <vector>

#include "base/result.h"
#include "edition/staff_rules.h"
#include "edition_files/toml_parser.h"

namespace sanaq {

/// `[[roles]]` of an edition. Errors: "edition.value" (detail: the key).
Result<std::vector<RoleRules>> read_roles(const toml::table& root, const std::vector<std::string>& languages);

/// `[staff]` of an edition; nothing in it when the edition has none. Errors: "edition.value" (detail: the
/// key).
Result<StaffRules> read_staff_rules(const toml::table& root, const std::vector<std::string>& languages);

}  // namespace sanaq
