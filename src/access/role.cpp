#include "access/role.h"

#include <array>
#include <utility>

namespace sanaq {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 7> role_names = {{
    {Role::bureau, "bureau"},
    {Role::department, "department"},
    {Role::authorised, "authorised"},
    {Role::commission, "commission"},
    {Role::operator_1446, "operator"},
    {Role::instructor, "instructor"},
    {Role::institution, "institution"},
}};

}  // namespace

std::string_view to_string(Role role) {
  for (const auto& [value, name] : role_names)
    if (value == role) return name;
  return "";
}

std::optional<Role> parse_role(std::string_view text) {
  for (const auto& [value, name] : role_names)
    if (name == text) return value;
  return std::nullopt;
}

std::string_view to_string(Permission permission) {
  switch (permission) {
    case Permission::view_progress:
      return "view_progress";
    case Permission::view_conflicts:
      return "view_conflicts";
    case Permission::resolve_conflicts:
      return "resolve_conflicts";
    case Permission::view_audit:
      return "view_audit";
    case Permission::set_demo_clock:
      return "set_demo_clock";
    case Permission::publish_tables:
      return "publish_tables";
    case Permission::manage_tablets:
      return "manage_tablets";
    case Permission::view_pictures:
      return "view_pictures";
    case Permission::key_in_paper:
      return "key_in_paper";
    case Permission::manage_equipment:
      return "manage_equipment";
    case Permission::hold_equipment:
      return "hold_equipment";
    case Permission::view_staff:
      return "view_staff";
    case Permission::manage_staff:
      return "manage_staff";
    case Permission::view_institutions:
      return "view_institutions";
    case Permission::manage_institutions:
      return "manage_institutions";
    case Permission::keep_institution:
      return "keep_institution";
    case Permission::code_texts:
      return "code_texts";
    case Permission::review_coverage:
      return "review_coverage";
    case Permission::view_protected:
      return "view_protected";
  }
  return "";
}

}  // namespace sanaq
