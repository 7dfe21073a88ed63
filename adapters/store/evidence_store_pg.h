#pragma once
#include <optional>
#include <string>
#include <vector>

#include "casework/secrets.h"
#include "exchange/entry.h"
#include "pg/pool.h"

namespace sanaq {

/// A case whose writers did not agree.
struct DoubtfulCase {
  CaseId case_id;
  std::string territory;         // of a tablet that wrote in it
  bool contested = false;        // answers were overruled
  std::int64_t writers = 0;      // tablets and devices of the household
  std::int64_t late = 0;         // entries written under a lease that had been withdrawn
  std::int64_t forks = 0;        // runs that contradict a chain
  std::optional<UtcInstant> at;  // the last synchronisation
};

/// One who wrote in a case.
struct CaseWriter {
  DeviceId id;                   // as drafts name the writer: a tablet's chain, or a device of the household
  std::string label, territory;  // of the tablet; empty: the household itself
  std::int64_t entries = 0, late = 0;
  std::optional<UtcInstant> synchronised_at;
};

/// Entries that contradict their chain, kept whole.
struct KeptFork {
  std::string label;  // of the tablet
  UtcInstant synchronised_at;
  std::int64_t first = 1;  // number of the first entry
  std::vector<exchange::Entry> entries;
};

/// What was kept beside the answers that stand: read only. Any thread. Errors of every function:
/// "store.unavailable", and "seal.broken" where something is opened.
class EvidenceStorePg {
 public:
  EvidenceStorePg(pg::Pool& pool, const Sealer& sealer) : pool_(pool), sealer_(sealer) {}
  Result<std::vector<DoubtfulCase>> doubtful(const std::vector<std::string>& territories, int limit);
  Result<std::vector<CaseWriter>> writers(CaseId case_id);
  Result<std::vector<KeptFork>> forks(CaseId case_id);

 private:
  pg::Pool& pool_;
  const Sealer& sealer_;
};

}  // namespace sanaq
