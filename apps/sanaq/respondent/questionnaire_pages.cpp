#include "page/path.h"
#include "page/step.h"
#include "sanaq/pictures.h"
#include "sanaq/respondent/household.h"
#include "sanaq/respondent/last_change.h"
#include "sanaq/site.h"
#include "sanaq/tablet/channel_gate.h"

namespace sanaq {
namespace {

page::RenderOptions render_options(const Site& site, const Visitor& visitor) {
  page::RenderOptions options{site.texts, visitor.language};
  options.base = "/" + visitor.language + "/q/";
  options.submit_action = "/" + visitor.language + "/submit";
  options.hidden = {{"csrf", csrf_token(site, visitor)}};
  options.pictures = "/q/pictures/";
  return options;
}

http::Response show(const Site& site, const Visitor& visitor, const Interview& interview, page::PageRef at,
                    const page::RenderOptions& options, int status = 200) {
  const std::string title = page::page_title(interview, at, visitor.language, site.texts);
  return page_response(
      site, visitor,
      {title, "/q/" + page::address(interview, at), page::render(interview, at, options), status, true});
}

// query: "?changed=1" after a change, so that the page offers to take it back; "?undone=1" when one was taken
// back.
http::Response go_to(const Visitor& visitor, const Interview& interview, page::PageRef at,
                     std::string_view query = {}) {
  return http::redirect("/" + visitor.language + "/q/" + page::address(interview, at) + std::string(query));
}

// Where a person who comes back goes on.
page::PageRef where_to_go_on(const Interview& interview) {
  if (const auto waiting = page::first_with_finding(interview)) return *waiting;
  return page::review_page;
}

http::Response get_page(const Site& site, const http::Request& request, const Visitor& visitor) {
  if (auto closed = gate_online(site, visitor)) return std::move(*closed);
  auto household = open_household(site, visitor);
  if (!household) return failure_page(site, visitor, household.error(), request.id);
  if (household->submitted) return http::redirect("/" + visitor.language + "/done");
  const Interview& interview = household->draft.interview;
  const std::string_view address = request.param("page");
  if (address.empty()) return go_to(visitor, interview, where_to_go_on(interview));
  const auto at = page::parse_address(interview, address);
  if (!at || !page::is_open(interview, *at)) return go_to(visitor, interview, where_to_go_on(interview));
  page::RenderOptions options = render_options(site, visitor);
  options.show_findings = request.query_value("check") == "1";
  const std::string_view undone = request.query_value("undone");
  if (undone == "1") options.undone = page::Undone::yes;
  if (undone == "0") options.undone = page::Undone::nothing_to_undo;
  options.offer_undo = undone == "1" || request.query_value("changed") == "1";
  return show(site, visitor, interview, *at, options);
}

http::Response answer_step(const Site& site, const Visitor& visitor, const Interview& interview,
                           const page::Step& step) {
  if (step.outcome == page::Step::Outcome::submit)
    return http::redirect("/" + visitor.language + "/submit", 307);
  if (step.outcome == page::Step::Outcome::saved) return http::redirect("/" + visitor.language + "/saved");
  if (!step.language.empty())
    return http::redirect("/" + step.language + "/q/" + page::address(interview, step.to));
  const bool stays = !step.rejected.empty() || !step.searches.empty() || step.show_findings ||
                     step.confirm_removal != no_item;
  if (step.undone != page::Undone::no)
    return go_to(visitor, interview, step.to, step.undone == page::Undone::yes ? "?undone=1" : "?undone=0");
  const bool changed = !step.operations.empty();
  if (!stays) return go_to(visitor, interview, step.to, changed ? "?changed=1" : "");
  page::RenderOptions options = page::options_after(step, render_options(site, visitor));
  options.offer_undo = changed;
  return show(site, visitor, interview, step.to, options,
              step.show_findings || !step.rejected.empty() ? 422 : 200);
}

http::Response post_page(const Site& site, const http::Request& request, const Visitor& visitor) {
  if (auto closed = gate_online(site, visitor)) return std::move(*closed);
  auto household = open_household(site, visitor);
  if (!household) return failure_page(site, visitor, household.error(), request.id);
  if (household->submitted) return http::redirect("/" + visitor.language + "/done");
  Interview& interview = household->draft.interview;
  const auto at = page::parse_address(interview, request.param("page"));
  const auto form = request.form();
  if (!form) return failure_page(site, visitor, form.error(), request.id);
  if (!at) return go_to(visitor, interview, where_to_go_on(interview));
  page::Fields fields;
  for (const auto& field : *form) fields.emplace_back(field.name, field.value);
  auto refused = take_files(site, visitor.session->case_id, interview, request, fields);
  if (!refused) return failure_page(site, visitor, refused.error(), request.id);
  page::Step step = page::take_step(interview, *at, fields, new_item_id(site));
  step.rejected.insert(step.rejected.end(), refused->begin(), refused->end());
  if (step.wants_undo) {
    auto taken = take_last_change_back(site, visitor, *household, *at);
    if (!taken) return failure_page(site, visitor, taken.error(), request.id);
    step = std::move(*taken);
  } else if (!step.operations.empty()) {
    const auto stored = store_operations(site, visitor, household->draft.position, step.operations);
    if (!stored) return failure_page(site, visitor, stored.error(), request.id);
  }
  return answer_step(site, visitor, interview, step);
}

http::Response saved_page(const Site& site, const Visitor& visitor) {
  const auto text = [&](std::string_view key) { return site.texts.text(key, visitor.language); };
  return page_response(site, visitor,
                       {text("saved.title"), "/saved",
                        heading(text("saved.title")) + paragraph("lead", text("saved.text")) +
                            link("/" + visitor.language + "/q", text("saved.continue"))});
}

}  // namespace

void add_questionnaire_pages(http::Router& router, const Site& site) {
  const auto get = [&site](const http::Request& request, const Visitor& visitor) {
    return get_page(site, request, visitor);
  };
  add_session_page(router, site, http::Method::get, "/q", get);
  add_session_page(router, site, http::Method::get, "/q/{page*}", get);
  add_session_page(
      router, site, http::Method::post, "/q/{page*}",
      [&site](const http::Request& request, const Visitor& visitor) {
        return post_page(site, request, visitor);
      },
      asks_picture(site.form()) ? picture_post_bytes_max : 0);
  add_session_page(
      router, site, http::Method::get, "/saved",
      [&site](const http::Request&, const Visitor& visitor) { return saved_page(site, visitor); });
}

}  // namespace sanaq
