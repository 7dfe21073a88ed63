#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "casework/identifiers.h"
#include "interview/interview.h"

namespace sanaq {

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
  std::int32_t differences = 0;       // answers that differed when it was sent
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
/// Items of lists are compared by their order on the paper. O(answers).
std::vector<KeyingDifference> keying_differences(const Interview& first, const Interview& second,
                                                 std::string_view language);

/// Paper questionnaires (port). Errors of every function: "store.unavailable".
class PaperStore {
 public:
  virtual ~PaperStore() = default;
  /// Stores a fresh one, or gives the one that has the number already.
  virtual Result<PaperForm> open(const PaperForm& fresh, UtcInstant at) = 0;
  virtual Result<std::optional<PaperForm>> find(CaseId case_id) = 0;
  /// Those that are not sent, oldest first.
  virtual Result<std::vector<PaperForm>> list(int limit) = 0;
  /// The step from `form.state` to another; false when somebody else has taken it meanwhile. verified_by and
  /// differences of `form` are stored.
  virtual Result<bool> move(const PaperForm& form, PaperForm::State to, UtcInstant at) = 0;
};

}  // namespace sanaq
