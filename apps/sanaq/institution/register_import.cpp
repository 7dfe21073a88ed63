// The department brings its register of institutions as a table: all of it is taken, or every wrong row is
// told.
#include "institution/place_import.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"
#include "sanaq/institution/table_file.h"
#include "sanaq/institution/table_form.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* register_path = "/office/institutions/import";
constexpr std::size_t register_problems_shown = 200;

// "number" of a whole row is institution.problem.institution.number; a cell's own problem has a text beside
// it.
std::string register_problem(const Office& office, const OfficeVisit& visit, const std::string& code) {
  const std::string general = "institution.problem.institution." + code;
  return visit.text(office, office.texts.has(general) ? general : "institution.register.problem." + code);
}

std::string register_problems(const Office& office, const OfficeVisit& visit,
                              const std::vector<RowProblem>& problems) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (std::size_t i = 0; i < std::min(problems.size(), register_problems_shown); ++i) {
    const RowProblem& one = problems[i];
    rows.open("tr").element("th", {{"scope", "row"}, {"class", "number"}}, std::to_string(one.row));
    rows.element("td", {}, one.column)
        .element("td", {}, register_problem(office, visit, one.code))
        .close("tr");
  }
  rows.close("tbody");
  return board_start("problems",
                     visit.text(office, "institution.import.problems",
                                {shown_number(static_cast<std::int64_t>(problems.size()), visit.language)})) +
         board_head({text("institution.import.row"), text("institution.import.column"),
                     text("institution.import.what")},
                    3) +
         rows.take() + board_end();
}

http::Response register_page(const Office& office, const OfficeVisit& visit, const std::string& notice,
                             int status) {
  const std::string title = visit.text(office, "institution.register");
  return office_page(
      office, visit,
      {title, register_path,
       heading(title) + notice + paragraph("lead", visit.text(office, "institution.register.lead")) +
           table_form(office, visit, register_path, "institution.register.submit") +
           link(office_href(visit, board_path), visit.text(office, "office.institutions")),
       status});
}

http::Response refused_register(const Office& office, const OfficeVisit& visit, const std::string& key,
                                const std::vector<std::string>& args = {}) {
  return register_page(office, visit, told("error", visit.text(office, key, args)), 422);
}

// Whoever may not know of protected institutions brings none.
bool brings_hidden(const Office& office, const OfficeVisit& visit, const std::vector<Institution>& places) {
  for (const Institution& one : places)
    if (!may_manage(office, visit, one)) return true;
  return false;
}

http::Response take_register(const Office& office, const http::Request& request, const OfficeVisit& visit,
                             std::string_view bytes) {
  const auto rows = read_table_file(bytes);
  if (!rows) return refused_register(office, visit, "institution.import.unreadable");
  auto read =
      read_place_table(*rows, office.edition.institutions, office.territories, visit.actor->territory);
  if (!read) return refused_register(office, visit, "institution.register.problem." + read.error().code);
  if (const auto linked = office.institutions->link_import(*read); !linked)
    return office_failure(office, visit, linked.error(), request.id);
  if (!read->problems.empty())
    return register_page(office, visit,
                         told("error", visit.text(office, "institution.register.nothing")) +
                             register_problems(office, visit, read->problems),
                         422);
  if (read->places.empty()) return refused_register(office, visit, "institution.import.none");
  if (brings_hidden(office, visit, read->places))
    return refused_register(office, visit, "institution.register.hidden");
  for (Institution& one : read->places) one.id = office.institutions->new_id();
  const auto added = office.institutions->places().add(read->places, office.clock.now());
  if (!added && added.error().code == "institution.taken")
    return refused_register(office, visit, "institution.register.taken", {added.error().detail});
  if (!added) return office_failure(office, visit, added.error(), request.id);
  for (const Institution& one : read->places)
    if (const auto noted = note_institution(office, visit, "institution.add", one); !noted)
      return office_failure(office, visit, noted.error(), request.id);
  return register_page(
      office, visit,
      told("success",
           visit.text(office, "institution.register.done",
                      {shown_number(static_cast<std::int64_t>(read->places.size()), visit.language)})),
      200);
}

http::Response post_register(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (!may_at_home(office, visit, Permission::manage_institutions)) return office_forbidden(office, visit);
  const auto parts = request.parts();
  if (!parts) return office_failure(office, visit, parts.error(), request.id);
  for (const http::Part& part : *parts)
    if (part.name == "file" && !part.content.empty())
      return take_register(office, request, visit, part.content);
  return refused_register(office, visit, "institution.import.none");
}

}  // namespace

void add_register_import(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_office_page(router, office, SignIn::needed, http::Method::get, register_path,
                  [office](const http::Request&, const OfficeVisit& visit) {
                    if (!may_at_home(*office, visit, Permission::manage_institutions))
                      return office_forbidden(*office, visit);
                    return register_page(*office, visit, "", 200);
                  });
  add_office_page(router, office, SignIn::needed, http::Method::post, register_path,
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return post_register(*office, request, visit);
                  },
                  {http::Run::pooled, table_bytes_max});
}

}  // namespace sanaq
