#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "edition_files/edition_files.h"
#include "processing/coding_queue.h"

namespace sanaq {

/// What the pages of coding stand on: topics with their dictionaries and the queue. Any thread.
class CodingDesk {
 public:
  /// `edition`, `queue` and `clock` must outlive the desk. Errors: those of load_coding_topics.
  static Result<std::unique_ptr<CodingDesk>> open(const EditionFiles& edition, CodingQueue& queue,
                                                  const Clock& clock);
  CodingDesk(std::vector<TextCoder::Topic> topics, std::vector<const Codelist*> lists, CodingQueue& queue,
             const Clock& clock)
      : topics_(std::move(topics)), lists_(std::move(lists)), queue_(queue), clock_(clock) {}

  const std::vector<TextCoder::Topic>& topics() const { return topics_; }
  /// Position of a topic by its name, or npos.
  std::size_t find(std::string_view name) const;
  const Codelist& list(std::size_t topic) const { return *lists_[topic]; }
  Result<std::vector<TopicCount>> counts() { return queue_.counts(); }
  Result<std::vector<OpenText>> open_texts(std::size_t topic, const std::string& clerk, int limit);
  /// Errors: "coding.code" (not of the list), "store.unavailable".
  Result<OpinionOutcome> say(std::size_t topic, const std::string& folded, const std::string& code,
                             const std::string& clerk);

 private:
  std::vector<TextCoder::Topic> topics_;
  std::vector<const Codelist*> lists_;  // by topic
  CodingQueue& queue_;
  const Clock& clock_;
};

}  // namespace sanaq
