#include <algorithm>

#include "base/bytes.h"
#include "base/text.h"
#include "http/urlencoded.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_frame.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

constexpr int lines_on_page = 50;
constexpr const char* actions[] = {"staff.sign_in", "staff.refused",    "staff.sign_out", "staff.add",
                                   "conflict.view", "conflict.resolve", "tablet.invite",  "tablet.assign",
                                   "tablet.state",  "audit.verify"};

std::string action_name(const Office& office, const OfficeVisit& visit, const std::string& action) {
  const std::string key = "office.action." + action;
  return office.texts.has(key) ? visit.text(office, key) : action;
}

std::string audit_path(const AuditQuery& query) {
  http::Fields fields;
  if (!query.actor.empty()) fields.push_back({"actor", query.actor});
  if (!query.action.empty()) fields.push_back({"action", query.action});
  if (query.before > 0) fields.push_back({"before", std::to_string(query.before)});
  return "/office/audit" + (fields.empty() ? "" : "?" + http::to_urlencoded(fields));
}

std::string filter_form(const Office& office, const OfficeVisit& visit, const AuditQuery& query) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  std::vector<SelectOption> options;
  for (const char* action : actions) options.push_back({action, action_name(office, visit, action)});
  Html form;
  form.open("form", {{"method", "get"},
                     {"action", office_href(visit, "/office/audit")},
                     {"class", "board-form"},
                     {"role", "search"},
                     {"aria-label", text("office.audit.filter")}});
  return form.take() +
         render_input(
             {"actor", text("office.audit.actor"), "", query.actor, "", "text", "", "off", false, false}) +
         render_select("action", text("office.audit.action"), text("office.audit.any"), options,
                       query.action) +
         submit_button("secondary", "", "", text("office.audit.show")) + "</form>";
}

std::string table(const Office& office, const OfficeVisit& visit, const std::vector<AuditRecord>& lines) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  constexpr std::size_t hash_digits = 12;  // enough to compare by eye
  Html rows;
  rows.open("tbody");
  for (const AuditRecord& line : lines) {
    rows.open("tr").element("th", {{"scope", "row"}, {"class", "number"}}, std::to_string(line.number));
    rows.element("td", {}, office_time(office, line.at)).element("td", {}, line.actor);
    rows.element("td", {}, action_name(office, visit, line.action)).element("td", {}, line.subject);
    rows.element("td", {}, line.detail);
    rows.open("td").element("code", {}, to_hex(line.hash).substr(0, hash_digits)).close("td").close("tr");
  }
  rows.close("tbody");
  return board_start("audit", text("office.audit.lines")) +
         board_head({text("office.audit.number"), text("office.audit.time"), text("office.audit.who"),
                     text("office.audit.action"), text("office.audit.subject"), text("office.audit.detail"),
                     text("office.audit.hash")},
                    7) +
         rows.take() + board_end();
}

std::string page_links(const Office& office, const OfficeVisit& visit, const AuditQuery& query,
                       const std::vector<AuditRecord>& lines) {
  const bool more = static_cast<int>(lines.size()) == lines_on_page && lines.back().number > 1;
  if (query.before == 0 && !more) return {};
  Html out;
  out.open("nav", {{"class", "actions"}, {"aria-label", visit.text(office, "office.pages")}});
  AuditQuery other = query;
  other.before = 0;
  if (query.before > 0)
    out.element("a", {{"class", "secondary"}, {"href", office_href(visit, audit_path(other))}},
                visit.text(office, "office.audit.newest"));
  if (more) {
    other.before = lines.back().number;
    out.element("a", {{"class", "secondary"}, {"href", office_href(visit, audit_path(other))}},
                visit.text(office, "office.audit.more"));
  }
  return out.close("nav").take();
}

std::string verify_form(const Office& office, const OfficeVisit& visit) {
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "verify"}})
      .element("h2", {{"id", "verify"}}, visit.text(office, "office.audit.verify"));
  return title.take() + paragraph("hint", visit.text(office, "office.audit.verify.lead")) +
         form_start(office_href(visit, "/office/audit/verify")) +
         hidden_input("csrf", office_csrf(office, visit)) +
         submit_button("secondary", "", "", visit.text(office, "office.audit.verify")) + "</form></section>";
}

http::Response audit_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (!may_at_home(office, visit, Permission::view_audit)) return office_forbidden(office, visit);
  AuditQuery query;
  query.actor = trim(request.query_value("actor"));
  query.action = request.query_value("action");
  query.territories = territories_within(office.territories, visit.actor->territory);
  query.before = parse_digits(request.query_value("before")).value_or(0);
  query.limit = lines_on_page;
  const auto lines = office.audit.find(query);
  if (!lines) return office_failure(office, visit, lines.error(), request.id);
  const std::string title = visit.text(office, "office.audit.title");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "office.audit.lead"));
  if (!query.territories.empty()) main += paragraph("note", visit.text(office, "office.audit.scope"));
  main += filter_form(office, visit, query);
  main +=
      lines->empty() ? paragraph("", visit.text(office, "office.audit.none")) : table(office, visit, *lines);
  main += page_links(office, visit, query, *lines);
  if (may(office, visit, Permission::view_audit, "")) main += verify_form(office, visit);
  return office_page(office, visit, {title, audit_path(query), main});
}

// The chain runs through the acts of the whole country: only who may see all of it may check it.
http::Response verify(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (!may(office, visit, Permission::view_audit, "")) return office_forbidden(office, visit);
  const auto verdict = office.audit.verify();
  if (!verdict) return office_failure(office, visit, verdict.error(), request.id);
  const bool whole = !verdict->broken_at;
  AuditRecord line;
  line.at = office.clock.now();
  line.actor = visit.actor->login;
  line.action = "audit.verify";
  line.subject = "audit log";
  line.detail = (whole ? "whole: " : "broken after: ") + std::to_string(verdict->lines) + " lines";
  if (const auto noted = office.audit.append(std::move(line)); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  const std::string lines = shown_number(verdict->lines, visit.language);
  Html out;
  out.open("div", {{"class", whole ? "notice success" : "notice error"}, {"role", "status"}});
  out.element("h2", {}, visit.text(office, whole ? "office.audit.whole" : "office.audit.broken"));
  out.element(
      "p", {},
      whole ? visit.text(office, "office.audit.whole.text", {lines})
            : visit.text(office, "office.audit.broken.text", {std::to_string(*verdict->broken_at), lines}));
  out.close("div");
  const std::string title = visit.text(office, "office.audit.title");
  return office_page(
      office, visit,
      {title, "/office/audit",
       heading(title) + out.take() + verify_form(office, visit) +
           link(office_href(visit, "/office/audit"), visit.text(office, "office.audit.newest"))});
}

}  // namespace

void add_office_audit(http::Router& router, const SharedOffice& office) {
  add_office_page(router, office, SignIn::needed, http::Method::get, "/office/audit",
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return audit_page(*office, request, visit);
                  });
  add_office_page(router, office, SignIn::needed, http::Method::post, "/office/audit/verify",
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return verify(*office, request, visit);
                  });
}

}  // namespace sanaq
