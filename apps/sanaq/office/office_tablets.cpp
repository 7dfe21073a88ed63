#include <algorithm>

#include "base/text.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_frame.h"
#include "sanaq/office/office_progress.h"
#include "sanaq/office/office_tablet_page.h"
#include "sanaq/office/territory_choice.h"

namespace sanaq {
namespace {

using page::Html;

constexpr std::int64_t addresses_max = 2'000;  // a tablet's route
constexpr const char* tablets_path = "/office/tablets";

bool is_own(const Office& office, const OfficeVisit& visit, const DeviceLine& line) {
  return may(office, visit, Permission::manage_tablets, line.device.territory);
}

std::string state_name(const Office& office, const OfficeVisit& visit, DeviceState state) {
  return visit.text(office, "office.tablets.state." + std::to_string(static_cast<int>(state)));
}

std::string invite_form(const Office& office, const OfficeVisit& visit) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "invite"}})
      .element("h2", {{"id", "invite"}}, text("office.tablets.invite"));
  Html phrase;
  phrase.open("div", {{"class", "option"}})
      .empty("input", {{"type", "checkbox"}, {"name", "phrase"}, {"id", "phrase"}, {"value", "1"}})
      .element("label", {{"for", "phrase"}}, text("office.tablets.phrase"))
      .close("div");
  return title.take() + paragraph("hint", text("office.tablets.invite.lead")) +
         form_start(office_href(visit, "/office/tablets/invite")) +
         hidden_input("csrf", office_csrf(office, visit)) +
         render_input({"label", text("office.tablets.label"), text("office.tablets.label.hint"), "", "",
                       "text", "", "off", true}) +
         territory_choice(office, visit) + phrase.take() +
         submit_button("secondary", "", "", text("office.tablets.invite")) + "</form></section>";
}

// A form an action. The label names the tablet for those who hear the page.
std::string action_form(const Office& office, const OfficeVisit& visit, const DeviceRecord& device,
                        std::string_view action, std::string_view name, std::string_view value,
                        std::string_view key) {
  const std::string base = office_href(visit, std::string(tablets_path) + "/" + device.id.value.to_string());
  Html button;
  button.element("button",
                 {{"class", "quiet"},
                  {"name", name},
                  {"value", value},
                  {"aria-label", visit.text(office, key) + ": " + device.label}},
                 visit.text(office, key));
  return form_start(base + std::string(action)) + hidden_input("csrf", office_csrf(office, visit)) +
         button.take() + "</form>";
}

std::string row_actions(const Office& office, const OfficeVisit& visit, const DeviceRecord& device) {
  const auto action = [&](std::string_view path, std::string_view name, std::string_view value,
                          std::string_view key) {
    return action_form(office, visit, device, path, name, value, key);
  };
  // Also of a revoked one: what it holds is opened at the office.
  std::string forms = action("/release", "state", "", "office.tablets.release");
  if (device.state == DeviceState::revoked) return forms;
  if (device.state == DeviceState::active)
    forms += action("/assign", "count", "20", "office.tablets.assign") +
             action("/state", "state", "2", "office.tablets.lock");
  else
    forms += action("/state", "state", "1", "office.tablets.unlock");
  if (office.channel != nullptr) forms += action("/profile", "state", "", "office.tablets.profile");
  return forms + action("/state", "state", "3", "office.tablets.revoke");
}

// Folded, so that a row takes a line. Of one name: opening one closes the other, where the browser knows how.
std::string row_menu(const Office& office, const OfficeVisit& visit, const DeviceRecord& device) {
  const std::string label = visit.text(office, "office.tablets.actions");
  Html head;
  head.open("details", {{"class", "menu"}, {"name", "tablet"}});
  head.element("summary", {{"aria-label", label + ": " + device.label}}, label);
  head.open("div", {{"class", "menu-items"}});
  return head.take() + row_actions(office, visit, device) + "</div></details>";
}

