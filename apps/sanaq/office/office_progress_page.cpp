#include <algorithm>

#include "http/urlencoded.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_frame.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

std::string progress_path(std::string_view territory) {
  return "/office/progress" + (territory.empty() ? "" : "?territory=" + http::percent_encode(territory));
}

class ProgressPage {
 public:
  ProgressPage(const Office& office, const OfficeVisit& visit, std::string territory,
               const ProgressBoard& board)
      : office_(office), visit_(visit), territory_(std::move(territory)), board_(board) {}

  http::Response render() const {
    const std::string title = text("office.progress.title", {territory_name(office_, visit_, territory_)});
    std::string main =
        breadcrumbs() + heading(title) +
        paragraph("lead", text("office.progress.lead",
                               {office_time(office_, office_.clock.now()), number(board_.total.persons),
                                number(board_.total.households)}));
    main += territory_table() + day_series();
    return office_page(office_, visit_, {title, progress_path(territory_), main});
  }

 private:
  std::string text(std::string_view key, const std::vector<std::string>& args = {}) const {
    return visit_.text(office_, key, args);
  }
  std::string number(std::int64_t value) const { return shown_number(value, visit_.language); }

  // Only what lies inside the actor's own territory.
  std::string breadcrumbs() const {
    const std::string& top = visit_.actor->territory;
    auto path = territory_path(office_.territories, territory_, top);
    if (top.empty()) path.insert(path.begin(), "");
    if (path.size() < 2) return {};
    Html out;
    out.open("nav", {{"class", "board-path"}, {"aria-label", text("office.progress.path")}}).open("ol");
    for (const std::string& code : path) {
      out.open("li");
      const std::string name = territory_name(office_, visit_, code);
      if (code == territory_)
        out.element("span", {{"aria-current", "page"}}, name);
      else
        out.element("a", {{"href", office_href(visit_, progress_path(code))}}, name);
      out.close("li");
    }
    return out.close("ol").close("nav").take();
  }

  std::string territory_table() const {
    std::vector<std::string> titles = {text("office.progress.territory"), text("office.progress.records"),
                                       text("office.progress.households")};
    for (const int channel : board_.channels)
      titles.push_back(text("office.channel." + std::to_string(channel)));
    if (board_.expects) titles.push_back(text("office.progress.share"));
    Html rows;
    rows.open("tbody");
    for (const ProgressRow& row : board_.rows) write_row(rows, row);
    rows.close("tbody").open("tfoot").open("tr").element("th", {{"scope", "row"}},
                                                         text("office.progress.total"));
    write_sums(rows, board_.total, board_.expected);
    rows.close("tr").close("tfoot");
    std::string out = board_start("by-territory", text("office.progress.by_territory")) +
                      board_head(titles, 1) + rows.take() + board_end();
    if (board_.expects) out += paragraph("hint", text("office.progress.share.note"));
    return out;
  }

  void write_row(Html& out, const ProgressRow& row) const {
    out.open("tr").open("th", {{"scope", "row"}});
    if (row.kind == ProgressRow::Kind::territory)
      out.element("a", {{"href", office_href(visit_, progress_path(row.territory))}},
                  territory_name(office_, visit_, row.territory));
    else
      out.text(
          text(row.kind == ProgressRow::Kind::here ? "office.progress.here" : "office.progress.unknown"));
    out.close("th");
    write_sums(out, row.sums, row.expected);
    out.close("tr");
  }

  void write_sums(Html& out, const ProgressSums& sums, const std::optional<std::int64_t>& expected) const {
    const auto cell = [&](const std::string& value) { out.element("td", {{"class", "number"}}, value); };
    cell(number(sums.persons));
    cell(number(sums.households));
    for (const int channel : board_.channels)
      cell(number(sums.persons_by_channel[static_cast<std::size_t>(channel)]));
    if (!board_.expects) return;
    cell(expected ? text("office.number.share", {shown_percent(sums.persons, *expected, visit_.language)})
                  : "—");
  }

  std::string day_series() const {
    Html title;
    title.element("h2", {}, text("office.progress.by_day"));
    if (board_.days.empty()) return title.take() + paragraph("", text("office.progress.none"));
    const auto most = std::max_element(board_.days.begin(), board_.days.end(),
                                       [](const auto& a, const auto& b) { return a.persons < b.persons; });
    const std::string words = text("office.progress.chart.text",
                                   {shown_day(board_.days.front().day), shown_day(board_.days.back().day),
                                    shown_day(most->day), number(most->persons)});
    Html caption;
    caption.element("figcaption", {{"class", "hint"}}, words);
    const std::string chart = day_chart(board_.days, text("office.progress.chart"), words);
    std::string out = title.take();
    if (!chart.empty()) out += "<figure class=\"board-figure\">" + chart + caption.take() + "</figure>";
    Html rows;
    rows.open("tbody");
    for (auto day = board_.days.rbegin(); day != board_.days.rend(); ++day) {
      rows.open("tr").element("th", {{"scope", "row"}}, shown_day(day->day));
      rows.element("td", {{"class", "number"}}, number(day->persons));
      rows.element("td", {{"class", "number"}}, number(day->households)).close("tr");
    }
    rows.close("tbody");
    return out + board_start("by-day", text("office.progress.chart")) +
           board_head({text("office.progress.day"), text("office.progress.records"),
                       text("office.progress.households")},
                      1) +
           rows.take() + board_end();
  }

  const Office& office_;
  const OfficeVisit& visit_;
  std::string territory_;
  const ProgressBoard& board_;
};

http::Response progress_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  std::string territory(request.query_value("territory"));
  if (territory.empty()) territory = visit.actor->territory;
  if (!may(office, visit, Permission::view_progress, territory)) return office_forbidden(office, visit);
  if (!territory.empty() && office.territories.find(territory) == nullptr)
    return office_message(office, visit, "office.not_found", 404);
  const auto counts = office.progress.counts(territories_within(office.territories, territory));
  if (!counts) return office_failure(office, visit, counts.error(), request.id);
  const ProgressBoard board = make_board(*counts, office.territories, territory);
  return ProgressPage(office, visit, territory, board).render();
}

}  // namespace

void add_office_progress(http::Router& router, const SharedOffice& office) {
  add_office_page(router, office, SignIn::needed, http::Method::get, "/office/progress",
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return progress_page(*office, request, visit);
                  });
}

}  // namespace sanaq
