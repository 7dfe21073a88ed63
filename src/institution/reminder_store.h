#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "institution/institution.h"

namespace sanaq {

/// What an institution is late with. The numbers are stored.
enum class Overdue : std::uint8_t {
  list = 1,      // the list of stage 1 was not sent in time, or not again after it was returned
  outcomes = 2,  // people of an accepted list have no outcome after the last day of stage 2
};

struct OverdueQuery {
  std::vector<std::string> territories = {};  // empty: all
  bool with_protected = false;
  bool lists_due = false, outcomes_due = false;  // whose last day is over
  std::string after = {};                        // number of the last one seen
  int limit = 50;
};

/// An institution that is late, and what it has to work with.
struct OverduePlace {
  InstitutionId place;
  Overdue what = Overdue::list;
  std::int32_t employees = 0, trained = 0;  // responsible now; of them, after a seminar
  std::int32_t tablets = 0;                 // and other pieces of equipment with them
  std::optional<UtcInstant> reminded_at;
};

struct Reminder {
  Overdue what = Overdue::list;
  std::string by;
  UtcInstant at;
};

/// Who is late, and what they were reminded of (port). Errors of every function: "store.unavailable".
class ReminderStore {
 public:
  virtual ~ReminderStore() = default;
  /// By number.
  virtual Result<std::vector<OverduePlace>> overdue(const OverdueQuery& query) = 0;
  virtual Result<Done> remind(InstitutionId id, const Reminder& reminder) = 0;
  /// The last one of an institution.
  virtual Result<std::optional<Reminder>> last(InstitutionId id) = 0;
};

}  // namespace sanaq
