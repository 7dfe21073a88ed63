#include "page/html.h"
#include "sanaq/fieldwork/staff_file.h"
#include "sanaq/fieldwork/worker_pages.h"
#include "sanaq/fieldwork/worker_words.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* list_import_path = "/office/staff/import";
constexpr std::size_t findings_shown = 300;

std::string findings_table(const Office& office, const OfficeVisit& visit,
                           const std::vector<ListFinding>& findings) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (std::size_t i = 0; i < std::min(findings.size(), findings_shown); ++i) {
    const ListFinding& one = findings[i];
    const std::string key = "staff." + one.column;
    rows.open("tr").element("th", {{"scope", "row"}, {"class", "number"}}, std::to_string(one.row));
    rows.element("td", {}, office.texts.has(key) ? text(key) : one.column);
    rows.element("td", {}, worker_error(office, visit, one.code)).close("tr");
  }
  rows.close("tbody");
  return board_start("findings", text("staff.import.findings")) +
         board_head({text("staff.import.row"), text("staff.import.column"), text("staff.import.wrong")}, 3) +
         rows.take() + board_end();
}

std::string upload_form(const Office& office, const OfficeVisit& visit) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html out;
  out.open("form", {{"method", "post"},
                    {"enctype", "multipart/form-data"},
                    {"action", office_href(visit, list_import_path)}});
  out.empty("input", {{"type", "hidden"}, {"name", "csrf"}, {"value", office_csrf(office, visit)}});
  out.open("div", {{"class", "field"}});
  out.element("label", {{"for", "file"}, {"class", "label"}}, text("staff.import.file"));
  out.element("p", {{"class", "hint"}, {"id", "file--hint"}}, text("staff.import.file.hint"));
  out.empty("input", {{"type", "file"},
                      {"id", "file"},
                      {"name", "file"},
                      {"accept", ".xlsx,.csv"},
                      {"aria-describedby", "file--hint"}});
  out.close("div").open("div", {{"class", "option"}});
  out.empty("input", {{"type", "checkbox"}, {"name", "partial"}, {"id", "partial"}, {"value", "1"}});
  out.element("label", {{"for", "partial"}}, text("staff.import.partial")).close("div");
  out.element("button", {{"type", "submit"}, {"class", "primary"}}, text("staff.import.send"));
  return out.close("form").take();
}

http::Response list_import_page(const Office& office, const OfficeVisit& visit, const std::string& told,
                                int status) {
  const std::string title = visit.text(office, "staff.import");
  return office_page(office, visit,
                     {title, list_import_path,
                      heading(title) + paragraph("lead", visit.text(office, "staff.import.lead")) + told +
                          upload_form(office, visit) +
                          link(office_href(visit, staff_path), visit.text(office, "staff.back")),
                      status});
}

http::Response take_list(const Office& office, const http::Request& request, const OfficeVisit& visit,
                         const std::string& file, bool partial) {
  Workforce& workforce = office.fieldwork->workforce;
  const auto read = read_staff_file(workforce, *visit.actor, file);
  if (!read && read.error().code == "store.unavailable")
    return office_failure(office, visit, read.error(), request.id);
  if (!read)
    return list_import_page(office, visit, notice("error", visit.text(office, "staff.import.unreadable")),
                            422);
  const StaffList& list = *read;
  const bool all_good = list.findings.empty();
  const bool taken = (all_good || partial) && !list.candidates.empty();
  if (taken) {
    const auto filed = workforce.apply(list.candidates, *visit.actor);
    if (!filed) return worker_failure(office, visit, filed.error(), request.id);
  }
  const std::string count =
      shown_number(static_cast<std::int64_t>(taken ? list.candidates.size() : 0), visit.language);
  const std::string people = shown_number(static_cast<std::int64_t>(list.people), visit.language);
  std::string told =
      notice(taken ? "success" : "error", visit.text(office, "staff.import.taken", {count, people}));
  if (!all_good) told += findings_table(office, visit, list.findings);
  return list_import_page(office, visit, told, taken ? 200 : 422);
}

}  // namespace

http::Response staff_import_page(const Office& office, const http::Request&, const OfficeVisit& visit) {
  return list_import_page(office, visit, {}, 200);
}

http::Response post_staff_import(const Office& office, const http::Request& request,
                                 const OfficeVisit& visit) {
  const auto parts = request.parts();
  if (!parts) return office_failure(office, visit, parts.error(), request.id);
  std::string file;
  bool partial = false;
  for (const http::Part& part : *parts) {
    if (part.name == "file") file = part.content;
    if (part.name == "partial") partial = part.content == "1";
  }
  if (file.empty())
    return list_import_page(office, visit, notice("error", visit.text(office, "staff.import.none")), 422);
  return take_list(office, request, visit, file, partial);
}

}  // namespace sanaq
