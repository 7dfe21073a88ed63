#pragma once
#include <string>
#include <vector>

#include "casework/draft.h"
#include "store/evidence_store_pg.h"

namespace sanaq {

/// All that was kept of a case beside the answers that stand.
struct CaseEvidence {
  std::vector<CaseWriter> writers;
  std::vector<Overruled> overruled;
  std::vector<KeptFork> forks;
};

/// What the office's pages of differing answers need (port). Errors of every function: "store.unavailable",
/// "seal.broken".
class EvidenceDesk {
 public:
  virtual ~EvidenceDesk() = default;
  /// Cases of tablets of the territories (none: of the whole country), the newest contact first, at most
  /// `limit`.
  virtual Result<std::vector<DoubtfulCase>> doubtful(const std::vector<std::string>& territories,
                                                     int limit) = 0;
  /// Reads the whole log of the case.
  virtual Result<CaseEvidence> evidence(CaseId case_id) = 0;
};

/// From the drafts and the exchange in PostgreSQL.
class EvidenceDeskPg final : public EvidenceDesk {
 public:
  EvidenceDeskPg(EvidenceStorePg& store, Drafts& drafts) : store_(store), drafts_(drafts) {}
  Result<std::vector<DoubtfulCase>> doubtful(const std::vector<std::string>& territories,
                                             int limit) override {
    return store_.doubtful(territories, limit);
  }
  Result<CaseEvidence> evidence(CaseId case_id) override;

 private:
  EvidenceStorePg& store_;
  Drafts& drafts_;
};

}  // namespace sanaq
