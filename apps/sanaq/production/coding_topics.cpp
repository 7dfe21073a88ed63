#include "sanaq/production/coding_topics.h"

#include "os/files.h"

namespace sanaq {
namespace {

Result<TextCoder::Topic> load_topic(const EditionFiles& edition, CodingTopic plan) {
  const auto list = edition.codelists.find(plan.list);
  if (list == edition.codelists.end()) return Error{"coding.list", plan.list};
  TextCoder::Topic topic{std::move(plan), CodeDictionary::of(*list->second), {}};
  const std::string path = edition.folder + "/processing/synonyms-" + topic.plan.name + ".csv";
  if (!os::file_exists(path)) return topic;
  SANAQ_TRY(const std::string csv, os::read_file(path));
  SANAQ_TRY(const auto synonyms, parse_synonyms(csv, *list->second));
  for (const Synonym& one : synonyms) topic.dictionary.add(one.text, one.code);
  return topic;
}

}  // namespace

Result<std::vector<TextCoder::Topic>> load_coding_topics(const EditionFiles& edition) {
  std::vector<TextCoder::Topic> out;
  const std::string path = edition.folder + "/processing/coding.json";
  if (!os::file_exists(path)) return out;
  SANAQ_TRY(const std::string text, os::read_file(path));
  SANAQ_TRY(const Json json, parse_json(text));
  SANAQ_TRY(auto plans, parse_coding_topics(json, *edition.form.form));
  for (CodingTopic& plan : plans) {
    SANAQ_TRY(TextCoder::Topic topic, load_topic(edition, std::move(plan)));
    out.push_back(std::move(topic));
  }
  return out;
}

Result<TextCoder> make_text_coder(const EditionFiles& edition, CodingQueue& queue) {
  SANAQ_TRY(auto topics, load_coding_topics(edition));
  for (TextCoder::Topic& topic : topics) {
    SANAQ_TRY(topic.decided, queue.decided(topic.plan.name));
    for (const auto& [folded, code] : topic.decided)
      if (code != no_code) topic.dictionary.add(folded, code);  // what is like it is known too
  }
  return TextCoder(std::move(topics));
}

}  // namespace sanaq
