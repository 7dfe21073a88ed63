#include "sanaq/office/office_frame.h"

#include "base/bytes.h"
#include "base/text.h"
#include "crypto/token.h"
#include "http/urlencoded.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/fieldwork/worker_pages.h"
#include "sanaq/institution/institution_pages.h"
#include "sanaq/respondent/document.h"
#include "sanaq/site.h"

namespace sanaq {

using page::Html;

bool may(const Office& office, const OfficeVisit& visit, Permission permission, std::string_view territory) {
  return visit.actor && is_allowed(*visit.actor, permission, territory, office.territories);
}

bool may_at_home(const Office& office, const OfficeVisit& visit, Permission permission) {
  return visit.actor && may(office, visit, permission, visit.actor->territory);
}

namespace {

struct Section {
  Permission permission;
  const char* path;
  const char* key;
};
constexpr Section sections[] = {
    {Permission::view_progress, "/office/progress", "office.progress"},
    {Permission::view_conflicts, "/office/conflicts", "office.conflicts"},
    {Permission::manage_tablets, "/office/tablets", "office.tablets"},
    {Permission::manage_equipment, "/office/equipment", "office.equipment"},
    {Permission::hold_equipment, "/office/equipment", "office.equipment.mine"},
    {Permission::resolve_conflicts, "/office/evidence", "office.evidence"},
    {Permission::view_pictures, "/office/pictures", "office.pictures"},
    {Permission::key_in_paper, "/office/paper", "office.paper"},
    {Permission::code_texts, "/office/coding", "office.coding"},
    {Permission::review_coverage, "/office/coverage", "office.coverage"},
    {Permission::view_staff, "/office/staff", "office.staff"},
    {Permission::keep_institution, "/institution", "institution.mine"},
    {Permission::view_institutions, "/office/institutions", "office.institutions"},
    {Permission::view_audit, "/office/audit", "office.audit"}};

void write_link(Html& out, const OfficeVisit& visit, std::string_view path, std::string_view here,
                const std::string& label) {
  const std::string_view page = here.substr(0, here.find('?'));
  const bool inside = path != "/office" && page.starts_with(path);
  const std::string_view current = page == path ? "page" : inside ? "true" : "";
  out.open("li").element("a", {{"href", office_href(visit, path)}, {"aria-current", current}}, label);
  out.close("li");
}

std::string navigation(const Office& office, const OfficeVisit& visit, std::string_view here) {
  if (!visit.actor) return {};
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html out;
  out.open("div", {{"class", "bar board-bar"}});
  out.open("nav", {{"class", "board-navigation"}, {"aria-label", text("office.navigation")}}).open("ul");
  write_link(out, visit, "/office", here, text("office.home"));
  for (const Section& section : sections)
    if (may_at_home(office, visit, section.permission))
      write_link(out, visit, section.path, here, text(section.key));
  out.close("ul").close("nav");
  std::string html = out.take() + form_start(office_href(visit, "/office/logout")) +
                     hidden_input("csrf", office_csrf(office, visit));
  Html who;
  who.element(
      "span", {{"class", "hint"}},
      visit.text(office, "office.signed_in",
                 {visit.actor->login, text("office.role." + std::string(to_string(visit.actor->role))),
                  territory_name(office, visit, visit.actor->territory)}));
  return html + who.take() + submit_button("quiet", "", "", text("office.sign_out")) + "</form></div>";
}

}  // namespace

std::string office_csrf(const Office& office, const OfficeVisit& visit) {
  const Mac mac = office.hash.mac(HashPurpose::session, "office-csrf:" + visit.seed);
  return to_base64url({reinterpret_cast<const char*>(mac.data()), 18});
}

bool office_csrf_is_right(const Office& office, const OfficeVisit& visit, std::string_view token) {
  return !visit.seed.empty() && crypto::equal_in_constant_time(office_csrf(office, visit), token);
}

std::string office_cookie_name(bool tls) { return tls ? "__Host-sanaq-office" : "sanaq-office"; }

void give_office_cookie(http::Response& response, const http::Request& request, std::string_view token) {
  http::Cookie cookie;
  cookie.name = office_cookie_name(request.tls);
  cookie.value = token;
  cookie.secure = request.tls;
  cookie.same_site = http::Cookie::SameSite::strict;
  if (token.empty()) cookie.age_seconds_max = 0;
  http::set_cookie(response, cookie);
}

http::Response office_page(const Office& office, const OfficeVisit& visit, const OfficePage& page) {
  Document document{office.texts, visit.language, office.edition.languages,
                    page.title,   page.path,      office_href(visit, "/office")};
  document.navigation = navigation(office, visit, page.path);
  document.styles = office.styles;
  document.demo = office.demo;
  document.wide = true;
  http::Response response = http::html(render_document(document, page.main), page.status);
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

http::Response office_message(const Office& office, const OfficeVisit& visit, std::string_view key,
                              int status, const std::vector<std::string>& args) {
  const bool refused = status == 409 || status == 422;
  const std::string title = visit.text(office, refused ? "office.error.refused" : "office.error.title");
  return office_page(
      office, visit,
      {title, "/office", heading(title) + paragraph("lead", visit.text(office, key, args)), status});
}

http::Response office_forbidden(const Office& office, const OfficeVisit& visit) {
  return office_message(office, visit, "office.forbidden", 403);
}

Result<Done> note_deed(const Office& office, const OfficeVisit& visit, std::string_view action,
                       std::string subject, std::string detail) {
  AuditRecord line;
  line.at = office.clock.now();
  line.actor = visit.actor->login;
  line.action = action;
  line.subject = std::move(subject);
  line.detail = std::move(detail);
  return office.audit.append(std::move(line));
}

http::Response office_failure(const Office& office, const OfficeVisit& visit, const Error& error,
                              std::string_view request_id) {
  if (error.code == "conflict.unknown") return office_message(office, visit, "office.not_found", 404);
  office.log.failure("office.failed", error);
  const bool busy = error.code == "store.unavailable";
  const int status = busy ? 503 : http::is_form_error(error) ? 400 : 500;
  http::Response response = office_message(office, visit, busy ? "office.busy" : "office.failed", status,
                                           {std::string(request_id)});
  if (busy) http::add_header(response, "Retry-After", "60");
  return response;
}

std::string office_path(const http::Request& request) {
  const std::size_t slash = request.path.find('/', 1);
  std::string path = slash == std::string::npos ? "/" : request.path.substr(slash);
  if (!request.query.empty()) path += '?' + http::to_urlencoded(request.query);
  return path;
}

std::string office_href(const OfficeVisit& visit, std::string_view path) {
  return "/" + visit.language + std::string(path);
}

std::string board_start(std::string_view id, std::string_view caption) {
  Html out;
  out.open("div", {{"class", "scroll"}, {"role", "region"}, {"tabindex", "0"}, {"aria-labelledby", id}});
  return out.open("table").element("caption", {{"id", id}}, caption).take();
}

std::string board_end() { return "</table></div>"; }

std::string board_head(const std::vector<std::string>& titles, std::size_t numbers_from) {
  Html out;
  out.open("thead").open("tr");
  for (std::size_t i = 0; i < titles.size(); ++i)
    out.element("th", {{"scope", "col"}, {"class", i >= numbers_from ? "number" : ""}}, titles[i]);
  return out.close("tr").close("thead").take();
}

std::string shown_number(std::int64_t value, std::string_view language) {
  const std::string_view separator = language == "en" ? "," : "\u00A0";
  const std::string digits = std::to_string(value);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && digits[i - 1] != '-' && (digits.size() - i) % 3 == 0) out += separator;
    out += digits[i];
  }
  return out;
}

