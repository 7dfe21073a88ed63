#pragma once
#include "sanaq/office/office_frame.h"
#include "sanaq/office/paper_desk.h"

namespace sanaq {

// What the pages of paper questionnaires share.

inline constexpr const char* paper_path = "/office/paper";
/// Of the pages of one paper, behind the language.
std::string form_path(const PaperForm& form);
/// A line of the audit log about a paper.
Result<Done> note_paper(const Office& office, const OfficeVisit& visit, const char* action,
                        const PaperForm& form, const std::string& detail);
/// The paper of the request's path in the actor's territory. Errors: "paper.unknown".
Result<PaperForm> paper_of_path(const Office& office, const http::Request& request, const OfficeVisit& visit);
/// 403 for a paper that is not there or of another territory, else office_failure().
http::Response no_paper(const Office& office, const OfficeVisit& visit, const Error& error,
                        const std::string& request_id);
/// A redirect to a page of the questionnaire; empty: where keying goes on.
http::Response to_page(const OfficeVisit& visit, const PaperForm& form, const std::string& address,
                       std::string_view query = {});
/// Where keying goes on: the first page with something to do, or the review.
std::string go_on_address(const Interview& interview);
/// A page for those who may key in papers.
using PaperPage = http::Response (*)(const Office&, const http::Request&, const OfficeVisit&);
void add_paper_page(http::Router& router, const SharedOffice& office, http::Method method,
                    const std::string& path, PaperPage page, http::RouteOptions options = {});
/// Said to who cannot key a paper (any more): a colleague goes on with it, or it is done.
http::Response not_theirs(const Office& office, const OfficeVisit& visit, const PaperForm& form);

/// Runs `work` with the draft of the paper when it is the actor's turn to key it.
template <class Work>
http::Response with_draft(const Office& office, const http::Request& request, const OfficeVisit& visit,
                          Work work) {
  const auto form = paper_of_path(office, request, visit);
  if (!form) return no_paper(office, visit, form.error(), request.id);
  if (!PaperDesk::may_key(*form, visit.actor->login)) return not_theirs(office, visit, *form);
  auto draft = office.paper->draft(*form);
  if (!draft) return office_failure(office, visit, draft.error(), request.id);
  return work(*form, *draft);
}

// The sections; each adds its routes.
void add_paper_keying(http::Router& router, const SharedOffice& office);
void add_paper_sending(http::Router& router, const SharedOffice& office);
void add_paper_takeover(http::Router& router, const SharedOffice& office);

}  // namespace sanaq
