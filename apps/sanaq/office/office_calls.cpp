#include "base/text.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_tablet_page.h"
#include "sanaq/tablet/channel_desk.h"

namespace sanaq {
namespace {

constexpr std::int64_t calls_a_page = 100;

std::string calls_table(const Office& office, const OfficeVisit& visit, const std::vector<CallLine>& lines,
                        const std::string& label) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  std::string rows = "<tbody>";
  for (const auto& [id, call] : lines) {
    page::Html row;
    row.open("tr").element("th", {{"scope", "row"}}, office_time(office, call.at));
    row.element("td", {}, text("office.calls.channel." + std::to_string(call.channel)));
    row.element("td", {},
                call.result == "done" ? text("office.calls.done") : refusal_text(office, visit, call.result));
    for (const std::int64_t number : {std::int64_t{call.entries}, std::int64_t{call.forked},
                                      std::int64_t{call.refused}, call.bytes, call.bytes_out})
      row.element("td", {{"class", "number"}}, shown_number(number, visit.language));
    rows += row.close("tr").take();
  }
  return board_start("calls", visit.text(office, "office.calls", {label})) +
         board_head({text("office.calls.at"), text("office.calls.channel"), text("office.calls.result"),
                     text("office.calls.entries"), text("office.calls.forked"), text("office.calls.refused"),
                     text("office.calls.bytes"), text("office.calls.bytes_out")},
                    3) +
         rows + "</tbody>" + board_end();
}

http::Response calls_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto line = own_tablet(office, request, visit);
  if (!line) return no_tablet(office, request, visit, line.error());
  const auto before = parse_digits(request.query_value("before"));
  auto lines = office.channel->calls(line->device.id, before.value_or(0), calls_a_page + 1);
  if (!lines) return office_failure(office, visit, lines.error(), request.id);
  const bool more = static_cast<std::int64_t>(lines->size()) > calls_a_page;
  if (more) lines->pop_back();
  const std::string& label = line->device.label;
  const std::string path = "/office/tablets/" + line->device.id.value.to_string() + "/calls";
  const std::string title = visit.text(office, "office.calls", {label});
  std::string main = heading(title) + paragraph("lead", visit.text(office, "office.calls.lead"));
  main += lines->empty() ? paragraph("", visit.text(office, "office.calls.none"))
                         : calls_table(office, visit, *lines, label);
  if (more)
    main += link(office_href(visit, path + "?before=" + std::to_string(lines->back().id)),
                 visit.text(office, "office.calls.older"));
  if (office.visits != nullptr)
    main += link(office_href(visit, "/office/tablets/" + line->device.id.value.to_string() + "/visits"),
                 visit.text(office, "office.visits.of", {label}));
  main += link(office_href(visit, "/office/tablets"), visit.text(office, "office.tablets"));
  return office_page(office, visit, {title, office_path(request), main});
}

}  // namespace

void add_office_calls(http::Router& router, const SharedOffice& office) {
  add_tablet_page(router, office, http::Method::get, "/office/tablets/{device}/calls", calls_page);
}

}  // namespace sanaq
