#include "questionnaire/literal.h"

#include "base/civil_date.h"
#include "base/text.h"

namespace sanaq {

std::optional<std::int64_t> parse_date_literal(std::string_view text, ValueType type) {
  std::string day(text);
  if (type == ValueType::year) day += "-01-01";
  if (type == ValueType::month) day += "-01";
  const auto date = CivilDate::parse(day);
  if (!date) return std::nullopt;
  if (type == ValueType::year) return date->year();
  if (type == ValueType::month) return date->year() * 12 + date->month() - 1;
  return date->days();
}

std::optional<std::int64_t> parse_choice_literal(const ChoiceList& list, std::string_view text,
                                                 ValueType type) {
  std::int64_t set = 0;
  for (const std::string_view code : split_words(text)) {
    std::size_t at = 0;
    while (at < list.choices.size() && list.choices[at].code != code) ++at;
    if (at == list.choices.size()) return std::nullopt;
    if (type == ValueType::choice)
      return code == text ? std::optional(static_cast<std::int64_t>(at)) : std::nullopt;
    if (at >= 63) return std::nullopt;
    set |= std::int64_t{1} << at;
  }
  return set == 0 ? std::nullopt : std::optional(set);
}

}  // namespace sanaq
