// What stands about the building in every questionnaire is answered once, on the pages everybody sees.
#include <algorithm>

#include "page/html.h"
#include "page/path.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"

namespace sanaq {
namespace {

constexpr const char* premises_path = "/institution/premises";

// The pages before those about people.
std::vector<page::PageRef> building_pages(const Interview& interview) {
  std::vector<page::PageRef> found;
  for (const page::PageRef& one : page::pages(interview)) {
    const bool about_building =
        one.node != no_node && one.item == no_item && interview.form().nodes[one.node].kind != NodeKind::list;
    if (!about_building) break;
    found.push_back(one);
  }
  return found;
}

bool is_about_building(const Interview& interview, page::PageRef at) {
  const auto all = building_pages(interview);
  return std::find(all.begin(), all.end(), at) != all.end();
}

page::RenderOptions premises_options(const Office& office, const OfficeVisit& visit) {
  page::RenderOptions options{office.texts, visit.language};
  options.base = office_href(visit, std::string(premises_path) + "/q/");
  options.submit_action = office_href(visit, premises_path);
  options.hidden = {{"csrf", office_csrf(office, visit)}};
  options.focus_first = true;
  return options;
}

http::Response premises_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                             const Institution& place) {
  const auto draft = office.institutions->premises(place);
  if (!draft) return office_failure(office, visit, draft.error(), request.id);
  const std::string title = visit.text(office, "institution.premises");
  page::Html list;
  list.open("ol");
  for (const page::PageRef& one : building_pages(draft->interview)) {
    const std::string path = std::string(premises_path) + "/q/" + page::address(draft->interview, one);
    list.open("li")
        .element("a", {{"href", office_href(visit, path)}},
                 page::page_title(draft->interview, one, visit.language, office.texts))
        .close("li");
  }
  const std::string main =
      paragraph("caption", institution_name(place.details, visit.language)) + heading(title) +
      paragraph("lead", visit.text(office, "institution.premises.lead")) + list.close("ol").take() +
      link(office_href(visit, own_path), visit.text(office, "institution.mine"));
  return office_page(office, visit, {title, premises_path, main});
}

http::Response show_building(const Office& office, const OfficeVisit& visit, const Interview& interview,
                             page::PageRef at, const page::RenderOptions& options, int status) {
  const std::string title = page::page_title(interview, at, visit.language, office.texts);
  return office_page(office, visit,
                     {title, std::string(premises_path) + "/q/" + page::address(interview, at),
                      page::render(interview, at, options), status});
}

http::Response get_building(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const Institution& place) {
  const auto draft = office.institutions->premises(place);
  if (!draft) return office_failure(office, visit, draft.error(), request.id);
  const auto at = page::parse_address(draft->interview, request.param("page"));
  if (!at || !is_about_building(draft->interview, *at))
    return http::redirect(office_href(visit, premises_path));
  return show_building(office, visit, draft->interview, *at, premises_options(office, visit), 200);
}

http::Response post_building(const Office& office, const http::Request& request, const OfficeVisit& visit,
                             const Institution& place) {
  auto draft = office.institutions->premises(place);
  if (!draft) return office_failure(office, visit, draft.error(), request.id);
  const auto at = page::parse_address(draft->interview, request.param("page"));
  const auto posted = request.form();
  if (!posted) return office_failure(office, visit, posted.error(), request.id);
  if (place.state == ListState::closed) return office_message(office, visit, "institution.not_now", 409);
  if (!at || !is_about_building(draft->interview, *at))
    return http::redirect(office_href(visit, premises_path));
  page::Fields fields;
  for (const auto& field : *posted) fields.emplace_back(field.name, field.value);
  const page::Step step = page::take_step(draft->interview, *at, fields, office.institutions->new_item());
  if (!step.operations.empty()) {
    const auto stored = office.institutions->store_premises(place, draft->position, step.operations);
    if (!stored) return office_failure(office, visit, stored.error(), request.id);
  }
  const bool stays = !step.rejected.empty() || !step.searches.empty() || step.show_findings;
  if (stays)
    return show_building(office, visit, draft->interview, step.to,
                         page::options_after(step, premises_options(office, visit)), 422);
  if (step.outcome != page::Step::Outcome::page || !is_about_building(draft->interview, step.to))
    return http::redirect(office_href(visit, premises_path));
  return http::redirect(
      office_href(visit, std::string(premises_path) + "/q/" + page::address(draft->interview, step.to)));
}

}  // namespace

void add_premises(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_own_page(router, office, http::Method::get, "/premises", premises_page);
  add_own_page(router, office, http::Method::get, "/premises/q/{page*}", get_building);
  add_own_page(router, office, http::Method::post, "/premises/q/{page*}", post_building);
}

}  // namespace sanaq
