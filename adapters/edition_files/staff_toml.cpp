#include "edition_files/staff_toml.h"

#include <optional>

namespace sanaq {
namespace {

using Languages = std::vector<std::string>;

Error staff_error(std::string_view key) { return {"edition.value", "staff." + std::string(key)}; }

Result<std::map<std::string, std::string>> names_of(const toml::table& table, const Languages& languages,
                                                    const std::string& key) {
  std::map<std::string, std::string> names;
  for (const std::string& language : languages) {
    const auto name = table[language].value<std::string>();
    if (!name || name->empty()) return Error{"edition.value", key + "." + language};
    names[language] = *name;
  }
  return names;
}

Result<RoleRules> role_of(const toml::table& table, const Languages& languages) {
  constexpr std::int64_t level_max = 9;
  RoleRules role;
  role.code = table["name"].value_or(std::string());
  const std::string key = "roles." + role.code;
  const auto level = table["territory"].value<std::int64_t>();
  if (role.code.empty() || !level || *level < 0 || *level > level_max) return Error{"edition.value", key};
  const auto from = table["territory_from"].value_or(*level);
  if (from < 0 || from > *level) return Error{"edition.value", key + ".territory_from"};
  role.level_from = static_cast<int>(from);
  role.level_to = static_cast<int>(*level);
  SANAQ_TRY(role.name, names_of(table, languages, key));
  role.is_hired = table["hired"].value_or(false);
  role.needs_training = table["training"].value_or(false);
  role.needs_card = table["card"].value_or(false);
  // Whoever stands at a door has been taught and tested.
  if (role.needs_card && !role.needs_training) return Error{"edition.value", key + ".card"};
  return role;
}

Result<std::vector<NamedCode>> codes_of(const toml::table& staff, std::string_view key,
                                        const Languages& languages) {
  const toml::array* rows = staff[key].as_array();
  if (rows == nullptr || rows->empty()) return staff_error(key);
  std::vector<NamedCode> codes;
  for (const auto& row : *rows) {
    if (!row.is_table()) return staff_error(key);
    const toml::table& table = *row.as_table();
    NamedCode code{table["name"].value_or(std::string()), {}};
    if (code.code.empty() || find_code(codes, code.code) != nullptr) return staff_error(key);
    SANAQ_TRY(code.name, names_of(table, languages, "staff." + std::string(key) + "." + code.code));
    codes.push_back(std::move(code));
  }
  return codes;
}

Result<TestRules> test_of(const toml::table& staff, std::string_view key) {
  const auto most = staff[key]["points_max"].value<std::int64_t>();
  const auto pass = staff[key]["points_pass"].value<std::int64_t>();
  if (!most || !pass || *pass < 0 || *most < *pass || *most > 1'000) return staff_error(key);
  return TestRules{static_cast<int>(*most), static_cast<int>(*pass)};
}

Result<CivilDate> day_of(const toml::table& staff, std::string_view key) {
  const auto day = staff[key].value<toml::date>();
  if (!day) return staff_error(key);
  const auto date = CivilDate::make(day->year, day->month, day->day);
  if (!date) return staff_error(key);
  return *date;
}

Result<std::string> word_of(const toml::table& staff, std::string_view key) {
  const auto value = staff[key].value<std::string>();
  if (!value || value->empty()) return staff_error(key);
  return *value;
}

}  // namespace

Result<std::vector<RoleRules>> read_roles(const toml::table& root, const Languages& languages) {
  std::vector<RoleRules> roles;
  const toml::array* rows = root["roles"].as_array();
  if (rows == nullptr) return roles;
  for (const auto& row : *rows) {
    if (!row.is_table()) return Error{"edition.value", "roles"};
    SANAQ_TRY(RoleRules role, role_of(*row.as_table(), languages));
    if (find_role(roles, role.code) != nullptr) return Error{"edition.value", "roles." + role.code};
    roles.push_back(std::move(role));
  }
  return roles;
}

Result<StaffRules> read_staff_rules(const toml::table& root, const Languages& languages) {
  StaffRules rules;
  const toml::table* staff = root["staff"].as_table();
  if (staff == nullptr) return rules;
  const auto age = (*staff)["age_years_min"].value<std::int64_t>();
  if (!age || *age < 0 || *age > 100) return staff_error("age_years_min");
  rules.age_years_min = static_cast<int>(*age);
  SANAQ_TRY(rules.work_from, day_of(*staff, "work_from"));
  SANAQ_TRY(rules.work_until, day_of(*staff, "work_until"));
  if (rules.work_until < rules.work_from) return staff_error("work_until");
  SANAQ_TRY(rules.computer_test, test_of(*staff, "computer_test"));
  SANAQ_TRY(rules.seminar_test, test_of(*staff, "seminar_test"));
  SANAQ_TRY(rules.check_address, word_of(*staff, "check_address"));
  SANAQ_TRY(rules.check_phone, word_of(*staff, "check_phone"));
  SANAQ_TRY(rules.education, codes_of(*staff, "education", languages));
  SANAQ_TRY(rules.pay_categories, codes_of(*staff, "pay_categories", languages));
  SANAQ_TRY(rules.kit, codes_of(*staff, "kit", languages));
  SANAQ_TRY(rules.leaving_reasons, codes_of(*staff, "leaving_reasons", languages));
  return rules;
}

}  // namespace sanaq
