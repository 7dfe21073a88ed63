#pragma once
#include "institution/likeness_store.h"
#include "pg/pool.h"
#include "store/form_numbers.h"

namespace sanaq {

/// People who may stand in two places, in PostgreSQL. Any thread.
class LikenessStorePg final : public LikenessStore {
 public:
  LikenessStorePg(pg::Pool& pool, FormNumbers& forms, const Sealer& sealer)
      : pool_(pool), forms_(forms), sealer_(sealer) {}
  Result<std::vector<UncomparedHousehold>> households(int limit) override;
  Result<Done> note(SubmissionSerial last,
                    const std::vector<std::pair<SubmissionSerial, MemberLikeness>>& members) override;
  Result<std::vector<UncomparedResident>> residents(int limit) override;
  Result<Done> note(const std::vector<ResidentLikeness>& residents) override;
  Result<std::vector<ProbableClaim>> probable(const ClaimQuery& query) override;
  Result<std::optional<ProbableClaim>> find(ResidentId resident, CaseId other, bool with_protected) override;
  Result<Done> decide(ResidentId resident, CaseId other, bool same, const std::string& by,
                      UtcInstant at) override;

 private:
  pg::Pool& pool_;
  FormNumbers& forms_;
  const Sealer& sealer_;
};

}  // namespace sanaq
