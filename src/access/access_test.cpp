#include <doctest.h>

#include "access/audit.h"
#include "access/decision.h"

using namespace sanaq;

namespace {
Codelist territories() {
  return Codelist::parse(
             "kato",
             "name,label_kk,label_ru,label_en,parent\n"
             "100000000,A,A,A,\n101000000,B,B,B,100000000\n101010000,C,C,C,101000000\n200000000,D,D,D,\n")
      .value();
}
}  // namespace

TEST_CASE("territory: containment by parents") {
  const Codelist t = territories();
  CHECK(lies_within(t, "101010000", "100000000"));
  CHECK(lies_within(t, "101010000", ""));
  CHECK(!lies_within(t, "100000000", "101000000"));
  CHECK(!lies_within(t, "999", "999"));
}

TEST_CASE("permission: by role and territory, each role against each permission") {
  const Codelist t = territories();
  const Actor department{{}, "d", Role::department, "100000000"};
  CHECK(is_allowed(department, Permission::resolve_conflicts, "101010000", t));
  CHECK(!is_allowed(department, Permission::resolve_conflicts, "200000000", t));
  CHECK(!is_allowed(department, Permission::view_progress, "", t));
  const Actor commission{{}, "c", Role::commission, "100000000"};
  CHECK(is_allowed(commission, Permission::view_progress, "101000000", t));
  CHECK(!is_allowed(commission, Permission::view_conflicts, "101000000", t));
  const Actor bureau{{}, "b", Role::bureau, ""};
  CHECK(is_allowed(bureau, Permission::publish_tables, "", t));
  const Actor op{{}, "o", Role::operator_1446, ""};
  CHECK(!is_allowed(op, Permission::view_audit, "", t));
  for (const Permission deed :
       {Permission::view_pictures, Permission::key_in_paper, Permission::manage_equipment}) {
    CHECK(is_allowed(department, deed, "101010000", t));
    CHECK(!is_allowed(department, deed, "200000000", t));
    CHECK(!is_allowed(department, deed, "", t));
    CHECK(!is_allowed(commission, deed, "101000000", t));
    CHECK(!is_allowed(op, deed, "", t));
  }
}

TEST_CASE("protected institutions: only accounts that were given it, and no role by itself") {
  const Codelist t = territories();
  Actor bureau{{}, "b", Role::bureau, ""};
  CHECK_FALSE(is_allowed(bureau, Permission::view_protected, "101010000", t));
  bureau.sees_protected = true;
  CHECK(is_allowed(bureau, Permission::view_protected, "101010000", t));
  for (const Role role : {Role::commission, Role::authorised, Role::operator_1446, Role::institution}) {
    const Actor other{{}, "o", role, "", true};
    CHECK_FALSE(is_allowed(other, Permission::view_protected, "101010000", t));
  }
  const Actor elsewhere{{}, "d", Role::department, "200000000", true};
  CHECK_FALSE(is_allowed(elsewhere, Permission::view_protected, "101010000", t));
}

TEST_CASE("roles: names round trip") {
  for (const Role role : {Role::bureau, Role::department, Role::authorised, Role::commission,
                          Role::operator_1446, Role::institution})
    CHECK(parse_role(to_string(role)) == role);
  CHECK(!parse_role("king"));
}

TEST_CASE("audit: a changed line changes every hash after it") {
  AuditRecord first{1, {0}, "a", "login", "", "", ""};
  AuditRecord second{2, {1}, "a", "look", "case 1", "", ""};
  const std::string h1 = audit_hash("", first);
  const std::string h2 = audit_hash(h1, second);
  first.actor = "b";
  CHECK(audit_hash("", first) != h1);
  CHECK(audit_hash(audit_hash("", first), second) != h2);
}
