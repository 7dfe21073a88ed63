#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/instant.h"
#include "processing/text_coder.h"

namespace sanaq {

/// What a clerk says a text means.
struct CodingOpinion {
  std::string topic, folded;
  std::string clerk;  // log-in
  std::string code;   // of the topic's list, or no_code
};

/// What became of an opinion.
enum class OpinionOutcome : std::uint8_t {
  decided,  ///< enough clerks agree: the text has its code from now on
  noted,    ///< another clerk has to look too
  late,     ///< the text was decided meanwhile, the clerk has spoken, or there is no such text
};

struct TopicCount {
  std::string topic;
  std::int64_t open = 0, open_answers = 0, decided = 0;  // texts, answers, texts
};

/// Texts that wait for clerks (port). Nothing in it leads to a case. Errors of every function:
/// "store.unavailable".
class CodingQueue {
 public:
  virtual ~CodingQueue() = default;
  /// Adds texts a pass over the answers left open; of those known the number of answers is set anew.
  virtual Result<Done> note(const std::string& topic, const std::vector<OpenText>& texts) = 0;
  /// Open texts on which the clerk has not spoken, the most frequent first. What others said is not told.
  virtual Result<std::vector<OpenText>> open(const std::string& topic, const std::string& clerk,
                                             int limit) = 0;
  /// clerks: how many must say the same.
  virtual Result<OpinionOutcome> say(const CodingOpinion& opinion, int clerks, UtcInstant at) = 0;
  /// Folded texts with their codes, no_code too.
  virtual Result<std::map<std::string, std::string>> decided(const std::string& topic) = 0;
  virtual Result<std::vector<TopicCount>> counts() = 0;
};

}  // namespace sanaq
