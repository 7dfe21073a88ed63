#include "equipment/condition.h"

namespace sanaq::equipment {
namespace {

constexpr std::array<std::string_view, conditions> condition_names = {
    "new", "good", "worn", "repaired", "damaged", "unusable", "lost"};

}  // namespace

std::string_view to_string(Condition condition) {
  return condition_names[static_cast<std::size_t>(condition) - 1];
}

std::optional<Condition> parse_condition(std::string_view text) {
  for (std::size_t i = 0; i < condition_names.size(); ++i)
    if (condition_names[i] == text) return static_cast<Condition>(i + 1);
  return std::nullopt;
}

Standing standing_of(Condition condition) {
  switch (condition) {
    case Condition::as_new:
    case Condition::good:
    case Condition::worn:
    case Condition::repaired:
      return Standing::sound;
    case Condition::damaged:
    case Condition::unusable:
      return Standing::damaged;
    case Condition::lost:
      return Standing::lost;
  }
  return Standing::sound;
}

}  // namespace sanaq::equipment
