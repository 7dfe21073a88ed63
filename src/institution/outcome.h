#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace sanaq {

/// What became of a person of the list. The numbers are stored.
enum class OutcomeKind : std::uint8_t {
  tablet = 1,          // asked by an interviewer with a tablet
  online_alone = 2,    // filled it in on the site themselves
  online_helped = 3,   // on the site, with the employee's help
  administration = 4,  // could not be asked: the administration gave the information
  left = 5,            // has left since: where to
  died = 6,
  transferred = 7,         // to another institution
  temporarily_absent = 8,  // away for a time, lives here
  matched = 9,             // met without papers: known now as somebody else of a list
  counted = 10,            // in a questionnaire elsewhere; the employee learns no more
};

std::string_view to_string(OutcomeKind kind);
std::optional<OutcomeKind> parse_outcome_kind(std::string_view text);

/// A questionnaire exists, or must exist, for this outcome.
bool is_counted_here(OutcomeKind kind);

struct Outcome {
  OutcomeKind kind = OutcomeKind::online_helped;
  std::string reason;  // why the person could not be asked; where to; sealed at rest
  std::string source;  // what the administration took it from; sealed at rest
  UtcInstant at;
  std::string by;  // log-in, or "system"
};

/// Errors: "institution.outcome.reason" (the administration answers, or somebody left or was transferred:
/// says neither why nor where), "institution.outcome.source" (the administration names no source),
/// "institution.outcome.text" (over 600 bytes).
Result<Done> check_outcome(const Outcome& outcome);

}  // namespace sanaq
