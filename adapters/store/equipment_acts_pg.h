#pragma once
#include "casework/secrets.h"
#include "equipment/act_store.h"
#include "pg/pool.h"

namespace sanaq {

/// Acts of equipment in PostgreSQL. What a holder gives is decided one after the other: whoever drafts, signs
/// or cancels has locked the sides. Words of acts and scans are sealed (purpose `equipment`). Any thread.
class EquipmentActsPg final : public equipment::ActStore {
 public:
  EquipmentActsPg(pg::Pool& pool, const Sealer& sealer) : pool_(pool), sealer_(sealer) {}
  Result<equipment::Act> draft(equipment::Act act) override;
  Result<std::optional<equipment::Act>> find(equipment::ActId id) override;
  Result<std::vector<equipment::Act>> list(const equipment::ActQuery& query) override;
  Result<equipment::Act> sign(equipment::ActId id, const std::vector<equipment::Signing>& signings,
                              const std::optional<equipment::Scan>& paper) override;
  Result<equipment::Act> cancel(equipment::ActId id, const std::string& by, const std::string& because,
                                UtcInstant at) override;
  Result<std::vector<equipment::Scan>> scans(equipment::ActId id) override;
  Result<std::vector<equipment::Holding>> holdings(const equipment::HoldingQuery& query) override;
  Result<std::vector<equipment::PieceStep>> history(const equipment::PieceKey& piece) override;
  Result<Done> link(const equipment::PieceKey& piece, std::optional<Uuid> device) override;
  Result<std::optional<Uuid>> device_of(const equipment::PieceKey& piece) override;
  Result<std::vector<equipment::PieceKey>> known(const std::vector<equipment::PieceKey>& pieces) override;
  Result<std::vector<LostDevice>> lost_devices() override;

 private:
  Result<Done> store_scan(pg::Connection& connection, const equipment::Act& act,
                          const std::vector<equipment::Signing>& signings, const equipment::Scan& scan);

  pg::Pool& pool_;
  const Sealer& sealer_;
};

}  // namespace sanaq
