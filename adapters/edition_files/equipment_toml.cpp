#include "edition_files/equipment_toml.h"

namespace sanaq {
namespace {

Error kind_error(std::string_view key) { return {"edition.value", "equipment_kinds." + std::string(key)}; }

Result<Counting> counting_of(const toml::table& table, const std::string& name) {
  const std::string text = table["by"].value_or(std::string());
  if (text == "serial") return Counting::serial;
  if (text == "count") return Counting::count;
  if (text == "either") return Counting::either;
  return kind_error(name + ".by");
}

Result<EquipmentKind> equipment_kind_of(const toml::table& table, const std::vector<std::string>& languages) {
  EquipmentKind kind;
  kind.name = table["name"].value_or(std::string());
  if (kind.name.empty()) return kind_error("name");
  SANAQ_TRY(kind.counting, counting_of(table, kind.name));
  kind.set = table["set"].value_or(std::string());
  kind.comes_back = table["comes_back"].value_or(true);
  for (const std::string& language : languages) {
    const auto label = table[language].value<std::string>();
    if (!label || label->empty()) return kind_error(kind.name + "." + language);
    kind.label[language] = *label;
  }
  return kind;
}

// What belongs to a set names a kind there is.
Result<Done> check_sets(const EquipmentRules& rules) {
  for (const EquipmentKind& kind : rules.kinds)
    if (!kind.set.empty() && rules.find(kind.set) == nullptr) return kind_error(kind.name + ".set");
  return Done{};
}

}  // namespace

Result<EquipmentRules> read_equipment(const toml::table& root, const std::vector<std::string>& languages) {
  EquipmentRules rules;
  const toml::array* rows = root["equipment_kinds"].as_array();
  if (rows == nullptr) return rules;
  for (const auto& row : *rows) {
    if (!row.is_table()) return kind_error("name");
    SANAQ_TRY(EquipmentKind kind, equipment_kind_of(*row.as_table(), languages));
    if (rules.find(kind.name) != nullptr) return kind_error(kind.name);
    rules.kinds.push_back(std::move(kind));
  }
  SANAQ_TRY_DONE(check_sets(rules));
  constexpr std::int64_t days_max = 366;
  const auto days = root["equipment"]["return_days"].value<std::int64_t>();
  if (!days || *days < 0 || *days > days_max) return Error{"edition.value", "equipment.return_days"};
  rules.return_days = static_cast<int>(*days);
  rules.return_channel = root["equipment"]["return_channel"].value_or(rules.return_channel);
  return rules;
}

}  // namespace sanaq
