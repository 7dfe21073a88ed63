#include "sanaq/office/coding_desk.h"

#include <algorithm>

#include "sanaq/production/coding_topics.h"

namespace sanaq {

Result<std::unique_ptr<CodingDesk>> CodingDesk::open(const EditionFiles& edition, CodingQueue& queue,
                                                     const Clock& clock) {
  SANAQ_TRY(auto topics, load_coding_topics(edition));
  std::vector<const Codelist*> lists;
  for (const TextCoder::Topic& topic : topics) lists.push_back(edition.codelists.at(topic.plan.list).get());
  return std::make_unique<CodingDesk>(std::move(topics), std::move(lists), queue, clock);
}

std::size_t CodingDesk::find(std::string_view name) const {
  const auto found = std::find_if(topics_.begin(), topics_.end(),
                                  [&](const TextCoder::Topic& topic) { return topic.plan.name == name; });
  return found == topics_.end() ? std::string::npos : static_cast<std::size_t>(found - topics_.begin());
}

Result<std::vector<OpenText>> CodingDesk::open_texts(std::size_t topic, const std::string& clerk, int limit) {
  return queue_.open(topics_[topic].plan.name, clerk, limit);
}

Result<OpinionOutcome> CodingDesk::say(std::size_t topic, const std::string& folded, const std::string& code,
                                       const std::string& clerk) {
  if (code != no_code && lists_[topic]->find(code) == nullptr) return Error{"coding.code", {}};
  const CodingTopic& plan = topics_[topic].plan;
  return queue_.say({plan.name, folded, clerk, code}, plan.clerks, clock_.now());
}

}  // namespace sanaq
