#include "microdata/variable.h"

#include <algorithm>
#include <set>

namespace sanaq {

namespace {

constexpr std::string_view kind_names[] = {"coded", "number", "link"};

bool is_plain(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
         c == '-';
}

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= Variable::code_length_max &&
         std::all_of(text.begin(), text.end(), is_plain);
}

Result<Done> check_codes(const Variable& variable) {
  std::set<std::string_view> seen;
  for (const Category& category : variable.codes.categories) {
    if (!is_code(category.code) || !seen.insert(category.code).second) {
      return Error{"microdata.code", variable.name()};
    }
  }
  const bool parents_fit = variable.parent.empty()
                               ? variable.parent_codes.empty()
                               : variable.parent_codes.size() == variable.codes.categories.size();
  if (!parents_fit) return Error{"microdata.code", variable.name()};
  return Done{};
}

}  // namespace

std::uint32_t Variable::domain() const {
  switch (kind) {
    case Kind::coded:
      return static_cast<std::uint32_t>(codes.categories.size());
    case Kind::number:
      return static_cast<std::uint32_t>(last_number - first_number + 1);
    case Kind::link:
      return 0;
  }
  return 0;
}

Result<Done> check_variable(const Variable& variable) {
  const Error bad{"microdata.variable", variable.name()};
  const std::string& name = variable.name();
  if (name.empty() || name.size() > 40 || !std::all_of(name.begin(), name.end(), is_plain)) return bad;
  if (variable.codes.label.empty()) return bad;
  if (variable.kind == Variable::Kind::coded) {
    if (variable.codes.categories.empty() || variable.codes.categories.size() > Variable::codes_max)
      return bad;
    return check_codes(variable);
  }
  if (!variable.codes.categories.empty() || !variable.parent.empty() || !variable.parent_codes.empty())
    return bad;
  if (variable.kind == Variable::Kind::number) {
    const std::int64_t span = std::int64_t{variable.last_number} - variable.first_number;
    if (span < 0 || span >= Variable::number_span_max) return bad;
  }
  return Done{};
}

Json to_json(const Variable& variable) {
  Json object = to_json(variable.codes);
  object.set("kind", Json::string(kind_names[static_cast<std::size_t>(variable.kind)]));
  if (variable.kind == Variable::Kind::number) {
    object.set("first", Json::number(variable.first_number));
    object.set("last", Json::number(variable.last_number));
  }
  if (!variable.parent.empty()) {
    Json parents = Json::array();
    for (const std::string& code : variable.parent_codes) parents.push(Json::string(code));
    object.set("parent", Json::string(variable.parent));
    object.set("parent_codes", std::move(parents));
  }
  return object;
}

Result<Variable> parse_variable(const Json& object) {
  Variable variable;
  SANAQ_TRY(variable.codes, parse_classification(object));
  const auto* kind = std::find(std::begin(kind_names), std::end(kind_names), object["kind"].text());
  if (kind == std::end(kind_names)) return Error{"microdata.variable", variable.name()};
  variable.kind = static_cast<Variable::Kind>(kind - std::begin(kind_names));
  if (variable.kind == Variable::Kind::number) {
    const std::int64_t first = object["first"].integer(1), last = object["last"].integer(-1);
    constexpr std::int64_t bound = 1'000'000;
    if (first < -bound || last > bound || first > last) return Error{"microdata.variable", variable.name()};
    variable.first_number = static_cast<std::int32_t>(first);
    variable.last_number = static_cast<std::int32_t>(last);
  }
  variable.parent = object["parent"].text();
  for (const Json& code : object["parent_codes"].items()) variable.parent_codes.push_back(code.text());
  SANAQ_TRY_DONE(check_variable(variable));
  return variable;
}

}  // namespace sanaq
