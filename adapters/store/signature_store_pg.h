#pragma once
#include "casework/secrets.h"
#include "institution/list_signature.h"
#include "pg/pool.h"

namespace sanaq {

/// Signatures under institutions' lists in PostgreSQL; sealed (purpose `institution`). Any thread.
class SignatureStorePg final : public SignatureStore {
 public:
  SignatureStorePg(pg::Pool& pool, const Sealer& sealer) : pool_(pool), sealer_(sealer) {}
  Result<bool> put(InstitutionId id, std::int32_t version, const ListSignature& signature) override;
  Result<std::optional<ListSignature>> find(InstitutionId id, std::int32_t version) override;

 private:
  pg::Pool& pool_;
  const Sealer& sealer_;
};

}  // namespace sanaq
