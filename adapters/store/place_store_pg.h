#pragma once
#include "casework/secrets.h"
#include "institution/place_store.h"
#include "pg/pool.h"

namespace sanaq {

/// Institutions in PostgreSQL; names, heads and addresses sealed. Any thread.
class PlaceStorePg final : public PlaceStore {
 public:
  PlaceStorePg(pg::Pool& pool, const Sealer& sealer) : pool_(pool), sealer_(sealer) {}
  Result<Done> add(const std::vector<Institution>& institutions, UtcInstant at) override;
  Result<std::optional<Institution>> find(InstitutionId id) override;
  Result<std::vector<Institution>> list(const PlaceQuery& query) override;
  Result<std::vector<PlaceCounts>> count(const PlaceQuery& query) override;
  Result<bool> correct(const Institution& place) override;
  Result<bool> link(const Institution& place) override;
  Result<bool> move(InstitutionId id, ListState from, ListState to) override;
  Result<Done> appoint(const ResponsibleEmployee& employee, std::string_view scan, UtcInstant at) override;
  Result<std::string> order_scan(InstitutionId id, const std::string& login) override;
  Result<std::optional<ResponsibleEmployee>> employee(const std::string& login) override;
  Result<std::vector<ResponsibleEmployee>> employees(InstitutionId id) override;
  Result<Done> change(const ResponsibleEmployee& employee) override;

 private:
  Result<Institution> place_in(const pg::Row& row) const;
  Result<ResponsibleEmployee> employee_in(const pg::Row& row) const;

  pg::Pool& pool_;
  const Sealer& sealer_;
};

}  // namespace sanaq
