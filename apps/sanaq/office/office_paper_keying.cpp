// The questionnaire of a paper, on the pages everybody sees.
#include "page/path.h"
#include "page/step.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_paper_page.h"
#include "sanaq/pictures.h"

namespace sanaq {
namespace {

page::RenderOptions render_options(const Office& office, const OfficeVisit& visit, const PaperForm& form) {
  page::RenderOptions options{office.texts, visit.language};
  options.base = office_href(visit, form_path(form) + "/q/");
  options.submit_action = office_href(visit, form_path(form) + "/send");
  options.hidden = {{"csrf", office_csrf(office, visit)}};
  options.pictures = office_href(visit, form_path(form) + "/pictures/");
  options.focus_first = true;
  return options;
}

http::Response show_paper(const Office& office, const OfficeVisit& visit, const PaperForm& form,
                          const Interview& interview, page::PageRef at, const page::RenderOptions& options,
                          int status = 200) {
  const std::string title = page::page_title(interview, at, visit.language, office.texts);
  std::string which = paragraph("caption", visit.text(office, "office.paper.which", {form.number}));
  if (form.state == PaperForm::State::verifying)
    which += paragraph("hint", visit.text(office, "office.paper.differs_so_far",
                                          {shown_number(form.differences, visit.language)}));
  const std::string path = form_path(form) + "/q/" + page::address(interview, at);
  return office_page(office, visit, {title, path, which + page::render(interview, at, options), status});
}

http::Response get_paper(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  return with_draft(office, request, visit, [&](const PaperForm& form, OpenDraft& draft) {
    const Interview& interview = draft.interview;
    const auto at = page::parse_address(interview, request.param("page"));
    if (!at || request.param("page").empty() || !page::is_open(interview, *at))
      return to_page(visit, form, go_on_address(interview));
    page::RenderOptions options = render_options(office, visit, form);
    options.show_findings = request.query_value("check") == "1";
    return show_paper(office, visit, form, interview, *at, options);
  });
}

http::Response after_step(const Office& office, const OfficeVisit& visit, const PaperForm& form,
                          const Interview& interview, const page::Step& step) {
  if (step.outcome == page::Step::Outcome::submit)
    return http::redirect(office_href(visit, form_path(form) + "/send"), 307);
  if (step.outcome == page::Step::Outcome::saved) return http::redirect(office_href(visit, paper_path));
  const bool stays = !step.rejected.empty() || !step.searches.empty() || step.show_findings ||
                     step.confirm_removal != no_item;
  if (!stays) return to_page(visit, form, page::address(interview, step.to));
  const auto options = page::options_after(step, render_options(office, visit, form));
  const bool wrong = step.show_findings || !step.rejected.empty();
  return show_paper(office, visit, form, interview, step.to, options, wrong ? 422 : 200);
}

http::Response post_paper(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  return with_draft(office, request, visit, [&](const PaperForm& form, OpenDraft& draft) {
    const auto at = page::parse_address(draft.interview, request.param("page"));
    const auto posted = request.form();
    if (!posted) return office_failure(office, visit, posted.error(), request.id);
    if (!at) return to_page(visit, form, go_on_address(draft.interview));
    page::Fields fields;
    for (const auto& field : *posted) fields.emplace_back(field.name, field.value);
    const auto refused = office.paper->take_files(form, draft.interview, request, fields);
    if (!refused) return office_failure(office, visit, refused.error(), request.id);
    page::Step step = page::take_step(draft.interview, *at, fields, office.paper->new_item());
    step.rejected.insert(step.rejected.end(), refused->begin(), refused->end());
    if (!step.operations.empty()) {
      const auto stored = office.paper->store(form, draft.position, step.operations, draft.interview);
      if (!stored) return office_failure(office, visit, stored.error(), request.id);
    }
    return after_step(office, visit, form, draft.interview, step);
  });
}

// For the one who keys it: what is kept of pictures he has just sent.
http::Response paper_picture(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  return with_draft(office, request, visit, [&](const PaperForm& form, const OpenDraft&) {
    return office.paper->picture(form, request);
  });
}

bool takes_pictures(const Office& office) {
  return !office.forms.empty() && asks_picture(*office.forms.front().form);
}

}  // namespace

void add_paper_keying(http::Router& router, const SharedOffice& office) {
  const http::RouteOptions options{http::Run::pooled, takes_pictures(*office) ? picture_post_bytes_max : 0};
  add_paper_page(router, office, http::Method::get, "/{case}/q", get_paper);
  add_paper_page(router, office, http::Method::get, "/{case}/q/{page*}", get_paper);
  add_paper_page(router, office, http::Method::post, "/{case}/q/{page*}", post_paper, options);
  add_paper_page(router, office, http::Method::get, "/{case}/pictures/{name}", paper_picture);
}

}  // namespace sanaq
