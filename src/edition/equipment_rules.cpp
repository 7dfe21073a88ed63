#include "edition/equipment_rules.h"

#include <algorithm>

namespace sanaq {

const EquipmentKind* EquipmentRules::find(std::string_view name) const {
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const EquipmentKind& kind) { return kind.name == name; });
  return found == kinds.end() ? nullptr : &*found;
}

std::string_view equipment_label(const EquipmentKind& kind, std::string_view language) {
  const auto found = kind.label.find(std::string(language));
  return found == kind.label.end() ? std::string_view(kind.name) : std::string_view(found->second);
}

}  // namespace sanaq
