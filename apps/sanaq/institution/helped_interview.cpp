// The questionnaire of a person of the list, filled in with the employee's help on the pages everybody sees.
// Once it is sent nobody of the institution reads it again.
#include "page/html.h"
#include "page/path.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"

namespace sanaq {
namespace {

std::string helped_path(const Resident& one, std::string_view page = {}) {
  return "/institution/person/" + one.id.value.to_string() + std::string(page);
}

http::Response to_helped_page(const OfficeVisit& visit, const Resident& one, const std::string& address,
                              std::string_view query = {}) {
  return http::redirect(office_href(visit, helped_path(one, "/q/") + address + std::string(query)));
}

std::string helped_go_on(const Interview& interview) {
  return page::address(interview, page::first_with_finding(interview).value_or(page::review_page));
}

page::RenderOptions helped_options(const Office& office, const OfficeVisit& visit, const Resident& one) {
  page::RenderOptions options{office.texts, visit.language};
  options.base = office_href(visit, helped_path(one, "/q/"));
  options.submit_action = office_href(visit, helped_path(one, "/send"));
  options.hidden = {{"csrf", office_csrf(office, visit)}};
  options.focus_first = true;
  return options;
}

http::Response show_helped(const Office& office, const OfficeVisit& visit, const Resident& one,
                           const Interview& interview, page::PageRef at, const page::RenderOptions& options,
                           int status = 200) {
  const std::string title = page::page_title(interview, at, visit.language, office.texts);
  const std::string who = paragraph("caption", full_name(one.person));
  return office_page(office, visit,
                     {title, helped_path(one, "/q/") + page::address(interview, at),
                      who + page::render(interview, at, options), status});
}

// Runs `work` with the draft, while the person is still to be counted.
template <class Work>
http::Response with_person_draft(const Office& office, const http::Request& request, const OfficeVisit& visit,
                                 const Institution& place, Work work) {
  const auto found = resident_of_path(office, request, place);
  if (!found) return institution_failure(office, request, visit, found.error());
  if (place.state != ListState::accepted || found->outcome)
    return office_message(office, visit, "institution.sent_before", 403);
  auto draft = office.institutions->draft(place, *found);
  if (!draft) return office_failure(office, visit, draft.error(), request.id);
  return work(*found, *draft);
}

http::Response get_interview(const Office& office, const http::Request& request, const OfficeVisit& visit,
                             const Institution& place) {
  return with_person_draft(office, request, visit, place, [&](const Resident& one, OpenDraft& draft) {
    const Interview& interview = draft.interview;
    const auto at = page::parse_address(interview, request.param("page"));
    if (!at || request.param("page").empty() || !page::is_open(interview, *at))
      return to_helped_page(visit, one, helped_go_on(interview));
    page::RenderOptions options = helped_options(office, visit, one);
    options.show_findings = request.query_value("check") == "1";
    return show_helped(office, visit, one, interview, *at, options);
  });
}

http::Response after_helped_step(const Office& office, const OfficeVisit& visit, const Resident& one,
                                 const Interview& interview, const page::Step& step) {
  if (step.outcome == page::Step::Outcome::submit)
    return http::redirect(office_href(visit, helped_path(one, "/send")), 307);
  if (step.outcome == page::Step::Outcome::saved)
    return http::redirect(office_href(visit, "/institution/people"));
  const bool stays = !step.rejected.empty() || !step.searches.empty() || step.show_findings ||
                     step.confirm_removal != no_item;
  if (!stays) return to_helped_page(visit, one, page::address(interview, step.to));
  const auto options = page::options_after(step, helped_options(office, visit, one));
  const bool wrong = step.show_findings || !step.rejected.empty();
  return show_helped(office, visit, one, interview, step.to, options, wrong ? 422 : 200);
}

http::Response post_interview(const Office& office, const http::Request& request, const OfficeVisit& visit,
                              const Institution& place) {
  return with_person_draft(office, request, visit, place, [&](const Resident& one, OpenDraft& draft) {
    const auto at = page::parse_address(draft.interview, request.param("page"));
    const auto posted = request.form();
    if (!posted) return office_failure(office, visit, posted.error(), request.id);
    if (!at) return to_helped_page(visit, one, helped_go_on(draft.interview));
    page::Fields fields;
    for (const auto& field : *posted) fields.emplace_back(field.name, field.value);
    const page::Step step = page::take_step(draft.interview, *at, fields, office.institutions->new_item());
    if (!step.operations.empty()) {
      const auto stored = office.institutions->store(one, draft.position, step.operations);
      if (!stored) return office_failure(office, visit, stored.error(), request.id);
    }
    return after_helped_step(office, visit, one, draft.interview, step);
  });
}

http::Response helped_sent_page(const Office& office, const OfficeVisit& visit,
                                const StoredSubmission& facts) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const std::string title = text("institution.sent");
  const std::string main = heading(title) +
                           told("success", visit.text(office, "institution.sent.receipt",
                                                      {std::to_string(facts.serial.value())})) +
                           paragraph("", text("institution.sent.text")) +
                           link(office_href(visit, "/institution/people"), text("institution.people"));
  return office_page(office, visit, {title, own_path, main});
}

http::Response send_helped(const Office& office, const http::Request& request, const OfficeVisit& visit,
                           const Institution& place) {
  return with_person_draft(office, request, visit, place, [&](const Resident& one, OpenDraft& draft) {
    const auto sent = office.institutions->finish(place, one, visit.actor->login);
    if (!sent) return office_failure(office, visit, sent.error(), request.id);
    using Kind = HelpedSent::Kind;
    if (sent->kind == Kind::incomplete)
      return to_helped_page(visit, one, helped_go_on(draft.interview), "?check=1");
    if (sent->kind != Kind::stored)
      return office_message(office, visit,
                            sent->kind == Kind::closed ? "submission.closed" : "submission.same_person", 409);
    if (const auto noted = note_institution(office, visit, "institution.outcome", place, "questionnaire");
        !noted)
      return office_failure(office, visit, noted.error(), request.id);
    return helped_sent_page(office, visit, *sent->facts);
  });
}

}  // namespace

void add_helped_interview(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_own_page(router, office, http::Method::get, "/person/{resident}/q", get_interview);
  add_own_page(router, office, http::Method::get, "/person/{resident}/q/{page*}", get_interview);
  add_own_page(router, office, http::Method::post, "/person/{resident}/q/{page*}", post_interview);
  add_own_page(router, office, http::Method::post, "/person/{resident}/send", send_helped);
}

}  // namespace sanaq
