#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_date.h"

namespace sanaq {

/// A code of an edition with its name by language.
struct NamedCode {
  std::string code;
  std::map<std::string, std::string> name;
};

/// What people of one role do and need in this census.
struct RoleRules {
  std::string code;                         // "interviewer"
  std::map<std::string, std::string> name;  // by language
  int level_from = 0, level_to = 0;         // levels of the territory list a person may be bound to
  bool is_hired = false;                    // people apply for it
  bool needs_training = false;              // a seminar and its test come before work
  bool needs_card = false;                  // goes to households: nobody has to open without the card
};

/// A test and the points that pass it.
struct TestRules {
  int points_max = 0, points_pass = 0;
};

/// Whom the census takes on, and how (`[staff]` of the edition).
struct StaffRules {
  int age_years_min = 0;            // full years on the first day of work
  CivilDate work_from, work_until;  // field work: contracts lie inside
  TestRules computer_test, seminar_test;
  std::string check_address;  // of the public site, before `/staff-check`: "https://sanaq.gov.kz"
  std::string check_phone;    // which people may call instead
  std::vector<NamedCode> education, pay_categories, kit, leaving_reasons;
};

/// The entry of a code; nullptr when there is none.
const NamedCode* find_code(const std::vector<NamedCode>& codes, std::string_view code);
/// The role of a code; nullptr when there is none.
const RoleRules* find_role(const std::vector<RoleRules>& roles, std::string_view code);
/// Name in a language; the first one there is when that language has none; empty when there is no name.
std::string_view name_in(const std::map<std::string, std::string>& names, std::string_view language);

}  // namespace sanaq
