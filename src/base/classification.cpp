#include "base/classification.h"

#include <map>

namespace sanaq {

Json to_json(const Classification& classification) {
  Json categories = Json::array();
  for (const Category& category : classification.categories) {
    Json item = Json::object();
    item.set("code", Json::string(category.code));
    item.set("label", category.label.to_json());
    if (category.parent != Category::no_parent) {
      const auto parent = static_cast<std::size_t>(category.parent);
      item.set("parent", Json::string(classification.categories[parent].code));
    }
    categories.push(std::move(item));
  }
  Json object = Json::object();
  object.set("name", Json::string(classification.name));
  object.set("label", classification.label.to_json());
  object.set("categories", std::move(categories));
  return object;
}

Result<Classification> parse_classification(const Json& object) {
  if (object["name"].text().empty() || !object["name"].is_string() || !object["categories"].is_array()) {
    return Error{"classification.form", "name and categories are needed"};
  }
  Classification result;
  result.name = object["name"].text();
  SANAQ_TRY(result.label, Labels::parse(object["label"]));
  std::map<std::string, std::int32_t, std::less<>> positions;
  for (const Json& item : object["categories"].items()) {
    Category category;
    category.code = item["code"].text();
    if (!item["code"].is_string() || category.code.empty()) return Error{"classification.form", result.name};
    SANAQ_TRY(category.label, Labels::parse(item["label"]));
    if (item.has("parent")) {
      const auto found = positions.find(item["parent"].text());
      if (found == positions.end()) return Error{"classification.parent", result.name + " " + category.code};
      category.parent = found->second;
    }
    if (!positions.emplace(category.code, static_cast<std::int32_t>(positions.size())).second) {
      return Error{"classification.duplicate", result.name + " " + category.code};
    }
    result.categories.push_back(std::move(category));
  }
  return result;
}

std::int32_t find_category(const Classification& classification, std::string_view code) {
  for (std::size_t i = 0; i < classification.categories.size(); ++i) {
    if (classification.categories[i].code == code) return static_cast<std::int32_t>(i);
  }
  return -1;
}

}  // namespace sanaq
