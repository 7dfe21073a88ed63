#include "store/evidence_store_pg.h"

#include <sanaq_sql/evidence.h>

#include "exchange/message.h"
#include "store/database.h"

namespace sanaq {
namespace {

// A fork is stored as the run that brought it, in the shape of a call.
Result<KeptFork> fork_of(const std::string& call, std::string label, UtcInstant at) {
  SANAQ_TRY(const auto request, exchange::decode_request(call, {}));
  KeptFork fork{std::move(label), at, 1, {}};
  for (const exchange::Run& run : request.runs) {
    fork.first = run.before.number + 1;
    for (const std::string& bytes : run.entries) {
      SANAQ_TRY(exchange::Entry entry, exchange::decode_entry(bytes));
      fork.entries.push_back(std::move(entry));
    }
  }
  return fork;
}

}  // namespace

Result<std::vector<DoubtfulCase>> EvidenceStorePg::doubtful(const std::vector<std::string>& territories,
                                                            int limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::evidence::list_doubtful, {territories, std::int32_t{limit}}));
  std::vector<DoubtfulCase> found;
  for (const auto row : rows)
    found.push_back({{row.get<Uuid>(0)},
                     row.get<std::string>(1),
                     row.get<bool>(2),
                     row.get<std::int64_t>(3),
                     row.get<std::int64_t>(4),
                     row.get<std::int64_t>(5),
                     row.get<std::optional<UtcInstant>>(6)});
  return found;
}

Result<std::vector<CaseWriter>> EvidenceStorePg::writers(CaseId case_id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::evidence::find_writers, {case_id.value}));
  std::vector<CaseWriter> found;
  for (const auto row : rows)
    found.push_back({{row.get<Uuid>(0)},
                     row.get<std::string>(1),
                     row.get<std::string>(2),
                     row.get<std::int64_t>(3),
                     row.get<std::int64_t>(4),
                     row.get<std::optional<UtcInstant>>(5)});
  return found;
}

Result<std::vector<KeptFork>> EvidenceStorePg::forks(CaseId case_id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::evidence::read_forks, {case_id.value}));
  std::vector<KeptFork> found;
  for (const auto row : rows) {
    SANAQ_TRY(const auto call, sealer_.open(SealPurpose::draft, row.get<pg::Bytes>(3).value,
                                            "fork" + std::string(row.get<pg::Bytes>(0).value)));
    SANAQ_TRY(auto fork, fork_of(call, row.get<std::string>(1), row.get<UtcInstant>(2)));
    found.push_back(std::move(fork));
  }
  return found;
}

}  // namespace sanaq