std::string table(const Office& office, const OfficeVisit& visit, const std::vector<DeviceLine>& lines) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  std::string rows = "<tbody>";
  for (const DeviceLine& line : lines) {
    const auto& at = line.device.synchronised_at;
    Html row;
    row.open("tr").element("th", {{"scope", "row"}}, line.device.label);
    row.element("td", {}, territory_name(office, visit, line.device.territory));
    row.open("td").text(state_name(office, visit, line.device.state));
    rows += row.take() + row_menu(office, visit, line.device) + "</td>";
    const std::string when = at ? office_time(office, *at) : text("office.tablets.never");
    const std::string calls = std::string(tablets_path) + "/" + line.device.id.value.to_string() + "/calls";
    row.open("td").element(
        "a",
        {{"href", office_href(visit, calls)},
         {"aria-label", when + ", " + text("office.tablets.calls") + ": " + line.device.label}},
        when);
    row.close("td");
    for (const std::int64_t number : {line.assigned, line.entries, line.forks})
      row.element("td", {{"class", "number"}}, shown_number(number, visit.language));
    rows += row.take() + "</tr>";
  }
  return board_start("tablets", text("office.tablets")) +
         board_head(
             {text("office.tablets.label"), text("office.tablets.territory"), text("office.tablets.state"),
              text("office.tablets.synchronised"), text("office.tablets.assigned"),
              text("office.tablets.entries"), text("office.tablets.forks")},
             4) +
         rows + "</tbody>" + board_end();
}

http::Response tablets_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const std::string& notice = {}) {
  auto lines = office.tablets->list();
  if (!lines) return office_failure(office, visit, lines.error(), request.id);
  std::erase_if(*lines, [&](const DeviceLine& line) { return !is_own(office, visit, line); });
  const std::string title = visit.text(office, "office.tablets");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "office.tablets.lead")) + notice;
  main += lines->empty() ? paragraph("", visit.text(office, "office.tablets.none"))
                         : table(office, visit, *lines);
  if (office.carrier != nullptr)
    main += link(office_href(visit, "/office/tablets/import"), visit.text(office, "office.import"));
  if (office.visits != nullptr)
    main +=
        link(office_href(visit, std::string(tablets_path) + "/visits"), visit.text(office, "office.visits"));
  if (office.channel != nullptr)
    main +=
        link(office_href(visit, std::string(tablets_path) + "/silent"), visit.text(office, "office.silent"));
  return office_page(office, visit, {title, tablets_path, main + invite_form(office, visit)});
}

http::Response invite(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  constexpr std::size_t label_bytes_max = 80;
  const auto form = request.form();
  const std::string label(form ? trim(http::field_value(*form, "label")) : "");
  const std::string territory(form ? http::field_value(*form, "territory") : "");
  if (!may(office, visit, Permission::manage_tablets, territory) ||
      office.territories.find(territory) == nullptr)
    return office_forbidden(office, visit);
  if (label.empty() || label.size() > label_bytes_max)
    return office_message(office, visit, "office.tablets.label.hint", 422);
  const auto code = office.tablets->invite(label, territory, http::field_value(*form, "phrase") == "1");
  if (!code) return office_failure(office, visit, code.error(), request.id);
  if (const auto noted = note_tablet(office, visit, "tablet.invite", "territory " + territory, ""); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  Html notice;
  notice.open("div", {{"class", "notice success"}, {"role", "status"}});
  notice.element("h2", {}, visit.text(office, "office.tablets.code", {label}));
  notice.open("p").element("code", {{"class", "code"}}, *code).close("p");
  notice.element("p", {}, visit.text(office, "office.tablets.code.text")).close("div");
  return tablets_page(office, request, visit, notice.take());
}

http::Response assign(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto line = own_tablet(office, request, visit);
  if (!line && line.error().code == "device.unknown") return office_forbidden(office, visit);
  if (!line) return office_failure(office, visit, line.error(), request.id);
  const auto form = request.form();
  const auto count = form ? parse_digits(http::field_value(*form, "count")) : std::nullopt;
  if (!count || *count < 1 || *count > addresses_max) return office_forbidden(office, visit);
  const auto given = office.tablets->assign_next(line->device.id, static_cast<int>(*count));
  if (!given) return office_failure(office, visit, given.error(), request.id);
  if (const auto noted =
          note_tablet(office, visit, "tablet.assign", "tablet " + line->device.id.value.to_string(),
                      std::to_string(*given) + " addresses");
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, tablets_path));
}

