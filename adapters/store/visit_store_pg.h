#pragma once
#include <optional>
#include <string>
#include <vector>

#include "casework/identifiers.h"
#include "exchange/entry.h"
#include "pg/pool.h"

namespace sanaq {

/// A visit without the place it was made at.
struct VisitNote {
  UtcInstant at;  // the tablet's clock
  std::string outcome;
  // From the dwelling's building, and how exact the tablet was; in metres, nothing: not known.
  std::optional<std::int32_t> metres, accuracy;
};

/// A line of the office's list.
struct VisitLine {
  CaseId case_id;
  DeviceId device;
  std::string label, territory;  // of the tablet; of the dwelling, or else of the tablet
  VisitNote visit;
};

/// Which visits are looked for. territories: none means the whole country.
struct VisitQuery {
  std::vector<std::string> territories;
  std::optional<DeviceId> device;  // or a case: its near visits too, else the far ones alone
  std::optional<CaseId> case_id;
  int far_metres = 0;  // beyond the accuracy
  int limit = 0;
};

/// How far from their dwellings visits were noted. Any thread. Errors of every function:
/// "store.unavailable".
class VisitStorePg {
 public:
  explicit VisitStorePg(pg::Pool& pool) : pool_(pool) {}
  /// What the tablet was told of the case's address (JSON); nothing when it was never given away.
  Result<std::optional<std::string>> place_of(CaseId case_id);
  /// The entry must be stored. The same again changes nothing.
  Result<Done> note(exchange::ChainId chain, std::int64_t number, CaseId case_id, const VisitNote& visit);
  /// Newest first.
  Result<std::vector<VisitLine>> find(const VisitQuery& query);

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
