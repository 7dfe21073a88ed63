#include "sanaq/institution/institution_pages.h"

#include "page/html.h"
#include "sanaq/command/form_parts.h"

namespace sanaq {

using page::Html;

void add_own_page(http::Router& router, const SharedOffice& office, http::Method method,
                  const std::string& path, OwnPage page, http::RouteOptions options) {
  add_office_page(
      router, office, SignIn::needed, method, own_path + path,
      [office, page](const http::Request& request, const OfficeVisit& visit) {
        if (!may_at_home(*office, visit, Permission::keep_institution))
          return office_forbidden(*office, visit);
        const auto employee = office->institutions->places().employee(visit.actor->login);
        if (!employee) return office_failure(*office, visit, employee.error(), request.id);
        if (!*employee) return office_forbidden(*office, visit);
        const auto place = office->institutions->places().find((*employee)->institution);
        if (!place) return office_failure(*office, visit, place.error(), request.id);
        if (!*place) return office_forbidden(*office, visit);
        return page(*office, request, visit, **place);
      },
      options);
}

std::string place_path(const Institution& place, std::string_view page) {
  return std::string(board_path) + "/" + place.id.value.to_string() + std::string(page);
}

bool may_manage(const Office& office, const OfficeVisit& visit, const Institution& place) {
  if (place.is_protected && !may(office, visit, Permission::view_protected, place.territory)) return false;
  return may(office, visit, Permission::manage_institutions, place.territory);
}

void add_place_page(http::Router& router, const SharedOffice& office, http::Method method,
                    const std::string& path, OwnPage page, http::RouteOptions options) {
  add_office_page(
      router, office, SignIn::needed, method, std::string(board_path) + "/{place}" + path,
      [office, page](const http::Request& request, const OfficeVisit& visit) {
        const auto id = Uuid::parse(request.param("place"));
        if (!id || !may_at_home(*office, visit, Permission::manage_institutions))
          return office_forbidden(*office, visit);
        const auto place = office->institutions->places().find({*id});
        if (!place) return office_failure(*office, visit, place.error(), request.id);
        if (!*place || !may_manage(*office, visit, **place)) return office_forbidden(*office, visit);
        return page(*office, request, visit, **place);
      },
      options);
}

Result<Resident> resident_of_path(const Office& office, const http::Request& request,
                                  const Institution& place) {
  const auto id = Uuid::parse(request.param("resident"));
  if (!id) return Error{"institution.unknown", {}};
  SANAQ_TRY(auto found, office.institutions->people().find(place.id, {*id}));
  if (!found) return Error{"institution.unknown", {}};
  return *std::move(found);
}

http::Response institution_failure(const Office& office, const http::Request& request,
                                   const OfficeVisit& visit, const Error& error) {
  if (error.code == "institution.unknown") return office_forbidden(office, visit);
  return office_failure(office, visit, error, request.id);
}

Result<Done> note_institution(const Office& office, const OfficeVisit& visit, const char* action,
                              const Institution& place, const std::string& detail) {
  return note_deed(office, visit, action, "institution " + place.id.value.to_string(), detail);
}

CivilDate census_today(const Office& office) {
  constexpr std::int64_t day_micros = 86'400 * micros_per_second;
  const std::int64_t local =
      office.clock.now().micros + std::int64_t{office.edition.zone_minutes} * 60 * micros_per_second;
  return CivilDate::from_days(static_cast<std::int32_t>(local / day_micros));
}

std::string list_state_name(const Office& office, const OfficeVisit& visit, ListState state) {
  return visit.text(office, "institution.state." + std::string(to_string(state)));
}

std::string outcome_name(const Office& office, const OfficeVisit& visit, const Resident& resident) {
  return visit.text(office, "institution.outcome." +
                                std::string(resident.outcome ? to_string(resident.outcome->kind) : "none"));
}

http::Response brought_file(const std::string& bytes, const std::string& name) {
  const bool pdf = bytes.starts_with("%PDF-"), jpeg = bytes.starts_with("\xFF\xD8");
  http::Response response;
  response.content_type = pdf ? "application/pdf" : jpeg ? "image/jpeg" : "application/pkcs7-signature";
  response.body = bytes;
  http::add_header(response, "Content-Disposition",
                   "attachment; filename=\"" + name +
                       (pdf    ? ".pdf\""
                        : jpeg ? ".jpg\""
                               : ".p7s\""));
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

std::string told(std::string_view look, std::string_view text) {
  Html out;
  out.open("div", {{"class", "notice " + std::string(look)}, {"role", look == "error" ? "alert" : "status"}});
  return out.element("p", {}, text).close("div").take();
}

std::string facts(const std::vector<std::pair<std::string, std::string>>& rows) {
  Html out;
  out.open("dl", {{"class", "facts"}});
  for (const auto& [label, value] : rows)
    if (!value.empty()) out.element("dt", {}, label).element("dd", {}, value);
  return out.close("dl").take();
}

std::string button_form(const Office& office, const OfficeVisit& visit, const std::string& path,
                        std::string_view look, std::string_view label, std::string_view spoken) {
  Html button;
  button.element("button", {{"class", look}, {"aria-label", spoken}}, label);
  return form_start(office_href(visit, path)) + hidden_input("csrf", office_csrf(office, visit)) +
         button.take() + "</form>";
}

}  // namespace sanaq
