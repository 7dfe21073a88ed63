#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "casework/identifiers.h"
#include "interview/interview.h"

namespace sanaq {

/// Why somebody else goes on with a paper. The numbers are stored.
enum class TakeoverReason : std::uint8_t { leave = 1, left = 2, other_work = 3 };

/// A questionnaire that came on paper and is keyed in by the office.
struct PaperForm {
  enum class State : std::uint8_t { keying = 1, waits = 2, verifying = 3, sent = 4 };  // stored
  std::string number;                                                                  // printed on the paper
  CaseId case_id,
      second_id;  // of the household, and the draft it was keyed from; the draft of the second keying
  std::string territory;
  bool sampled = false;  // is keyed twice
  State state = State::keying;
  std::string keyed_by, verified_by;  // log-ins
  std::int32_t differences = 0;       // answers that differ so far, or differed when it was sent
  std::vector<std::string> first_before, second_before;  // log-ins whose keying others went on with
};

/// Whether a paper questionnaire is keyed a second time: the same for its number at any time and on any
/// server, and about `percent` of all numbers.
bool is_sampled(std::string_view number, int percent);
/// Numbers as they are compared: without blanks, dashes and differences of case. Empty when nothing is left,
/// or it is longer than 30 bytes.
std::string paper_number(std::string_view typed);

/// An answer that two keyings of one paper gave differently.
struct KeyingDifference {
  Place place;                // in the second keying; a list when its number of items differs
  std::string first, second;  // shown texts, empty: no answer
};
/// Items of lists are compared by their order on the paper; pictures are not: two scans of one are never the
/// same. O(answers).
std::vector<KeyingDifference> keying_differences(const Interview& first, const Interview& second,
                                                 std::string_view language);

/// Of those, how many have been keyed the second time; while it goes on, what is still to come is none.
std::int32_t keyed_differences(const std::vector<KeyingDifference>& all);

/// Paper questionnaires (port). Errors of every function: "store.unavailable".
class PaperStore {
 public:
  virtual ~PaperStore() = default;
  /// Stores a fresh one, or gives the one that has the number already.
  virtual Result<PaperForm> open(const PaperForm& fresh, UtcInstant at) = 0;
  virtual Result<std::optional<PaperForm>> find(CaseId case_id) = 0;
  /// Those of the territories (none: of all) that are not sent, oldest first.
  virtual Result<std::vector<PaperForm>> list(const std::vector<std::string>& territories, int limit) = 0;
  /// The step from `form.state` to another; false when somebody else has taken it meanwhile. verified_by and
  /// differences of `form` are stored.
  virtual Result<bool> move(const PaperForm& form, PaperForm::State to, UtcInstant at) = 0;
  /// Somebody else goes on with the keying `form` is in; false when it has moved, or somebody was quicker.
  virtual Result<bool> take_over(const PaperForm& form, const std::string& login, TakeoverReason reason,
                                 UtcInstant at) = 0;
  /// Of a second keying that goes on.
  virtual Result<Done> note_differences(CaseId case_id, std::int32_t differences) = 0;
};

}  // namespace sanaq
