#pragma once
#include <string>
#include <vector>

#include "institution/institution.h"
#include "institution/reconciliation.h"

namespace sanaq {

/// Which second claims are asked for.
struct ClaimQuery {
  std::vector<std::string> territories = {};  // of the institutions; empty: all
  bool with_protected = false;                // those of protected institutions, and those they make
  std::string after = {};                     // number and row of the last one seen
  std::int32_t after_row = 0;
  int limit = 100;
};

/// A second claim with the institution on whose list the person stands.
struct PlaceClaim {
  InstitutionId place;
  std::string number, kind, territory;
  SecondClaim claim;
};

/// What casework knows of the people of an institution (port). Errors of every function: "store.unavailable".
class CountStore {
 public:
  virtual ~CountStore() = default;
  /// Writes the outcomes that follow from questionnaires sent meanwhile, by whatever way.
  virtual Result<Done> note_counted(InstitutionId id, UtcInstant at) = 0;
  /// By rows. Protected institutions are not named.
  virtual Result<std::vector<SecondClaim>> second_claims(InstitutionId id) = 0;
  /// Of many institutions, by number and row.
  virtual Result<std::vector<PlaceClaim>> claims(const ClaimQuery& query) = 0;
  /// People in questionnaires of the institution who are on no row of its list.
  virtual Result<std::int64_t> not_listed(InstitutionId id) = 0;
  /// Questionnaires from the institution's address of the frame; none where it is not linked.
  virtual Result<std::vector<HomeAtPlace>> homes(InstitutionId id) = 0;
};

}  // namespace sanaq
