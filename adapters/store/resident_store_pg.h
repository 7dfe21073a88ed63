#pragma once
#include "institution/resident_store.h"
#include "pg/pool.h"

namespace sanaq {

/// People of institutions in PostgreSQL; all that tells who they are is sealed. Any thread.
class ResidentStorePg final : public ResidentStore {
 public:
  ResidentStorePg(pg::Pool& pool, const Sealer& sealer) : pool_(pool), sealer_(sealer) {}
  Result<std::vector<Resident>> residents(InstitutionId id, std::int32_t after, std::int32_t limit) override;
  Result<std::optional<Resident>> find(InstitutionId id, ResidentId resident) override;
  Result<Done> add(InstitutionId id, const std::vector<Resident>& residents) override;
  Result<Done> replace(InstitutionId id, const Resident& resident) override;
  Result<Done> remove(InstitutionId id, ResidentId resident) override;
  Result<Done> set_source(InstitutionId id, const Resident& resident) override;
  Result<Done> set_outcome(InstitutionId id, const Resident& resident) override;
  Result<bool> take_back_match(InstitutionId id, ResidentId resident) override;
  Result<bool> send(InstitutionId id, ListState from, const ListVersion& version,
                    std::string_view content) override;
  Result<bool> decide(InstitutionId id, ListState to, const ListVersion& version) override;
  Result<std::vector<ListVersion>> versions(InstitutionId id) override;
  Result<std::string> content(InstitutionId id, std::int32_t version) override;

 private:
  Result<Resident> resident_in(const pg::Row& row) const;
  std::string seal(std::string_view plain, ResidentId id, std::string_view what) const;
  Result<std::string> open(const pg::Row& row, int column, ResidentId id, std::string_view what) const;

  pg::Pool& pool_;
  const Sealer& sealer_;
};

/// Who a row of a list is, as it is sealed. Errors: "seal.broken", those of read_person().
Result<ResidentPerson> open_resident(const Sealer& sealer, ResidentId id, std::string_view sealed);

}  // namespace sanaq
