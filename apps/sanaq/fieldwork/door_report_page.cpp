#include "page/html.h"
#include "sanaq/fieldwork/worker_pages.h"
#include "sanaq/fieldwork/worker_words.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* reports_path = "/office/staff/reports";

void card_cell(Html& rows, const Office& office, const OfficeVisit& visit, const DoorReport& report) {
  rows.open("td");
  if (report.worker)
    rows.element("a", {{"href", office_href(visit, worker_path(*report.worker))}}, report.card);
  else
    rows.text(report.card);
  const std::string key = "staff_check.status." + report.status;
  rows.text(" ").text(visit.text(office, office.texts.has(key) ? key : "staff.report.no_card")).close("td");
}

std::string seen_cell(const Office& office, const OfficeVisit& visit, const DoorReport& report) {
  if (!report.seen_by.empty()) {
    Html who;
    return who.element("td", {}, report.seen_by).take();
  }
  Html button;
  const std::string label = visit.text(office, "staff.report.see");
  button.element("button",
                 {{"class", "quiet"},
                  {"name", "report"},
                  {"value", report.id.to_string()},
                  {"aria-label", label + ": " + office_time(office, report.at)}},
                 label);
  return "<td>" + form_start(office_href(visit, std::string(reports_path) + "/seen")) +
         hidden_input("csrf", office_csrf(office, visit)) + button.take() + "</form></td>";
}

std::string reports_table(const Office& office, const OfficeVisit& visit,
                          const std::vector<DoorReport>& reports) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  std::string body = "<tbody>";
  for (const DoorReport& report : reports) {
    Html row;
    row.open("tr").element("th", {{"scope", "row"}}, office_time(office, report.at));
    row.element("td", {}, territory_name(office, visit, report.territory));
    row.element("td", {}, report.place).element("td", {}, report.words);
    card_cell(row, office, visit, report);
    body += row.take() + seen_cell(office, visit, report) + "</tr>";
  }
  return board_start("reports", text("staff.reports")) +
         board_head({text("staff.report.at"), text("staff.territory"), text("staff.report.place"),
                     text("staff.report.words"), text("staff.card"), text("staff.report.seen")},
                    6) +
         body + "</tbody>" + board_end();
}

}  // namespace

http::Response door_reports_page(const Office& office, const http::Request& request,
                                 const OfficeVisit& visit) {
  const auto reports =
      office.fieldwork->reports.list(territories_within(office.territories, visit.actor->territory));
  if (!reports) return office_failure(office, visit, reports.error(), request.id);
  const std::string title = visit.text(office, "staff.reports");
  const std::string body = reports->empty() ? paragraph("", visit.text(office, "staff.reports.none"))
                                            : reports_table(office, visit, *reports);
  return office_page(office, visit,
                     {title, reports_path,
                      heading(title) + paragraph("lead", visit.text(office, "staff.reports.lead")) + body +
                          link(office_href(visit, staff_path), visit.text(office, "staff.back"))});
}

http::Response see_door_report(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto form = request.form();
  const auto id = Uuid::parse(form ? http::field_value(*form, "report") : std::string_view());
  if (!id) return office_forbidden(office, visit);
  const auto seen =
      office.fieldwork->reports.see(*id, territories_within(office.territories, visit.actor->territory),
                                    visit.actor->login, office.clock.now());
  if (!seen) return office_failure(office, visit, seen.error(), request.id);
  return http::redirect(office_href(visit, reports_path));
}

}  // namespace sanaq
