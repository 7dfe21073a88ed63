#pragma once
#include <string>

#include "casework/progress.h"
#include "pg/pool.h"

namespace sanaq {

/// Progress counts in PostgreSQL: a small table of sums, and what came since the last fold. Any thread.
class ProgressStorePg final : public ProgressStore {
 public:
  /// zone: of the tz database ("Asia/Almaty"): where a day begins. It stays the same for a census.
  ProgressStorePg(pg::Pool& pool, std::string zone) : pool_(pool), zone_(std::move(zone)) {}
  Result<std::vector<ProgressCount>> counts(const std::vector<std::string>& territories) override;
  Result<std::int64_t> fold() override;

 private:
  pg::Pool& pool_;
  std::string zone_;
};

}  // namespace sanaq
