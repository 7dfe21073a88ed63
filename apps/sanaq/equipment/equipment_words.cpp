#include "sanaq/equipment/equipment_words.h"

namespace sanaq {
namespace {

std::string territory_in(const Vocabulary& words, std::string_view language, const std::string& code) {
  if (code.empty()) return words.texts.text("office.country", language);
  return std::string(words.territories.label(code, language));
}

std::string shown(const Vocabulary& words, std::string_view language, equipment::HolderKind kind,
                  const std::string& name, const std::string& territory) {
  if (kind == equipment::HolderKind::bureau) return words.texts.text("office.equipment.bureau", language);
  if (kind == equipment::HolderKind::department)
    return words.texts.text("office.equipment.department", language,
                            {territory_in(words, language, territory)});
  return name;
}

}  // namespace

std::string shown_holder(const Vocabulary& words, std::string_view language,
                         const equipment::Holder& holder) {
  return shown(words, language, holder.kind, holder.name, holder.territory);
}

std::string shown_party(const Vocabulary& words, std::string_view language, const equipment::Party& party) {
  return shown(words, language, party.kind, party.name, party.territory);
}

std::string told_holder(const Vocabulary& words, std::string_view language, const equipment::Holder& holder) {
  const std::string name = shown_holder(words, language, holder);
  if (equipment::is_office(holder.kind)) return name;
  const std::string kind =
      words.texts.text("office.equipment.holder." + std::string(to_string(holder.kind)), language);
  std::string out = name + " — " + kind;
  if (!holder.territory.empty()) out += ", " + territory_in(words, language, holder.territory);
  return out;
}

std::string shown_kind(const Vocabulary& words, std::string_view language, const std::string& kind) {
  const EquipmentKind* found = words.edition.equipment.find(kind);
  return found == nullptr ? kind : std::string(equipment_label(*found, language));
}

std::string shown_condition(const Vocabulary& words, std::string_view language,
                            equipment::Condition condition) {
  return words.texts.text("office.equipment.condition." + std::string(to_string(condition)), language);
}

std::string shown_standing(const Vocabulary& words, std::string_view language, equipment::Standing standing) {
  return words.texts.text("office.equipment.standing." + std::to_string(static_cast<int>(standing)),
                          language);
}

std::string shown_act_kind(const Vocabulary& words, std::string_view language, equipment::ActKind kind) {
  return words.texts.text("office.equipment.act." + std::string(to_string(kind)), language);
}

std::string shown_act_state(const Vocabulary& words, std::string_view language, equipment::ActState state) {
  return words.texts.text("office.equipment.state." + std::string(to_string(state)), language);
}

std::string shown_refusal(const Vocabulary& words, std::string_view language, const Error& error) {
  const std::string key = "office.equipment.error." + error.code;
  const std::size_t blank = error.detail.find(' ');
  const std::string kind = shown_kind(words, language, error.detail.substr(0, blank));
  const std::string serial = blank == std::string::npos ? std::string() : error.detail.substr(blank);
  return words.texts.text(key, language, {kind + serial});
}

bool is_refusal(const Vocabulary& words, const Error& error) {
  return words.texts.has("office.equipment.error." + error.code);
}

}  // namespace sanaq
