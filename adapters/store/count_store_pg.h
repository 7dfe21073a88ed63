#pragma once
#include "institution/count_store.h"
#include "pg/pool.h"

namespace sanaq {

/// People of institutions against claims and submissions in PostgreSQL. Any thread.
class CountStorePg final : public CountStore {
 public:
  explicit CountStorePg(pg::Pool& pool) : pool_(pool) {}
  Result<Done> note_counted(InstitutionId id, UtcInstant at) override;
  Result<std::vector<SecondClaim>> second_claims(InstitutionId id) override;
  Result<std::vector<PlaceClaim>> claims(const ClaimQuery& query) override;
  Result<std::int64_t> not_listed(InstitutionId id) override;
  Result<std::vector<HomeAtPlace>> homes(InstitutionId id) override;

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
