#include "equipment/act.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace sanaq::equipment {
namespace {

constexpr std::array<std::string_view, act_kinds> kind_names = {"acceptance", "handover", "return",
                                                                "loss",       "damage",   "write_off"};
constexpr std::array<std::string_view, 4> state_names = {"drafted", "given", "in_force", "cancelled"};

template <class Enum, std::size_t n>
std::optional<Enum> parse_name(const std::array<std::string_view, n>& names, std::string_view text) {
  for (std::size_t i = 0; i < n; ++i)
    if (names[i] == text) return static_cast<Enum>(i + 1);
  return std::nullopt;
}

// How far down the chain of point 8 somebody stands; nothing for those outside it.
std::optional<int> depth(HolderKind kind) {
  switch (kind) {
    case HolderKind::bureau:
      return 0;
    case HolderKind::department:
      return 1;
    case HolderKind::authorised:
      return 2;
    case HolderKind::instructor:
      return 3;
    case HolderKind::interviewer:
    case HolderKind::employee:
      return 4;
    case HolderKind::supplier:
    case HolderKind::workshop:
    case HolderKind::commission:
      return std::nullopt;
  }
  return std::nullopt;
}

// Sideways when somebody leaves: the next one takes over. An instructor has nothing to do with institutions.
bool may_hand_down(HolderKind giver, HolderKind taker) {
  if (taker == HolderKind::workshop) return is_office(giver);
  const auto from = depth(giver), to = depth(taker);
  if (!from || !to || *from > *to) return false;
  if (taker == HolderKind::employee)
    return giver != HolderKind::instructor && giver != HolderKind::interviewer;
  return giver != HolderKind::employee;
}

bool may_hand_up(HolderKind giver, HolderKind taker) {
  const auto from = depth(giver), to = depth(taker);
  if (!from || !to || *from <= *to) return false;
  return giver != HolderKind::employee || taker != HolderKind::instructor;
}

bool is_condition_of(ActKind kind, Condition condition) {
  switch (kind) {
    case ActKind::acceptance:
    case ActKind::handover:
    case ActKind::giving_back:
      return condition != Condition::lost;
    case ActKind::loss:
      return condition == Condition::lost;
    case ActKind::damage:
      return standing_of(condition) == Standing::damaged;
    case ActKind::write_off:
      return true;
  }
  return false;
}

std::string place_of(const Line& line) {
  return line.serial.empty() ? line.kind : line.kind + " " + line.serial;
}

Result<Done> check_line(ActKind act, const Line& line, const EquipmentRules& rules) {
  const EquipmentKind* kind = rules.find(line.kind);
  if (kind == nullptr) return Error{"act.kind", line.kind};
  const bool numbered = !line.serial.empty();
  if (numbered ? kind->counting == Counting::count : kind->counting == Counting::serial)
    return Error{"act.serial", place_of(line)};
  if (line.count < 1 || line.count > count_max || (numbered && line.count != 1))
    return Error{"act.count", place_of(line)};
  if (!is_condition_of(act, line.condition)) return Error{"act.condition", place_of(line)};
  if (line.note.size() > note_bytes_max || !is_utf8(line.note)) return Error{"act.note", place_of(line)};
  return Done{};
}

Result<Done> check_incident(const Act& act) {
  if (is_report(act.kind) != act.incident.has_value()) return Error{"act.incident", {}};
  if (!act.incident) return Done{};
  const Incident& it = *act.incident;
  const auto is_told = [](const std::string& text, std::size_t bytes_max) {
    return !trim(text).empty() && text.size() <= bytes_max && is_utf8(text);
  };
  if (it.day > act.day || !is_told(it.place, note_bytes_max) ||
      !is_told(it.circumstances, 4 * note_bytes_max))
    return Error{"act.incident", {}};
  return Done{};
}

}  // namespace

std::string_view to_string(ActKind kind) { return kind_names[static_cast<std::size_t>(kind) - 1]; }
std::optional<ActKind> parse_act_kind(std::string_view text) { return parse_name<ActKind>(kind_names, text); }
std::string_view to_string(ActState state) { return state_names[static_cast<std::size_t>(state) - 1]; }
std::optional<ActState> parse_act_state(std::string_view text) {
  return parse_name<ActState>(state_names, text);
}

bool is_report(ActKind kind) { return kind == ActKind::loss || kind == ActKind::damage; }
bool is_under_way(ActState state) { return state == ActState::drafted || state == ActState::given; }

bool may_stand_between(ActKind kind, HolderKind giver, HolderKind taker) {
  switch (kind) {
    case ActKind::acceptance:
      return (giver == HolderKind::supplier || giver == HolderKind::workshop) && is_office(taker);
    case ActKind::handover:
      return may_hand_down(giver, taker);
    case ActKind::giving_back:
      return may_hand_up(giver, taker);
    case ActKind::loss:
    case ActKind::damage:
      return depth(giver) && is_office(taker) && *depth(giver) >= *depth(taker);
    case ActKind::write_off:
      return depth(giver) && taker == HolderKind::commission;
  }
  return false;
}

std::string shown_number(const Act& act) {
  return std::to_string(act.number) + "/" + std::to_string(act.day.year());
}

Result<std::string> parse_serial(std::string_view typed) {
  std::string serial;
  for (const char c : trim(typed)) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    const bool known = letter || (c >= '0' && c <= '9') || c == '-' || c == '/' || c == '.' || c == '_';
    if (!known) return Error{"act.serial", {}};
    serial += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  if (serial.empty() || serial.size() > serial_bytes_max) return Error{"act.serial", {}};
  return serial;
}

Result<Done> check_act(const Act& act, const EquipmentRules& rules) {
  if (act.giver.holder == act.taker.holder || !may_stand_between(act.kind, act.giver.kind, act.taker.kind))
    return Error{"act.sides", {}};
  if (act.lines.empty() || act.lines.size() > lines_max) return Error{"act.lines", {}};
  std::set<std::pair<std::string, std::string>> pieces;
  for (const Line& line : act.lines) {
    SANAQ_TRY_DONE(check_line(act.kind, line, rules));
    if (!line.serial.empty() && !pieces.emplace(line.kind, line.serial).second)
      return Error{"act.serial", place_of(line)};
  }
  if (act.note.size() > 4 * note_bytes_max || !is_utf8(act.note)) return Error{"act.note", {}};
  return check_incident(act);
}

}  // namespace sanaq::equipment
