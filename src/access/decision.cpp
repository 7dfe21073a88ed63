#include "access/decision.h"

namespace sanaq {
namespace {

bool role_has(Role role, Permission permission) {
  switch (permission) {
    case Permission::view_progress:
      return role != Role::operator_1446 && role != Role::institution;
    case Permission::view_institutions:
      return role == Role::bureau || role == Role::department || role == Role::authorised ||
             role == Role::commission;
    case Permission::view_conflicts:
    case Permission::resolve_conflicts:
      return role == Role::bureau || role == Role::department;
    case Permission::review_coverage:
      return role == Role::bureau;  // who enumerated a region does not judge how well
    case Permission::code_texts:
    case Permission::view_audit:
    case Permission::manage_tablets:
    case Permission::manage_equipment:
    case Permission::manage_institutions:
    case Permission::view_protected:
      return role == Role::bureau || role == Role::department;
    case Permission::view_staff:
      return role == Role::bureau || role == Role::department || role == Role::authorised ||
             role == Role::instructor;
    case Permission::manage_staff:
    case Permission::view_pictures:
    case Permission::key_in_paper:
      return role == Role::bureau || role == Role::department || role == Role::authorised;
    case Permission::hold_equipment:
      return role == Role::authorised || role == Role::instructor || role == Role::institution;
    case Permission::keep_institution:
      return role == Role::institution;
    case Permission::set_demo_clock:
    case Permission::publish_tables:
      return role == Role::bureau;
  }
  return false;
}

}  // namespace

bool lies_within(const Codelist& territories, std::string_view code, std::string_view ancestor) {
  if (ancestor.empty()) return true;
  const std::size_t parent = territories.column("parent");
  std::string_view at = code;
  for (int step = 0; step < 10 && !at.empty(); ++step) {
    if (at == ancestor) return territories.find(at) != nullptr;
    const Codelist::Row* row = territories.find(at);
    if (row == nullptr || parent >= row->columns.size()) return false;
    at = row->columns[parent];
  }
  return false;
}

bool is_allowed(const Actor& actor, Permission permission, std::string_view territory,
                const Codelist& territories) {
  if (!role_has(actor.role, permission)) return false;
  if (permission == Permission::view_protected && !actor.sees_protected) return false;
  if (actor.territory.empty()) return true;
  return !territory.empty() && lies_within(territories, territory, actor.territory);
}

}  // namespace sanaq
