#include "interview/operation.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace sanaq {
namespace {

using Kind = Operation::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 6> kinds{{
    {"answer", Kind::answer},
    {"clear", Kind::clear},
    {"refuse", Kind::refuse},
    {"add_item", Kind::add_item},
    {"remove_item", Kind::remove_item},
    {"pass", Kind::pass},
}};

struct Member {
  std::string_view name;
  std::string Operation::* text;
  std::size_t bytes_max;
};
constexpr std::array<Member, 6> members{{
    {"question", &Operation::question, 200},
    {"item", &Operation::item, 15},
    {"other", &Operation::other, 15},
    {"value", &Operation::value, 4000},
    {"check", &Operation::check, 200},
    {"note", &Operation::note, 4000},
}};

bool is_whole(const Operation& o) {
  switch (o.kind) {
    case Kind::add_item:
    case Kind::remove_item:
      return !o.question.empty() && !o.item.empty();
    case Kind::pass:
      return !o.check.empty();
    default:
      return !o.question.empty();
  }
}

}  // namespace

Json to_json(const Operation& operation) {
  Json out = Json::object();
  for (const auto& [name, kind] : kinds)
    if (kind == operation.kind) out.set("op", Json::string(name));
  for (const Member& m : members)
    if (const std::string& text = operation.*m.text; !text.empty()) out.set(m.name, Json::string(text));
  return out;
}

Result<Operation> read_operation(const Json& json) {
  const Error bad{"operation.form", {}};
  if (!json.is_object() || !json["op"].is_string()) return bad;
  Operation operation;
  bool known = false;
  for (const auto& [name, kind] : kinds) {
    if (json["op"].text() != name) continue;
    operation.kind = kind;
    known = true;
  }
  if (!known) return bad;
  for (const auto& [key, value] : json.members()) {
    if (key == "op") continue;
    bool found = false;
    for (const Member& m : members) {
      if (key != m.name) continue;
      if (!value.is_string() || value.text().size() > m.bytes_max)
        return Error{"operation.form", std::string(m.name)};
      operation.*m.text = value.text();
      found = true;
    }
    if (!found) return bad;
  }
  if (!is_whole(operation)) return bad;
  return operation;
}

}  // namespace sanaq
