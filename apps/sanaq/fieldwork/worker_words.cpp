#include "sanaq/fieldwork/worker_words.h"

#include <algorithm>

#include "base/text.h"
#include "page/html.h"

namespace sanaq {

using page::Html;

std::string worker_path(WorkerId id) { return std::string(staff_path) + "/" + id.value.to_string(); }

std::string state_name(const Office& office, const OfficeVisit& visit, WorkerState state) {
  return visit.text(office, "staff.state." + std::string(to_string(state)));
}

std::string role_name(const Office& office, const OfficeVisit& visit, const std::string& code) {
  const RoleRules* role = find_role(office.edition.roles, code);
  return role == nullptr ? code : std::string(name_in(role->name, visit.language));
}

std::string code_name(const OfficeVisit& visit, const std::vector<NamedCode>& codes,
                      const std::string& code) {
  const NamedCode* found = find_code(codes, code);
  return found == nullptr ? code : std::string(name_in(found->name, visit.language));
}

std::vector<SelectOption> role_options(const Office& office, const OfficeVisit& visit) {
  std::vector<SelectOption> options;
  for (const RoleRules& role : office.edition.roles)
    if (role.is_hired) options.push_back({role.code, std::string(name_in(role.name, visit.language))});
  return options;
}

std::vector<SelectOption> code_options(const OfficeVisit& visit, const std::vector<NamedCode>& codes) {
  std::vector<SelectOption> options;
  for (const NamedCode& one : codes)
    options.push_back({one.code, std::string(name_in(one.name, visit.language))});
  return options;
}

std::string worker_error(const Office& office, const OfficeVisit& visit, const std::string& code) {
  const std::string key = "staff.error." + code;
  return office.texts.has(key) ? visit.text(office, key) : code;
}

std::string notice(std::string_view look, const std::string& text) {
  Html out;
  const bool is_error = look == "error";
  out.open("div", {{"class", "notice " + std::string(look)}, {"role", is_error ? "alert" : "status"}});
  return out.element("p", {}, text).close("div").take();
}

http::Response worker_failure(const Office& office, const OfficeVisit& visit, const Error& error,
                              std::string_view request_id) {
  if (error.code == "worker.unknown" || error.code == "worker.forbidden")
    return office_forbidden(office, visit);
  const std::string key = "staff.error." + error.code;
  if (!office.texts.has(key)) return office_failure(office, visit, error, request_id);
  return office_message(office, visit, key, error.code == "worker.stale" ? 409 : 422);
}

namespace {

constexpr std::size_t listed_max = 400;

// The actor's own territory and what is two levels below it.
std::vector<std::string> near_territories(const Office& office, const OfficeVisit& visit) {
  const Codelist& list = office.territories;
  const std::size_t parent = list.column("parent");
  std::vector<std::string> codes;
  if (!visit.actor->territory.empty()) codes.push_back(visit.actor->territory);
  std::vector<std::string> level = {visit.actor->territory};
  for (int depth = 0; depth < 2; ++depth) {
    std::vector<std::string> next;
    for (const std::string& code : level)
      for (const std::uint32_t row : list.where(parent, code)) next.push_back(list.rows()[row].code);
    if (codes.size() + next.size() > listed_max) break;
    codes.insert(codes.end(), next.begin(), next.end());
    level = std::move(next);
  }
  return codes;
}

}  // namespace

std::string territory_field(const Office& office, const OfficeVisit& visit, const std::string& typed,
                            const std::string& error) {
  const Codelist& list = office.territories;
  const bool is_code = list.find(typed) != nullptr;
  const std::string value = is_code ? typed + " " + std::string(list.label(typed, visit.language)) : typed;
  const std::string described =
      error.empty() ? "territory--hint" : std::string("territory--hint territory--error");
  Html out;
  out.open("div", {{"class", error.empty() ? "field" : "field has-error"}});
  out.element("label", {{"for", "territory"}, {"class", "label"}}, visit.text(office, "staff.territory"));
  out.element("p", {{"class", "hint"}, {"id", "territory--hint"}},
              visit.text(office, "staff.territory.hint"));
  if (!error.empty()) out.element("p", {{"class", "error"}, {"id", "territory--error"}}, error);
  out.empty("input", {{"type", "text"},
                      {"id", "territory"},
                      {"name", "territory"},
                      {"list", "territories"},
                      {"value", value},
                      {"autocomplete", "off"},
                      {"aria-describedby", described},
                      {"aria-invalid", error.empty() ? "" : "true"}});
  out.open("datalist", {{"id", "territories"}});
  for (const std::string& code : near_territories(office, visit)) {
    const std::string option = code + " " + std::string(list.label(code, visit.language));
    out.open("option", {{"value", option}}).close("option");
  }
  return out.close("datalist").close("div").take();
}

std::string territory_code(const Office& office, const OfficeVisit& visit, std::string_view typed) {
  constexpr std::size_t found_max = 50;
  const std::string text(trim(typed));
  const auto words = split_words(text);
  if (words.empty()) return {};
  if (office.territories.find(words[0]) != nullptr) return std::string(words[0]);
  std::vector<std::string> found;
  for (const std::uint32_t row : office.territories.search(text, found_max)) {
    const std::string& code = office.territories.rows()[row].code;
    if (lies_within(office.territories, code, visit.actor->territory)) found.push_back(code);
  }
  return found.size() == 1 ? found.front() : text;
}

}  // namespace sanaq
