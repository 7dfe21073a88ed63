#pragma once
#include <string>
#include <string_view>

#include "access/role.h"
#include "base/uuid.h"
#include "codelist/codelist.h"

namespace sanaq {

/// A member of staff at work.
struct Actor {
  Uuid user;
  std::string login;
  Role role = Role::commission;
  std::string territory;  // code of the territory the person is responsible for; empty: the whole country
  bool sees_protected = false;  // given to the account by name: institutions whose address is hidden
};

/// True when `code` is `ancestor` or lies inside it, by the column `parent` of the list. An empty ancestor is
/// the whole country. False when the code is unknown. At most 10 steps.
bool lies_within(const Codelist& territories, std::string_view code, std::string_view ancestor);

/// May the actor do this for a case or a figure of the territory? An empty territory asks for the whole
/// country.
bool is_allowed(const Actor& actor, Permission permission, std::string_view territory,
                const Codelist& territories);

}  // namespace sanaq
