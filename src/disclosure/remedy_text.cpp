#include <array>

#include "disclosure/remedy.h"

namespace sanaq::disclosure {

namespace {

constexpr std::array<const char*, 3> methods{"higher_level", "move", "merge"};  // in the order of Method

Error bad(const std::string& member) { return {"disclosure.remedy", member}; }

bool is_member(const std::string& name) {
  for (const char* known :
       {"method", "dimension", "element", "to", "elements", "merged", "within", "who", "why"}) {
    if (name == known) return true;
  }
  return false;
}

Json codes_json(const std::vector<std::string>& codes) {
  Json list = Json::array();
  for (const std::string& code : codes) list.push(Json::string(code));
  return list;
}

}  // namespace

Result<Remedy> parse_remedy(const Json& object) {
  if (!object.is_object()) return bad("an object is needed");
  for (const auto& [name, value] : object.members()) {
    if (!is_member(name)) return bad(name);
  }
  Remedy remedy;
  std::size_t method = 0;
  while (method < methods.size() && object["method"].text() != methods[method]) ++method;
  if (method == methods.size()) return bad("method");
  remedy.method = static_cast<Remedy::Method>(method);
  remedy.dimension = object["dimension"].text();
  remedy.element = object["element"].text();
  remedy.to = object["to"].text();
  for (const Json& code : object["elements"].items()) remedy.elements.push_back(code.text());
  remedy.within_dimension = object["within"]["dimension"].text();
  remedy.within = object["within"]["code"].text();
  remedy.who = object["who"].text();
  remedy.why = object["why"].text();
  // A decision has a name under it and a reason.
  if (remedy.dimension.empty()) return bad("dimension");
  if (remedy.who.empty()) return bad("who");
  if (remedy.why.empty()) return bad("why");
  if (remedy.method != Remedy::Method::merge) return remedy;
  remedy.merged.code = object["merged"]["code"].text();
  if (remedy.merged.code.empty()) return bad("merged");
  SANAQ_TRY(remedy.merged.label, Labels::parse(object["merged"]["label"]));
  return remedy;
}

Json to_json(const RemedyRecord& record) {
  const Remedy& remedy = record.remedy;
  Json object = Json::object();
  object.set("table", Json::string(record.table));
  object.set("method", Json::string(methods[static_cast<std::size_t>(remedy.method)]));
  object.set("dimension", Json::string(remedy.dimension));
  object.set("who", Json::string(remedy.who));
  object.set("why", Json::string(remedy.why));
  object.set("codes_before", codes_json(record.codes_before));
  object.set("codes_after", codes_json(record.codes_after));
  object.set("respondents_moved", Json::number(record.respondents_moved));
  return object;
}

}  // namespace sanaq::disclosure
