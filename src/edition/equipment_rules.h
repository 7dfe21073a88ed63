#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sanaq {

/// How things of a kind are told apart.
enum class Counting : std::uint8_t {
  serial,  // each piece has a number of its own
  count,   // only how many there are
  either,  // by number where one is known, else counted
};

/// A kind of thing that is handed to the people of the census: a tablet, its charger, a scarf, a bundle of
/// blank certificates.
struct EquipmentKind {
  std::string name;                          // "tablet"
  std::map<std::string, std::string> label;  // by language
  Counting counting = Counting::count;
  std::string set;         // kind of the piece it goes with; empty: it stands alone
  bool comes_back = true;  // false: used up
};

/// What the census hands out, and when it wants it back.
struct EquipmentRules {
  std::vector<EquipmentKind> kinds;
  std::string return_channel = "tablet";  // whose last day the deadline counts from
  int return_days = 0;                    // days after it

  /// Null when there is no such kind.
  const EquipmentKind* find(std::string_view name) const;
};

/// Label in a language; the name of the kind when that one is missing.
std::string_view equipment_label(const EquipmentKind& kind, std::string_view language);

}  // namespace sanaq
