#include <algorithm>

#include "base/json.h"

namespace sanaq {
namespace {

enum class Order { own, sorted };

void append(std::string& out, const Json& value, Order order);

void append_object(std::string& out, const Json& value, Order order) {
  std::vector<const std::pair<std::string, Json>*> members;
  for (const auto& member : value.members()) members.push_back(&member);
  if (order == Order::sorted)
    std::sort(members.begin(), members.end(), [](auto* a, auto* b) { return a->first < b->first; });
  out += '{';
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i > 0) out += ',';
    append_json_string(out, members[i]->first);
    out += ':';
    append(out, members[i]->second, order);
  }
  out += '}';
}

void append(std::string& out, const Json& value, Order order) {
  switch (value.kind()) {
    case Json::Kind::null:
      out += "null";
      break;
    case Json::Kind::boolean:
      out += value.truth() ? "true" : "false";
      break;
    case Json::Kind::number:
      out += value.text();
      break;
    case Json::Kind::string:
      append_json_string(out, value.text());
      break;
    case Json::Kind::object:
      append_object(out, value, order);
      break;
    case Json::Kind::array:
      out += '[';
      for (std::size_t i = 0; i < value.items().size(); ++i) {
        if (i > 0) out += ',';
        append(out, value.items()[i], order);
      }
      out += ']';
      break;
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += hex[static_cast<unsigned char>(c) >> 4];
          out += hex[static_cast<unsigned char>(c) & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

std::string to_canonical(const Json& value) {
  std::string out;
  append(out, value, Order::sorted);
  return out;
}

std::string to_text(const Json& value) {
  std::string out;
  append(out, value, Order::own);
  return out;
}

}  // namespace sanaq
