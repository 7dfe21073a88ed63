#include "base/labels.h"

#include <algorithm>

namespace sanaq {

namespace {
const std::string no_text;
}

Labels::Labels(std::initializer_list<Entry> entries) : entries_(entries) {
  std::sort(entries_.begin(), entries_.end());
}

Result<Labels> Labels::parse(const Json& object) {
  if (!object.is_object() || object.members().empty())
    return Error{"labels.form", "an object of languages is needed"};
  Labels labels;
  for (const auto& [language, text] : object.members()) {
    if (language.empty() || !text.is_string() || text.text().empty()) return Error{"labels.form", language};
    labels.entries_.emplace_back(language, text.text());
  }
  std::sort(labels.entries_.begin(), labels.entries_.end());
  return labels;
}

const std::string& Labels::in(std::string_view language) const {
  for (const Entry& entry : entries_) {
    if (entry.first == language) return entry.second;
  }
  return entries_.empty() ? no_text : entries_.front().second;
}

Json Labels::to_json() const {
  Json object = Json::object();
  for (const auto& [language, text] : entries_) object.set(language, Json::string(text));
  return object;
}

}  // namespace sanaq
