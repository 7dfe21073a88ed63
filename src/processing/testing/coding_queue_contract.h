#pragma once
// What every queue of texts must do. It gets a fresh one.
#include <doctest.h>

#include <algorithm>

#include "processing/coding_queue.h"

namespace sanaq::testing {

/// A queue in memory, for tests of pages.
class MemoryCodingQueue final : public CodingQueue {
 public:
  struct Text {
    OpenText text;
    std::string code;
    std::map<std::string, std::string> said;  // by clerk
  };
  std::map<std::string, std::map<std::string, Text>> topics;

  Result<Done> note(const std::string& topic, const std::vector<OpenText>& texts) override {
    for (const OpenText& one : texts) {
      Text& text = topics[topic][one.folded];
      if (text.text.folded.empty())
        text.text = one;
      else
        text.text.answers = one.answers;
    }
    return Done{};
  }
  Result<std::vector<OpenText>> open(const std::string& topic, const std::string& clerk, int limit) override {
    std::vector<OpenText> out;
    for (const auto& [folded, text] : topics[topic])
      if (text.code.empty() && text.said.count(clerk) == 0) out.push_back(text.text);
    std::stable_sort(out.begin(), out.end(),
                     [](const OpenText& a, const OpenText& b) { return a.answers > b.answers; });
    if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
    return out;
  }
  Result<OpinionOutcome> say(const CodingOpinion& opinion, int clerks, UtcInstant) override {
    auto& texts = topics[opinion.topic];
    const auto found = texts.find(opinion.folded);
    if (found == texts.end() || !found->second.code.empty()) return OpinionOutcome::late;
    if (!found->second.said.emplace(opinion.clerk, opinion.code).second) return OpinionOutcome::late;
    int same = 0;
    for (const auto& [clerk, code] : found->second.said) same += code == opinion.code ? 1 : 0;
    if (same < clerks) return OpinionOutcome::noted;
    found->second.code = opinion.code;
    return OpinionOutcome::decided;
  }
  Result<std::map<std::string, std::string>> decided(const std::string& topic) override {
    std::map<std::string, std::string> out;
    for (const auto& [folded, text] : topics[topic])
      if (!text.code.empty()) out.emplace(folded, text.code);
    return out;
  }
  Result<std::vector<TopicCount>> counts() override {
    std::vector<TopicCount> out;
    for (const auto& [topic, texts] : topics) {
      if (texts.empty()) continue;
      TopicCount& count = out.emplace_back();
      count.topic = topic;
      for (const auto& [folded, text] : texts) {
        count.decided += text.code.empty() ? 0 : 1;
        count.open += text.code.empty() ? 1 : 0;
        count.open_answers += text.code.empty() ? text.text.answers : 0;
      }
    }
    return out;
  }
};

inline void coding_queue_contract(CodingQueue& processing, CodingQueue& office) {
  const UtcInstant at{1'630'000'000'000'000};
  REQUIRE(processing.note("people", {{"aa", "Aa", 2}, {"bb", "Bb", 5}, {"cc", "Cc", 1}}));
  REQUIRE(processing.note("people", {{"aa", "AA", 7}}));
  REQUIRE(processing.note("people", {}));
  const auto first = office.open("people", "aigul", 2).value();
  REQUIRE(first.size() == 2);
  CHECK(first[0].folded == "aa");
  CHECK(first[0].shown == "Aa");
  CHECK(first[0].answers == 7);
  CHECK(office.open("language", "aigul", 2).value().empty());

  CHECK(office.say({"people", "aa", "aigul", "001"}, 1, at).value() == OpinionOutcome::decided);
  CHECK(office.say({"people", "aa", "bolat", "002"}, 1, at).value() == OpinionOutcome::late);
  CHECK(office.say({"people", "zz", "bolat", "002"}, 1, at).value() == OpinionOutcome::late);
  CHECK(office.say({"people", "bb", "aigul", "001"}, 2, at).value() == OpinionOutcome::noted);
  CHECK(office.say({"people", "bb", "aigul", "001"}, 2, at).value() == OpinionOutcome::late);
  CHECK(office.say({"people", "bb", "bolat", "002"}, 2, at).value() == OpinionOutcome::noted);
  CHECK(office.open("people", "aigul", 9).value().size() == 1);  // "cc" only
  CHECK(office.open("people", "dana", 9).value().size() == 2);
  CHECK(office.say({"people", "bb", "dana", "001"}, 2, at).value() == OpinionOutcome::decided);
  CHECK(office.say({"people", "cc", "dana", std::string(no_code)}, 1, at).value() == OpinionOutcome::decided);
  const std::map<std::string, std::string> decided = {{"aa", "001"}, {"bb", "001"}, {"cc", "-"}};
  CHECK(processing.decided("people").value() == decided);
  REQUIRE(processing.note("people", {{"aa", "Aa", 9}, {"dd", "Dd", 1}}));
  CHECK(processing.decided("people").value() == decided);
  const auto counts = office.counts().value();
  REQUIRE(counts.size() == 1);
  CHECK(counts[0].open == 1);
  CHECK(counts[0].open_answers == 1);
  CHECK(counts[0].decided == 3);
}

}  // namespace sanaq::testing
