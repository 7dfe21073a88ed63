#include "casework/picture_store.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_frame.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* pictures_path = "/office/pictures";
constexpr int cases_max = 2'000;

std::string case_href(const OfficeVisit& visit, CaseId case_id) {
  return office_href(visit, std::string(pictures_path) + "/" + case_id.value.to_string());
}

std::string case_table(const Office& office, const OfficeVisit& visit,
                       const std::vector<PictureCase>& cases) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const PictureCase& one : cases) {
    rows.open("tr").open("th", {{"scope", "row"}});
    rows.element("a", {{"href", case_href(visit, one.case_id)}}, one.case_id.value.to_string());
    rows.close("th").element("td", {}, territory_name(office, visit, one.territory));
    rows.element("td", {}, office_time(office, one.newest));
    rows.element("td", {{"class", "number"}}, shown_number(one.count, visit.language)).close("tr");
  }
  rows.close("tbody");
  return board_start("pictures", text("office.pictures")) +
         board_head({text("office.pictures.case"), text("office.tablets.territory"),
                     text("office.pictures.newest"), text("office.pictures.count")},
                    3) +
         rows.take() + board_end();
}

http::Response pictures_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (!may_at_home(office, visit, Permission::view_pictures)) return office_forbidden(office, visit);
  const auto cases =
      office.pictures->cases(territories_within(office.territories, visit.actor->territory), cases_max);
  if (!cases) return office_failure(office, visit, cases.error(), request.id);
  const std::string title = visit.text(office, "office.pictures");
  const std::string lead = paragraph("lead", visit.text(office, "office.pictures.lead"));
  const std::string list = cases->empty() ? paragraph("", visit.text(office, "office.pictures.none"))
                                          : case_table(office, visit, *cases);
  return office_page(office, visit, {title, pictures_path, heading(title) + lead + list});
}

// The case of the request's path when the actor may see its pictures. Errors: "case.unknown".
Result<PictureCase> allowed_case(const Office& office, const http::Request& request,
                                 const OfficeVisit& visit) {
  const auto id = Uuid::parse(request.param("case"));
  if (!id) return Error{"case.unknown", {}};
  SANAQ_TRY(auto found, office.pictures->pictures_of({*id}));
  if (!found || !may(office, visit, Permission::view_pictures, found->territory))
    return Error{"case.unknown", {}};
  return *std::move(found);
}

// A case of another territory and one that does not exist are answered alike.
http::Response no_case(const Office& office, const OfficeVisit& visit, const Error& error,
                       const std::string& request_id) {
  if (error.code == "case.unknown") return office_forbidden(office, visit);
  return office_failure(office, visit, error, request_id);
}

http::Response case_pictures_page(const Office& office, const http::Request& request,
                                  const OfficeVisit& visit) {
  const auto found = allowed_case(office, request, visit);
  if (!found) return no_case(office, visit, found.error(), request.id);
  const auto lines = office.pictures->list(found->case_id);
  if (!lines) return office_failure(office, visit, lines.error(), request.id);
  const std::string base = case_href(visit, found->case_id);
  Html list;
  list.open("ul", {{"class", "pictures"}});
  for (const PictureLine& line : *lines) {
    if (line.state != PictureLine::State::stored || !line.named) continue;
    const std::string when = office_time(office, line.at);
    list.open("li").empty("img", {{"class", "picture"},
                                  {"src", base + "/" + line.name},
                                  {"alt", visit.text(office, "office.pictures.alt", {when})}});
    list.element("p", {{"class", "hint"}}, when).close("li");
  }
  list.close("ul");
  const std::string title = visit.text(office, "office.pictures");
  const std::string id = found->case_id.value.to_string();
  return office_page(
      office, visit,
      {title, std::string(pictures_path) + "/" + id,
       heading(title) + paragraph("hint", id + ", " + territory_name(office, visit, found->territory)) +
           list.take() +
           link(office_href(visit, pictures_path), visit.text(office, "office.pictures.back"))});
}

// The look is in the audit log before the picture is sent.
http::Response picture_bytes(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto of = allowed_case(office, request, visit);
  if (!of) return no_case(office, visit, of.error(), request.id);
  auto found = office.pictures->find(of->case_id, request.param("name"));
  if (!found) return office_failure(office, visit, found.error(), request.id);
  if (!*found) return office_message(office, visit, "office.not_found", 404);
  AuditRecord look;
  look.at = office.clock.now();
  look.actor = visit.actor->login;
  look.action = "picture.view";
  look.subject = "case " + of->case_id.value.to_string();
  look.detail = "picture " + std::string(request.param("name"));
  if (const auto noted = office.audit.append(std::move(look)); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  http::Response response;
  response.content_type = std::string(picture::media_type((*found)->kind));
  response.body = std::move((*found)->bytes);
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_office_pictures(http::Router& router, const SharedOffice& office) {
  if (office->pictures == nullptr) return;
  const auto add = [&](const std::string& path, auto handler) {
    add_office_page(router, office, SignIn::needed, http::Method::get, path,
                    [office, handler](const http::Request& request, const OfficeVisit& visit) {
                      return handler(*office, request, visit);
                    });
  };
  add(pictures_path, pictures_page);
  add(std::string(pictures_path) + "/{case}", case_pictures_page);
  add(std::string(pictures_path) + "/{case}/{name}", picture_bytes);
}

}  // namespace sanaq
