#pragma once
#include "casework/secrets.h"
#include "equipment/holder_store.h"
#include "pg/pool.h"

namespace sanaq {

/// Holders in PostgreSQL; names and positions are sealed (purpose `equipment`, context: the holder).
class EquipmentHoldersPg final : public equipment::HolderStore {
 public:
  EquipmentHoldersPg(pg::Pool& pool, const Sealer& sealer) : pool_(pool), sealer_(sealer) {}
  Result<Done> put(const equipment::Holder& holder, UtcInstant now) override;
  Result<std::optional<equipment::Holder>> find(equipment::HolderId id) override;
  Result<std::vector<equipment::Holder>> list(const equipment::HolderQuery& query) override;

 private:
  pg::Pool& pool_;
  const Sealer& sealer_;
};

}  // namespace sanaq
