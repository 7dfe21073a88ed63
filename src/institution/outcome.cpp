#include "institution/outcome.h"

#include <array>
#include <utility>

namespace sanaq {
namespace {

constexpr std::size_t words_bytes_max = 600;

constexpr std::array<std::pair<OutcomeKind, std::string_view>, 10> outcome_names = {{
    {OutcomeKind::tablet, "tablet"},
    {OutcomeKind::online_alone, "online_alone"},
    {OutcomeKind::online_helped, "online_helped"},
    {OutcomeKind::administration, "administration"},
    {OutcomeKind::left, "left"},
    {OutcomeKind::died, "died"},
    {OutcomeKind::transferred, "transferred"},
    {OutcomeKind::temporarily_absent, "temporarily_absent"},
    {OutcomeKind::matched, "matched"},
    {OutcomeKind::counted, "counted"},
}};

bool needs_reason(OutcomeKind kind) {
  return kind == OutcomeKind::administration || kind == OutcomeKind::left ||
         kind == OutcomeKind::transferred || kind == OutcomeKind::matched;
}

}  // namespace

std::string_view to_string(OutcomeKind kind) {
  for (const auto& [value, name] : outcome_names)
    if (value == kind) return name;
  return "";
}

std::optional<OutcomeKind> parse_outcome_kind(std::string_view text) {
  for (const auto& [value, name] : outcome_names)
    if (name == text) return value;
  return std::nullopt;
}

bool is_counted_here(OutcomeKind kind) {
  return kind == OutcomeKind::tablet || kind == OutcomeKind::online_alone ||
         kind == OutcomeKind::online_helped || kind == OutcomeKind::administration;
}

Result<Done> check_outcome(const Outcome& outcome) {
  if (outcome.reason.size() > words_bytes_max || outcome.source.size() > words_bytes_max)
    return Error{"institution.outcome.text", {}};
  if (needs_reason(outcome.kind) && outcome.reason.empty()) return Error{"institution.outcome.reason", {}};
  if (outcome.kind == OutcomeKind::administration && outcome.source.empty())
    return Error{"institution.outcome.source", {}};
  return Done{};
}

}  // namespace sanaq
