#pragma once
#include "pg/pool.h"
#include "processing/coding_queue.h"

namespace sanaq {

/// Texts for clerks in schema `coding`. Any thread.
class CodingQueuePg final : public CodingQueue {
 public:
  explicit CodingQueuePg(pg::Pool& pool) : pool_(pool) {}
  Result<Done> note(const std::string& topic, const std::vector<OpenText>& texts) override;
  Result<std::vector<OpenText>> open(const std::string& topic, const std::string& clerk, int limit) override;
  Result<OpinionOutcome> say(const CodingOpinion& opinion, int clerks, UtcInstant at) override;
  Result<std::map<std::string, std::string>> decided(const std::string& topic) override;
  Result<std::vector<TopicCount>> counts() override;

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
