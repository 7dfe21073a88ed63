#include "sanaq/office/visit_table.h"

#include <algorithm>
#include <array>

#include "page/html.h"

namespace sanaq {
namespace {

constexpr std::array<std::string_view, 8> outcomes = {"interview",  "nobody_home", "refusal",  "vacant",
                                                      "demolished", "not_found",   "language", "appointment"};

std::string outcome_text(const Office& office, const OfficeVisit& visit, const std::string& outcome) {
  const bool known = std::find(outcomes.begin(), outcomes.end(), outcome) != outcomes.end();
  return known ? visit.text(office, "office.visits.outcome." + outcome) : outcome;
}

bool is_far(const Office& office, const VisitNote& note) {
  return note.metres && *note.metres - note.accuracy.value_or(0) > office.edition.visit_far_metres;
}

std::string distance_text(const Office& office, const OfficeVisit& visit, const VisitNote& note) {
  if (!note.metres) return visit.text(office, "office.visits.unknown");
  const std::string metres = shown_number(*note.metres, visit.language);
  if (!note.accuracy) return visit.text(office, "office.visits.metres", {metres});
  return visit.text(office, "office.visits.metres.accuracy",
                    {metres, shown_number(*note.accuracy, visit.language)});
}

void write_row(page::Html& rows, const Office& office, const OfficeVisit& visit, const VisitLine& line) {
  rows.open("tr").element("th", {{"scope", "row"}}, office_time(office, line.visit.at));
  rows.element("td", {}, line.label).element("td", {}, line.case_id.value.to_string());
  rows.element("td", {}, territory_name(office, visit, line.territory));
  rows.element("td", {}, outcome_text(office, visit, line.visit.outcome));
  rows.open("td").text(distance_text(office, visit, line.visit));
  if (is_far(office, line.visit))
    rows.text(" ").element("span", {{"class", "tag"}}, visit.text(office, "office.visits.far"));
  rows.close("td").close("tr");
}

}  // namespace

std::string visit_table(const Office& office, const OfficeVisit& visit, const std::vector<VisitLine>& lines,
                        std::string_view id, const std::string& caption) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  page::Html rows;
  rows.open("tbody");
  for (const VisitLine& line : lines) write_row(rows, office, visit, line);
  rows.close("tbody");
  return board_start(id, caption) +
         board_head({text("office.visits.at"), text("office.tablets.label"), text("office.evidence.case"),
                     text("office.tablets.territory"), text("office.visits.outcome"),
                     text("office.visits.distance")},
                    6) +
         rows.take() + board_end();
}

}  // namespace sanaq
