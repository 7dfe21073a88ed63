// The employee brings the list as a table: all of it is taken, or every row that is wrong is told.
#include "institution/list_import.h"
#include "page/html.h"
#include "sanaq/institution/document_words.h"
#include "sanaq/institution/person_form.h"
#include "sanaq/institution/table_file.h"
#include "sanaq/institution/table_form.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* own_import_path = "/institution/list/import";
constexpr std::size_t problems_shown = 200;

std::string problems_table(const Office& office, const OfficeVisit& visit,
                           const std::vector<RowProblem>& problems) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (std::size_t i = 0; i < std::min(problems.size(), problems_shown); ++i) {
    const RowProblem& one = problems[i];
    rows.open("tr").element("th", {{"scope", "row"}, {"class", "number"}}, std::to_string(one.row));
    rows.element("td", {}, one.column).element("td", {}, text("institution.finding." + one.code));
    rows.element("td", {}, text(one.is_hard ? "institution.import.hard" : "institution.import.soft"));
    rows.close("tr");
  }
  rows.close("tbody");
  return board_start("problems",
                     visit.text(office, "institution.import.problems",
                                {shown_number(static_cast<std::int64_t>(problems.size()), visit.language)})) +
         board_head({text("institution.import.row"), text("institution.import.column"),
                     text("institution.import.what"), text("institution.note")},
                    4) +
         rows.take() + board_end();
}

http::Response own_import_page(const Office& office, const OfficeVisit& visit, const Institution& place,
                               const std::string& notice, int status) {
  const std::string title = visit.text(office, "institution.import");
  std::string main = paragraph("caption", institution_name(place.details, visit.language)) + heading(title) +
                     notice + paragraph("lead", visit.text(office, "institution.import.lead"));
  if (is_being_drawn_up(place.state))
    main += table_form(office, visit, own_import_path, "institution.import.submit");
  main += link(office_href(visit, "/institution/list"), visit.text(office, "institution.list"));
  return office_page(office, visit, {title, own_import_path, main, status});
}

http::Response take_table(const Office& office, const http::Request& request, const OfficeVisit& visit,
                          const Institution& place, std::string_view bytes) {
  const auto refused = [&](const Error& error) {
    const std::string key = "institution.import." + error.code;
    return own_import_page(
        office, visit, place,
        told("error", visit.text(office, office.texts.has(key) ? key : "institution.import.unreadable")),
        422);
  };
  const auto rows = read_table_file(bytes);
  if (!rows) return refused(rows.error());
  auto read =
      read_list_table(*rows, office.edition.institutions.list_date, document_words(office.forms.front()));
  if (!read) return refused(read.error());
  std::string shown = read->problems.empty() ? "" : problems_table(office, visit, read->problems);
  if (!read->takes())
    return own_import_page(office, visit, place,
                           told("error", visit.text(office, "institution.import.nothing")) + shown, 422);
  const auto taken = office.institutions->bring(place, std::move(read->people));
  if (!taken && taken.error().code == "institution.table.long") return refused(taken.error());
  if (!taken) return office_failure(office, visit, taken.error(), request.id);
  if (const auto noted = note_institution(office, visit, "institution.import", place,
                                          std::to_string(taken->added) + " people");
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  const auto number = [&](std::size_t value) {
    return shown_number(static_cast<std::int64_t>(value), visit.language);
  };
  return own_import_page(office, visit, place,
                         told("success", visit.text(office, "institution.import.done",
                                                    {number(taken->added), number(taken->known)})) +
                             shown,
                         200);
}

http::Response post_import(const Office& office, const http::Request& request, const OfficeVisit& visit,
                           const Institution& place) {
  if (!is_being_drawn_up(place.state)) return office_message(office, visit, "institution.not_now", 409);
  const auto parts = request.parts();
  if (!parts) return office_failure(office, visit, parts.error(), request.id);
  for (const http::Part& part : *parts)
    if (part.name == "file" && !part.content.empty())
      return take_table(office, request, visit, place, part.content);
  return own_import_page(office, visit, place, told("error", visit.text(office, "institution.import.none")),
                         422);
}

http::Response get_import(const Office& office, const http::Request&, const OfficeVisit& visit,
                          const Institution& place) {
  return own_import_page(office, visit, place, "", 200);
}

}  // namespace

void add_own_import(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_own_page(router, office, http::Method::get, "/list/import", get_import);
  add_own_page(router, office, http::Method::post, "/list/import", post_import,
               {http::Run::pooled, table_bytes_max});
}

}  // namespace sanaq
