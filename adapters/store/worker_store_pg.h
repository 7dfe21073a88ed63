#pragma once
#include "fieldwork/worker_store.h"
#include "pg/pool.h"

namespace sanaq {

/// People of the census in PostgreSQL; photos sealed. Any thread.
class WorkerStorePg final : public WorkerStore {
 public:
  WorkerStorePg(pg::Pool& pool, const Sealer& sealer) : pool_(pool), sealer_(sealer) {}
  Result<bool> add(const std::vector<NewWorker>& workers, const WorkerEvent& event,
                   const AuditRecord& line) override;
  Result<std::optional<StoredWorker>> find(WorkerId id) override;
  Result<std::optional<StoredWorker>> find_card(std::string_view number) override;
  Result<std::vector<Worker>> list(const WorkerQuery& query) override;
  Result<bool> save(const std::vector<WorkerChange>& changes) override;
  Result<bool> amend(const StoredWorker& worker, const WorkerEvent& event, const AuditRecord& line) override;
  Result<std::vector<WorkerEvent>> events(WorkerId id) override;
  Result<bool> put_photo(const Worker& worker, const picture::File& photo, const WorkerEvent& event,
                         const AuditRecord& line) override;
  Result<std::optional<picture::File>> photo(WorkerId id) override;
  Result<std::vector<bool>> known(const std::vector<Mac>& persons) override;

  /// The change of a worker with its event, inside the caller's transaction; false when another one came
  /// before.
  static Result<bool> save_in(pg::Connection& connection, const Worker& worker, const WorkerEvent& event);

 private:
  pg::Pool& pool_;
  const Sealer& sealer_;
};

}  // namespace sanaq
