#include "edition/staff_rules.h"

#include <algorithm>

namespace sanaq {

const NamedCode* find_code(const std::vector<NamedCode>& codes, std::string_view code) {
  const auto found =
      std::find_if(codes.begin(), codes.end(), [&](const NamedCode& one) { return one.code == code; });
  return found == codes.end() ? nullptr : &*found;
}

const RoleRules* find_role(const std::vector<RoleRules>& roles, std::string_view code) {
  const auto found =
      std::find_if(roles.begin(), roles.end(), [&](const RoleRules& one) { return one.code == code; });
  return found == roles.end() ? nullptr : &*found;
}

std::string_view name_in(const std::map<std::string, std::string>& names, std::string_view language) {
  const auto found = names.find(std::string(language));
  if (found != names.end()) return found->second;
  return names.empty() ? std::string_view() : std::string_view(names.begin()->second);
}

}  // namespace sanaq
