#pragma once
#include <vector>

#include "institution/institution.h"
#include "institution/reconciliation.h"

namespace sanaq {

/// What casework knows of the people of an institution (port). Errors of every function: "store.unavailable".
class CountStore {
 public:
  virtual ~CountStore() = default;
  /// Writes the outcomes that follow from questionnaires sent meanwhile, by whatever way.
  virtual Result<Done> note_counted(InstitutionId id, UtcInstant at) = 0;
  /// By rows. Protected institutions are not named.
  virtual Result<std::vector<SecondClaim>> second_claims(InstitutionId id) = 0;
  /// People in questionnaires of the institution who are on no row of its list.
  virtual Result<std::int64_t> not_listed(InstitutionId id) = 0;
};

}  // namespace sanaq
