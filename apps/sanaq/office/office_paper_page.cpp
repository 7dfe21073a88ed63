#include "sanaq/office/office_paper_page.h"

#include "page/path.h"

namespace sanaq {

std::string form_path(const PaperForm& form) {
  return std::string(paper_path) + "/" + form.case_id.value.to_string();
}

Result<Done> note_paper(const Office& office, const OfficeVisit& visit, const char* action,
                        const PaperForm& form, const std::string& detail) {
  return note_deed(office, visit, action, "case " + form.case_id.value.to_string(), detail);
}

Result<PaperForm> paper_of_path(const Office& office, const http::Request& request,
                                const OfficeVisit& visit) {
  const auto id = Uuid::parse(request.param("case"));
  if (!id) return Error{"paper.unknown", {}};
  SANAQ_TRY(auto form, office.paper->find({*id}));
  if (!form || !may(office, visit, Permission::key_in_paper, form->territory))
    return Error{"paper.unknown", {}};
  return *std::move(form);
}

http::Response no_paper(const Office& office, const OfficeVisit& visit, const Error& error,
                        const std::string& request_id) {
  if (error.code == "paper.unknown") return office_forbidden(office, visit);
  return office_failure(office, visit, error, request_id);
}

http::Response to_page(const OfficeVisit& visit, const PaperForm& form, const std::string& address,
                       std::string_view query) {
  return http::redirect(office_href(visit, form_path(form) + "/q/" + address + std::string(query)));
}

std::string go_on_address(const Interview& interview) {
  return page::address(interview, page::first_with_finding(interview).value_or(page::review_page));
}

http::Response not_theirs(const Office& office, const OfficeVisit& visit, const PaperForm& form) {
  if (PaperDesk::was_taken_from(form, visit.actor->login))
    return office_message(office, visit, "office.paper.gone_over", 409, {form.number});
  return office_message(office, visit, "office.paper.closed", 403);
}

void add_paper_page(http::Router& router, const SharedOffice& office, http::Method method,
                    const std::string& path, PaperPage page, http::RouteOptions options) {
  add_office_page(
      router, office, SignIn::needed, method, paper_path + path,
      [office, page](const http::Request& request, const OfficeVisit& visit) {
        if (!may_at_home(*office, visit, Permission::key_in_paper)) return office_forbidden(*office, visit);
        return page(*office, request, visit);
      },
      options);
}

}  // namespace sanaq
