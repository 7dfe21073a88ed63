#pragma once
#include <string>
#include <vector>

#include "casework/likeness.h"
#include "institution/count_store.h"

namespace sanaq {

/// A submission whose people have not been compared with lists yet; both parts sealed.
struct UncomparedHousehold {
  SubmissionSerial serial;
  CaseId case_id;
  FormRef form;
  std::string response, identity;
};

/// A row of a list that has not been compared yet.
struct UncomparedResident {
  ResidentId id;
  ResidentPerson person;
  std::string sealed;  // as it was read: what is changed meanwhile is compared again
};

struct ResidentLikeness {
  UncomparedResident resident;
  std::optional<PersonKey> likeness;  // nothing: names or the day of birth are not known
};

/// What a person decided about somebody who may stand in two places.
enum class LikenessDecision : std::uint8_t { open, same, different };

/// Somebody of a list who may stand elsewhere under another number, or without one: the same names and day of
/// birth.
struct ProbableClaim {
  PlaceClaim claim;
  CaseId other;                 // the other row, or the case of the questionnaire
  bool numbers_differ = false;  // both sides have one; else one of them has none
  LikenessDecision decision = LikenessDecision::open;
};

/// People of lists who may stand elsewhere too (port). Errors of every function: "store.unavailable", and
/// "seal.broken" where something is opened.
class LikenessStore {
 public:
  virtual ~LikenessStore() = default;
  /// In the order of commits, after those noted.
  virtual Result<std::vector<UncomparedHousehold>> households(int limit) = 0;
  /// Notes members, and that everybody up to `last` is compared.
  virtual Result<Done> note(SubmissionSerial last,
                            const std::vector<std::pair<SubmissionSerial, MemberLikeness>>& members) = 0;
  virtual Result<std::vector<UncomparedResident>> residents(int limit) = 0;
  virtual Result<Done> note(const std::vector<ResidentLikeness>& residents) = 0;

  /// Of many institutions, by number and row, without those decided to be different people.
  virtual Result<std::vector<ProbableClaim>> probable(const ClaimQuery& query) = 0;
  /// One of them, whatever was decided; nothing when the two are not alike (any more).
  virtual Result<std::optional<ProbableClaim>> find(ResidentId resident, CaseId other,
                                                    bool with_protected) = 0;
  /// The later decision stands; it holds for both sides.
  virtual Result<Done> decide(ResidentId resident, CaseId other, bool same, const std::string& by,
                              UtcInstant at) = 0;
};

}  // namespace sanaq
