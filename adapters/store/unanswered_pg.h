#pragma once
#include "pg/pool.h"
#include "processing/closing_plan.h"

namespace sanaq {

/// Dwellings without an answer, by the role sanaq_processing. Any thread.
class UnansweredPg final : public UnansweredDwellings {
 public:
  explicit UnansweredPg(pg::Pool& pool) : pool_(pool) {}
  Result<std::vector<UnansweredDwelling>> read(std::int64_t after, int limit) override;

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