http::Response set_state(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto line = own_tablet(office, request, visit);
  if (!line && line.error().code == "device.unknown") return office_forbidden(office, visit);
  if (!line) return office_failure(office, visit, line.error(), request.id);
  const auto form = request.form();
  const std::string_view wanted = form ? http::field_value(*form, "state") : std::string_view();
  if (wanted != "1" && wanted != "2" && wanted != "3") return office_forbidden(office, visit);
  const auto state = static_cast<DeviceState>(wanted[0] - '0');
  if (const auto done = office.tablets->set_state(line->device.id, state); !done)
    return office_failure(office, visit, done.error(), request.id);
  if (const auto noted =
          note_tablet(office, visit, "tablet.state", "tablet " + line->device.id.value.to_string(),
                      std::string("state ") + std::string(wanted));
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, tablets_path));
}

// Says the codes that open a sealed tablet. Who asked is in the log; the codes are not.
http::Response release(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto line = own_tablet(office, request, visit);
  if (!line && line.error().code == "device.unknown") return office_forbidden(office, visit);
  if (!line) return office_failure(office, visit, line.error(), request.id);
  const auto codes = office.tablets->release_codes(line->device.id);
  if (!codes) return office_failure(office, visit, codes.error(), request.id);
  const std::string subject = "tablet " + line->device.id.value.to_string();
  if (const auto noted = note_tablet(office, visit, "tablet.release", subject, ""); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  Html notice;
  notice.open("div", {{"class", "notice"}, {"role", "status"}});
  notice.element("h2", {}, visit.text(office, "office.tablets.release.codes", {line->device.label}));
  for (const std::string& code : *codes)
    notice.open("p").element("code", {{"class", "code"}}, code).close("p");
  notice.element(
      "p", {},
      visit.text(office, codes->empty() ? "office.tablets.release.none" : "office.tablets.release.text"));
  notice.close("div");
  return tablets_page(office, request, visit, notice.take());
}

http::Response show(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  return tablets_page(office, request, visit);
}

}  // namespace

Result<DeviceLine> own_tablet(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto id = Uuid::parse(request.param("device"));
  SANAQ_TRY(const auto lines, office.tablets->list());
  const auto found = std::find_if(lines.begin(), lines.end(),
                                  [&](const DeviceLine& line) { return id && line.device.id.value == *id; });
  if (found == lines.end() || !is_own(office, visit, *found)) return Error{"device.unknown", {}};
  return *found;
}

http::Response no_tablet(const Office& office, const http::Request& request, const OfficeVisit& visit,
                         const Error& error) {
  if (error.code == "device.unknown") return office_forbidden(office, visit);
  return office_failure(office, visit, error, request.id);
}

Result<Done> note_tablet(const Office& office, const OfficeVisit& visit, const char* action,
                         const std::string& subject, const std::string& detail) {
  return note_deed(office, visit, action, subject, detail);
}

void add_tablet_page(http::Router& router, const SharedOffice& office, http::Method method,
                     const std::string& where, TabletPage page) {
  add_office_page(router, office, SignIn::needed, method, where,
                  [office, page](const http::Request& request, const OfficeVisit& visit) {
                    if (!may_at_home(*office, visit, Permission::manage_tablets))
                      return office_forbidden(*office, visit);
                    return page(*office, request, visit);
                  });
}

std::string refusal_text(const Office& office, const OfficeVisit& visit, const std::string& code) {
  const std::string key = "office.refusal." + code;
  return office.texts.has(key) ? visit.text(office, key) : code;
}

void add_office_tablets(http::Router& router, const SharedOffice& office) {
  if (office->tablets == nullptr) return;
  add_tablet_page(router, office, http::Method::get, tablets_path, show);
  add_tablet_page(router, office, http::Method::post, "/office/tablets/invite", invite);
  add_tablet_page(router, office, http::Method::post, "/office/tablets/{device}/assign", assign);
  add_tablet_page(router, office, http::Method::post, "/office/tablets/{device}/state", set_state);
  add_tablet_page(router, office, http::Method::post, "/office/tablets/{device}/release", release);
  add_office_visits(router, office);
  if (office->channel == nullptr) return;
  add_office_calls(router, office);
  add_office_silent(router, office);
  add_office_profile(router, office);
}

}  // namespace sanaq
