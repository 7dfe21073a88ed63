#pragma once
#include <optional>
#include <string>
#include <vector>

#include "access/audit.h"
#include "base/result.h"
#include "casework/secrets.h"
#include "fieldwork/worker.h"
#include "picture/picture_file.h"

namespace sanaq {

/// A worker with the details that are sealed at rest (Sealer, purpose staff, context the worker's id).
struct StoredWorker {
  Worker worker;
  std::string sealed;
};

/// A fresh application. person: keyed hash of the IIN, by which one person cannot be taken on twice.
struct NewWorker {
  StoredWorker stored;
  Mac person{};
};

/// A step of a worker that is to be stored, with its event and its line of the audit log.
struct WorkerChange {
  Worker worker;
  WorkerEvent event;
  AuditRecord line;
};

/// Which workers are wanted; an empty member sets no limit.
struct WorkerQuery {
  std::vector<std::string> territories = {};  // with those inside them
  bool whole_country = false;                 // also those bound to no territory
  std::optional<WorkerState> state = {};
  std::string role = {};
  std::string name = {};  // words of the name, as people type them
  WorkerId after = {};    // the last of the page before; none: from the first
  int limit = 50;
};

/// People of the census (port). A change, its event and its line of the audit log are one transaction. Errors
/// of every function: "store.unavailable".
class WorkerStore {
 public:
  virtual ~WorkerStore() = default;
  /// All or none. False when one of the persons is on the books already and has neither been refused nor
  /// left.
  virtual Result<bool> add(const std::vector<NewWorker>& workers, const WorkerEvent& event,
                           const AuditRecord& line) = 0;
  virtual Result<std::optional<StoredWorker>> find(WorkerId id) = 0;
  /// Whoever holds or held a card of this number.
  virtual Result<std::optional<StoredWorker>> find_card(std::string_view number) = 0;
  /// By surname and name.
  virtual Result<std::vector<Worker>> list(const WorkerQuery& query) = 0;
  /// All or none, in this order; one worker may take several steps. False when a worker has had another event
  /// meanwhile: look again. A card number is noted for ever.
  virtual Result<bool> save(const std::vector<WorkerChange>& changes) = 0;
  /// The same with the name, languages and education, and with fresh sealed details.
  virtual Result<bool> amend(const StoredWorker& worker, const WorkerEvent& event,
                             const AuditRecord& line) = 0;
  /// Oldest first.
  virtual Result<std::vector<WorkerEvent>> events(WorkerId id) = 0;
  /// Takes the place of the one before; an event of the worker like any other.
  virtual Result<bool> put_photo(const Worker& worker, const picture::File& photo, const WorkerEvent& event,
                                 const AuditRecord& line) = 0;
  virtual Result<std::optional<picture::File>> photo(WorkerId id) = 0;
  /// Which of these persons are on the books and have neither been refused nor left, in the order given.
  virtual Result<std::vector<bool>> known(const std::vector<Mac>& persons) = 0;
};

}  // namespace sanaq
