#pragma once
#include <string>
#include <vector>

#include "base/messages.h"
#include "sanaq/fieldwork/fieldwork_desk.h"

namespace sanaq {

/// How many of those enrolled could be told.
struct SeminarTold {
  int people = 0, reached = 0;
};

/// Tells those who have a seat and have not been marked, by short message in the first language they speak.
/// key: of the text; arguments: {0} day, {1} hours, {2} place. A message that is not taken is counted and not
/// sent again: the office sees how many were reached. Errors: "store.unavailable", "seal.broken".
Result<SeminarTold> tell_enrolled(FieldworkDesk& desk, const Messages& texts, std::string_view key,
                                  const Seminar& seminar, const std::vector<SeminarSeat>& seats,
                                  const Actor& actor);

}  // namespace sanaq
