// The end of an institution's census: the list against what was counted, the act on paper, the list on paper.
#include "base/text.h"
#include "institution/list_content.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_papers.h"

namespace sanaq {
namespace {

http::Response pdf_file(std::string bytes, const std::string& name) {
  http::Response response;
  response.content_type = "application/pdf";
  response.body = std::move(bytes);
  http::add_header(response, "Content-Disposition", "attachment; filename=\"" + name + ".pdf\"");
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

http::Response closing_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const Institution& place) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const auto figures = office.institutions->figures(place);
  if (!figures) return office_failure(office, visit, figures.error(), request.id);
  const std::string title = text("institution.closing");
  std::string main = paragraph("caption", institution_name(place.details, visit.language)) + heading(title) +
                     facts(figure_rows(office, visit.language, *figures));
  if (place.state == ListState::accepted)
    main += figures->open > 0 ? told("", visit.text(office, "institution.closing.open",
                                                    {shown_number(figures->open, visit.language)}))
                              : button_form(office, visit, "/institution/closing", "primary",
                                            text("institution.closing.submit"));
  if (place.state == ListState::closed)
    main += told("success", text("institution.next.closed")) +
            link(office_href(visit, "/institution/closing/act.pdf"), text("institution.closing.act"));
  main += link(office_href(visit, own_path), text("institution.mine"));
  return office_page(office, visit, {title, "/institution/closing", main});
}

http::Response close_census(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const Institution& place) {
  const auto closed = office.institutions->close(place);
  if (!closed) return office_failure(office, visit, closed.error(), request.id);
  if (!*closed) return office_message(office, visit, "institution.not_now", 409);
  if (const auto noted = note_institution(office, visit, "institution.close", place); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, "/institution/closing"));
}

http::Response act_pdf(const Office& office, const http::Request& request, const OfficeVisit& visit,
                       const Institution& place) {
  if (place.state != ListState::closed) return office_message(office, visit, "institution.not_now", 409);
  const auto figures = office.institutions->figures(place);
  if (!figures) return office_failure(office, visit, figures.error(), request.id);
  auto bytes = closing_act(office, place, *figures);
  if (!bytes) return office_failure(office, visit, bytes.error(), request.id);
  return pdf_file(*std::move(bytes), "act");
}

// The version that was sent last, as it was sent.
http::Response list_pdf(const Office& office, const http::Request& request, const OfficeVisit& visit,
                        const Institution& place) {
  if (place.version == 0) return office_message(office, visit, "institution.not_now", 409);
  const auto versions = office.institutions->people().versions(place.id);
  if (!versions) return office_failure(office, visit, versions.error(), request.id);
  const auto content = office.institutions->people().content(place.id, place.version);
  if (!content) return office_failure(office, visit, content.error(), request.id);
  const auto people = read_list(*content);
  if (!people || versions->empty()) return office_forbidden(office, visit);
  auto bytes = list_paper(office, place, versions->back(), *people);
  if (!bytes) return office_failure(office, visit, bytes.error(), request.id);
  if (const auto noted = note_institution(office, visit, "institution.print", place,
                                          "version " + std::to_string(place.version));
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return pdf_file(*std::move(bytes), "list-" + std::to_string(place.version));
}

}  // namespace

void add_closing(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_own_page(router, office, http::Method::get, "/closing", closing_page);
  add_own_page(router, office, http::Method::post, "/closing", close_census);
  add_own_page(router, office, http::Method::get, "/closing/act.pdf", act_pdf);
  add_own_page(router, office, http::Method::get, "/list/print.pdf", list_pdf);
  add_place_page(router, office, http::Method::get, "/list.pdf", list_pdf);
  add_place_page(router, office, http::Method::get, "/act.pdf", act_pdf);
}

}  // namespace sanaq
