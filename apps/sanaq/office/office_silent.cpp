#include <algorithm>
#include <set>

#include "base/text.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_tablet_page.h"
#include "sanaq/tablet/channel_desk.h"
#include "sanaq/tablet/silence.h"
#include "sanaq/tablet/tablet_report.h"

namespace sanaq {
namespace {

constexpr int silence_days_max = 60;
constexpr std::int64_t clock_seconds_worth_telling = 60;

// A row of the list, of a tablet or of an invitation.
struct SilentRow {
  Silence why = Silence::none;
  std::string label, territory, link;
  std::optional<UtcInstant> synchronised_at, until;
  std::string refused;             // when and why the last call was not taken
  std::vector<std::string> known;  // what the tablet said of itself
};

std::string clock_text(const Office& office, const OfficeVisit& visit, std::int64_t seconds) {
  const std::string minutes = shown_number((std::abs(seconds) + 30) / 60, visit.language);
  return visit.text(office, seconds > 0 ? "office.silent.clock.ahead" : "office.silent.clock.behind",
                    {minutes});
}

std::vector<std::string> known_of(const Office& office, const OfficeVisit& visit,
                                  const SilentDevice& device) {
  const TabletReport report = from_stored(device.told);
  std::vector<std::string> out;
  const auto say = [&](const char* key, std::string value) {
    out.push_back(visit.text(office, key, {std::move(value)}));
  };
  if (report.clock_seconds && std::abs(*report.clock_seconds) >= clock_seconds_worth_telling)
    out.push_back(clock_text(office, visit, *report.clock_seconds));
  if (!report.app.empty()) say("office.silent.app", report.app);
  if (!report.form.empty()) say("office.silent.form", report.form);
  if (report.battery_percent) say("office.silent.battery", std::to_string(*report.battery_percent));
  if (report.free_mib) say("office.silent.free", shown_number(*report.free_mib, visit.language));
  if (report.waiting) say("office.silent.waiting", shown_number(*report.waiting, visit.language));
  if (device.certificate_until)
    say("office.silent.certificate", office_time(office, *device.certificate_until));
  return out;
}

SilentRow row_of(const Office& office, const OfficeVisit& visit, const SilentDevice& device, int days) {
  SilentRow row{silence_of(device, office.clock.now(), days),
                device.device.label,
                device.device.territory,
                "/office/tablets/" + device.device.id.value.to_string() + "/calls",
                device.device.synchronised_at,
                {},
                {},
                {}};
  if (device.refused_at)
    row.refused =
        office_time(office, *device.refused_at) + ": " + refusal_text(office, visit, device.refused_code);
  row.known = known_of(office, visit, device);
  return row;
}

// Those of the actor's territory that are silent, reason by reason.
Result<std::vector<SilentRow>> silent_rows(const Office& office, const OfficeVisit& visit, int days) {
  std::vector<SilentRow> rows;
  SANAQ_TRY(const auto invitations, office.channel->open_invitations());
  for (const OpenInvitation& one : invitations) {
    SilentRow row{
        silence_of(one, office.clock.now()), one.label, one.territory, {}, {}, one.expires_at, {}, {}};
    rows.push_back(std::move(row));
  }
  SANAQ_TRY(const auto devices, office.channel->silent());
  for (const SilentDevice& one : devices) rows.push_back(row_of(office, visit, one, days));
  std::erase_if(rows, [&](const SilentRow& row) {
    return row.why == Silence::none || !may(office, visit, Permission::manage_tablets, row.territory);
  });
  std::stable_sort(rows.begin(), rows.end(),
                   [](const SilentRow& a, const SilentRow& b) { return a.why > b.why; });
  return rows;
}

std::string why_text(const Office& office, const OfficeVisit& visit, const SilentRow& row) {
  static constexpr const char* names[] = {"none",   "invited", "expired", "revoked",
                                          "locked", "never",   "refused", "silent"};
  return visit.text(office, std::string("office.silent.why.") + names[static_cast<std::size_t>(row.why)]);
}

std::string silent_table(const Office& office, const OfficeVisit& visit, const std::vector<SilentRow>& rows) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  std::string body = "<tbody>";
  for (const SilentRow& row : rows) {
    page::Html out;
    out.open("tr").open("th", {{"scope", "row"}});
    if (row.link.empty())
      out.text(row.label);
    else
      out.element("a", {{"href", office_href(visit, row.link)}}, row.label);
    out.close("th").element("td", {}, territory_name(office, visit, row.territory));
    out.element("td", {},
                why_text(office, visit, row) + (row.until ? " " + office_time(office, *row.until) : ""));
    out.element(
        "td", {},
        row.synchronised_at ? office_time(office, *row.synchronised_at) : text("office.tablets.never"));
    out.element("td", {}, row.refused.empty() ? text("office.silent.nothing") : row.refused);
    out.open("td");
    if (row.known.empty()) out.text(text("office.silent.nothing"));
    for (const std::string& one : row.known) out.element("div", {}, one);
    body += out.close("td").close("tr").take();
  }
  return board_start("silent", text("office.silent")) +
         board_head({text("office.tablets.label"), text("office.tablets.territory"),
                     text("office.silent.why"), text("office.tablets.synchronised"),
                     text("office.silent.refused"), text("office.silent.known")},
                    6) +
         body + "</tbody>" + board_end();
}

std::string days_form(const Office& office, const OfficeVisit& visit, int days) {
  std::set<int> offered = {1, 2, 3, 7, 14, office.edition.silent_days, days};
  std::vector<SelectOption> options;
  for (const int one : offered) options.push_back({std::to_string(one), std::to_string(one)});
  page::Html form;
  form.open("form", {{"method", "get"}, {"action", office_href(visit, "/office/tablets/silent")}});
  return form.take() +
         render_select("days", visit.text(office, "office.silent.days"), "", options, std::to_string(days)) +
         submit_button("secondary", "", "", visit.text(office, "office.silent.show")) + "</form>";
}

http::Response silent_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto asked = parse_digits(request.query_value("days"));
  const int days = asked && *asked >= 1 && *asked <= silence_days_max ? static_cast<int>(*asked)
                                                                      : office.edition.silent_days;
  const auto rows = silent_rows(office, visit, days);
  if (!rows) return office_failure(office, visit, rows.error(), request.id);
  const std::string title = visit.text(office, "office.silent");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "office.silent.lead")) +
                     days_form(office, visit, days);
  main += rows->empty() ? paragraph("", visit.text(office, "office.silent.none"))
                        : silent_table(office, visit, *rows);
  main += link(office_href(visit, "/office/tablets"), visit.text(office, "office.tablets"));
  return office_page(office, visit, {title, office_path(request), main});
}

}  // namespace

void add_office_silent(http::Router& router, const SharedOffice& office) {
  add_tablet_page(router, office, http::Method::get, "/office/tablets/silent", silent_page);
}

}  // namespace sanaq
