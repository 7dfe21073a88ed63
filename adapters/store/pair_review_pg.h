#pragma once
#include "pg/pool.h"
#include "processing/pair_review.h"

namespace sanaq {

/// Pairs of the post-enumeration survey in schema `survey`: added by the role sanaq_processing, decided by
/// sanaq_server. Any thread.
class PairReviewPg final : public PairReview {
 public:
  explicit PairReviewPg(pg::Pool& pool) : pool_(pool) {}
  Result<Done> add(const std::string& round, const std::vector<DoubtfulPair>& pairs) override;
  Result<std::optional<PairToReview>> next() override { return load(0); }
  Result<std::optional<PairToReview>> find(std::int64_t id) override;
  Result<bool> decide(std::int64_t id, PairDecision decision, const std::string& clerk,
                      UtcInstant at) override;
  Result<std::vector<PairCounts>> counts() override;
  Result<std::vector<ReviewedPair>> reviewed(const std::string& round) override;

 private:
  Result<std::optional<PairToReview>> load(std::int64_t id);
  pg::Pool& pool_;
};

}  // namespace sanaq
