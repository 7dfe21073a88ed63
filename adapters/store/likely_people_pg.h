#pragma once
#include "pg/pool.h"
#include "processing/likely_people.h"

namespace sanaq {

/// People who may stand in two questionnaires, by the role sanaq_processing. Any thread.
class LikelyPeoplePg final : public LikelyPeople {
 public:
  explicit LikelyPeoplePg(pg::Pool& pool) : pool_(pool) {}
  Result<std::vector<LikelyPerson>> people() override;
  Result<LikelyDecisions> decisions() override;
  Result<std::int64_t> not_compared() override;

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
