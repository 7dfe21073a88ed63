#include "base/json.h"

#include "base/text.h"

namespace sanaq {

Json Json::boolean(bool value) {
  Json j;
  j.kind_ = Kind::boolean;
  j.text_ = value ? "true" : "false";
  return j;
}
Json Json::number(std::int64_t value) { return number_text(std::to_string(value)); }
Json Json::number_text(std::string text) {
  Json j;
  j.kind_ = Kind::number;
  j.text_ = std::move(text);
  return j;
}
Json Json::string(std::string_view value) {
  Json j;
  j.kind_ = Kind::string;
  j.text_ = value;
  return j;
}
Json Json::array() {
  Json j;
  j.kind_ = Kind::array;
  return j;
}
Json Json::object() {
  Json j;
  j.kind_ = Kind::object;
  return j;
}

std::int64_t Json::integer(std::int64_t otherwise) const {
  if (kind_ != Kind::number) return otherwise;
  return parse_integer(text_).value_or(otherwise);
}

const Json& Json::operator[](std::string_view name) const {
  static const Json none;
  for (const auto& [key, value] : members_)
    if (key == name) return value;
  return none;
}

bool Json::has(std::string_view name) const {
  for (const auto& member : members_)
    if (member.first == name) return true;
  return false;
}

void Json::push(Json value) {
  SANAQ_CHECK(kind_ == Kind::array);
  items_.push_back(std::move(value));
}

void Json::set(std::string_view name, Json value) {
  SANAQ_CHECK(kind_ == Kind::object);
  for (auto& [key, old] : members_) {
    if (key == name) {
      old = std::move(value);
      return;
    }
  }
  members_.emplace_back(std::string(name), std::move(value));
}

}  // namespace sanaq
