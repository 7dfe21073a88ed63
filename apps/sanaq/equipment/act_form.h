#pragma once
#include <string>
#include <vector>

#include "edition/equipment_rules.h"
#include "http/fields.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/equipment/equipment_desk.h"

namespace sanaq {

// The form of an act: for each kind of thing two portions, because of three cables one may be damaged.
// Fields: `serials.1.tablet` (one a line), `count.1.usb_cable`, `condition.1.tablet`, `note.1.tablet`.

inline constexpr int act_portions = 2;
std::string portion_field(std::string_view what, int portion, std::string_view kind);

/// Something typed that cannot be read: name of the field, code of the error.
struct ActFormFinding {
  std::string field, code;
};
struct ActFormRead {
  ActOrder order;
  std::vector<ActFormFinding> findings;
};

/// Reads kind, sides, lines, note and incident. Codes: "act.serial", "act.count", "act.condition",
/// "act.incident", "act.sides". Whether the act may be drawn up is another question (check_act).
ActFormRead read_act_form(const http::Fields& fields, const EquipmentRules& rules);

/// Conditions a line of such an act may have, the usual one first.
std::vector<equipment::Condition> conditions_of(equipment::ActKind kind, int portion);

}  // namespace sanaq
