#include "processing/text_coder.h"

#include <algorithm>

namespace sanaq {
namespace {

constexpr std::size_t candidates_looked_at = 4;

Result<Done> check_topic(const CodingTopic& topic, const Form& form) {
  const NodeIndex text = form.find(topic.question);
  if (text == no_node || form.nodes[text].type != ValueType::text ||
      form.nodes[text].personal != Personal::no)
    return Error{"coding.question", topic.question};
  if (!topic.target.empty()) {
    const NodeIndex target = form.find(topic.target);
    if (target == no_node || form.nodes[target].type != ValueType::code || form.nodes[target].calculated ||
        form.nodes[target].list != form.nodes[text].list)
      return Error{"coding.question", topic.target};
  }
  return Done{};
}

Result<CodingTopic> parse_topic(const Json& json, const Form& form) {
  CodingTopic topic;
  for (const auto& [key, value] : json.members()) {
    const auto number = [&](std::int64_t from, std::int64_t to) -> Result<std::int32_t> {
      const std::int64_t n = value.integer(from - 1);
      if (n < from || n > to) return Error{"coding.value", key};
      return static_cast<std::int32_t>(n);
    };
    if (key == "name")
      topic.name = value.text();
    else if (key == "question")
      topic.question = value.text();
    else if (key == "target")
      topic.target = value.text();
    else if (key == "list")
      topic.list = value.text();
    else if (key == "threshold_ppm") {
      SANAQ_TRY(topic.threshold_ppm, number(0, 1'000'000));
    } else if (key == "margin_ppm") {
      SANAQ_TRY(topic.margin_ppm, number(0, 1'000'000));
    } else if (key == "clerks") {
      SANAQ_TRY(topic.clerks, number(1, 2));
    } else
      return Error{"coding.key", key.substr(0, 60)};
  }
  if (topic.name.empty()) return Error{"coding.key", "name"};
  if (topic.list.empty()) return Error{"coding.key", "list"};
  SANAQ_TRY_DONE(check_topic(topic, form));
  return topic;
}

}  // namespace

Result<std::vector<CodingTopic>> parse_coding_topics(const Json& json, const Form& form) {
  std::vector<CodingTopic> out;
  for (const auto& [key, value] : json.members())
    if (key != "topics") return Error{"coding.key", key.substr(0, 60)};
  for (const Json& one : json["topics"].items()) {
    SANAQ_TRY(CodingTopic topic, parse_topic(one, form));
    out.push_back(std::move(topic));
  }
  return out;
}

std::optional<std::string> decide_code(const std::vector<CodeCandidate>& candidates,
                                       const CodingTopic& topic) {
  if (candidates.empty() || candidates[0].similarity_ppm < topic.threshold_ppm) return std::nullopt;
  const bool alone = candidates.size() < 2 ||
                     candidates[0].similarity_ppm - candidates[1].similarity_ppm >= topic.margin_ppm;
  if (!alone) return std::nullopt;
  return candidates[0].code;
}

std::optional<std::string> TextCoder::code_of(std::size_t at, const std::string& text) {
  const Topic& topic = topics_[at];
  const std::string folded = fold_answer(text);
  if (folded.empty()) return std::nullopt;
  CodingReport& report = reports_[at];
  ++report.texts;
  if (const auto decided = topic.decided.find(folded); decided != topic.decided.end()) {
    ++report.by_clerks;
    if (decided->second == no_code) return std::nullopt;
    return decided->second;
  }
  if (auto code = decide_code(topic.dictionary.rank(text, candidates_looked_at), topic.plan)) {
    ++report.automatic;
    return code;
  }
  ++report.open;
  OpenText& open = open_[at][folded];
  if (open.answers++ == 0) open.folded = folded, open.shown = text;
  return std::nullopt;
}

void TextCoder::code(ClosedCase& closed) {
  const Form& form = *closed.form->form;
  auto& answers = closed.response.answers;
  for (std::size_t at = 0; at < topics_.size(); ++at) {
    const NodeIndex question = form.find(topics_[at].plan.question),
                    target = form.find(topics_[at].plan.target);
    if (question == no_node) continue;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (answers[i].node != question || !answers[i].value.present()) continue;
      const auto code = code_of(at, answers[i].value.text);
      if (!code || target == no_node) continue;
      const std::uint16_t item = answers[i].item;
      const auto other = std::find_if(answers.begin(), answers.end(), [&](const CodedAnswer& answer) {
        return answer.node == target && answer.item == item;
      });
      if (other == answers.end()) continue;
      other->value = Value::of_text(*code);
      answers.erase(answers.begin() + static_cast<std::ptrdiff_t>(i--));
    }
  }
}

std::vector<OpenText> TextCoder::open_texts(std::size_t topic) const {
  std::vector<OpenText> out;
  for (const auto& [folded, open] : open_[topic]) out.push_back(open);
  std::sort(out.begin(), out.end(), [](const OpenText& a, const OpenText& b) {
    return a.answers != b.answers ? a.answers > b.answers : a.folded < b.folded;
  });
  return out;
}

}  // namespace sanaq