std::string shown_day(CivilDate day) {
  const std::string text = day.to_string();
  return text.substr(8, 2) + '.' + text.substr(5, 2) + '.' + text.substr(0, 4);
}

std::string office_time(const Office& office, UtcInstant instant) {
  return shown_time(office.edition, instant);
}

std::string territory_name(const Office& office, const OfficeVisit& visit, std::string_view code) {
  if (code.empty()) return visit.text(office, "office.country");
  return std::string(office.territories.label(code, visit.language));
}

void add_office_sections(http::Router& router, const SharedOffice& office) {
  add_office_log_in(router, office);
  add_office_home(router, office);
  add_office_progress(router, office);
  add_office_conflicts(router, office);
  add_office_conflict(router, office);
  add_office_evidence(router, office);
  add_office_tablets(router, office);
  add_office_pictures(router, office);
  add_office_paper(router, office);
  add_office_coding(router, office);
  add_office_coverage(router, office);
  add_office_import(router, office);
  add_office_equipment(router, office);
  add_office_workers(router, office);
  add_office_audit(router, office);
  add_my_institution(router, office);
  add_own_list(router, office);
  add_own_people(router, office);
  add_own_import(router, office);
  add_list_signing(router, office);
  add_register_import(router, office);
  add_institution_claims(router, office);
  add_likely_people(router, office);
  add_overdue_board(router, office);
  add_met_people(router, office);
  add_premises(router, office);
  add_list_versions(router, office);
  add_closing(router, office);
  add_employee_care(router, office);
  add_helped_interview(router, office);
  add_institution_board(router, office);
  add_register_entry(router, office);
  add_institution_place(router, office);
  add_place_address(router, office);
}

}  // namespace sanaq
