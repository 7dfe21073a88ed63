// Paper questionnaires: what is open, and a new one.
#include <algorithm>

#include "base/text.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_paper_page.h"
#include "sanaq/office/office_progress.h"
#include "sanaq/office/territory_choice.h"

namespace sanaq {
namespace {

using page::Html;
using PaperState = PaperForm::State;

// What a person of this desk can do with a paper: go on, check what others keyed, or take over what a
// colleague keys.
enum class Offer { nothing, go_on, second, take_over };
Offer offer_of(const PaperForm& form, const std::string& login) {
  if (PaperDesk::may_key(form, login)) return Offer::go_on;
  if (PaperDesk::may_second(form, login)) return Offer::second;
  return PaperDesk::may_take_over(form, login) ? Offer::take_over : Offer::nothing;
}

std::string open_form(const Office& office, const OfficeVisit& visit, const std::string& error) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  TextInput number{"number", text("office.paper.number"), text("office.paper.number.hint"), "", error};
  number.autocomplete = "off";
  return form_start(office_href(visit, std::string(paper_path) + "/open")) +
         hidden_input("csrf", office_csrf(office, visit)) + render_input(number) +
         territory_choice(office, visit) + submit_button("primary", "", "", text("office.paper.open")) +
         "</form>";
}

std::string offer_cell(const Office& office, const OfficeVisit& visit, const PaperForm& form) {
  const Offer offer = offer_of(form, visit.actor->login);
  Html out;
  if (offer == Offer::take_over) {
    const std::string label = visit.text(office, "office.paper.take_over");
    out.element("a",
                {{"href", office_href(visit, form_path(form) + "/take-over")},
                 {"aria-label", label + ": " + form.number}},
                label);
    return out.take();
  }
  const std::string label =
      visit.text(office, offer == Offer::second ? "office.paper.second" : "office.paper.go_on");
  out.element("button", {{"class", "quiet"}, {"aria-label", label + ": " + form.number}}, label);
  return form_start(office_href(visit, form_path(form) + "/begin")) +
         hidden_input("csrf", office_csrf(office, visit)) + out.take() + "</form>";
}

std::string forms_table(const Office& office, const OfficeVisit& visit, const std::vector<PaperForm>& forms) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  std::string rows = "<tbody>";
  for (const PaperForm& form : forms) {
    const bool checked = form.state == PaperState::verifying;
    Html row;
    row.open("tr").element("th", {{"scope", "row"}}, form.number);
    row.element("td", {}, territory_name(office, visit, form.territory));
    row.element("td", {}, text("office.paper.state." + std::to_string(static_cast<int>(form.state))));
    row.element("td", {}, form.state == PaperState::waits ? "" : checked ? form.verified_by : form.keyed_by);
    rows += row.open("td").take() + offer_cell(office, visit, form);
    row.close("td").element("td", {{"class", "number"}},
                            checked ? shown_number(form.differences, visit.language) : "");
    rows += row.close("tr").take();
  }
  return board_start("paper", text("office.paper.waiting")) +
         board_head(
             {text("office.paper.number"), text("office.tablets.territory"), text("office.tablets.state"),
              text("office.paper.by"), text("office.paper.do"), text("office.paper.differ")},
             5) +
         rows + "</tbody>" + board_end();
}

http::Response paper_list(const Office& office, const http::Request& request, const OfficeVisit& visit,
                          const std::string& error = {}) {
  auto forms = office.paper->list(territories_within(office.territories, visit.actor->territory));
  if (!forms) return office_failure(office, visit, forms.error(), request.id);
  std::erase_if(*forms,
                [&](const PaperForm& form) { return offer_of(form, visit.actor->login) == Offer::nothing; });
  const std::string title = visit.text(office, "office.paper");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "office.paper.lead")) +
                     open_form(office, visit, error);
  if (!forms->empty()) main += forms_table(office, visit, *forms);
  return office_page(office, visit, {title, paper_path, main, error.empty() ? 200 : 422});
}

http::Response open_paper(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto fields = request.form();
  const std::string territory(fields ? http::field_value(*fields, "territory") : "");
  if (!may(office, visit, Permission::key_in_paper, territory) ||
      office.territories.find(territory) == nullptr)
    return office_forbidden(office, visit);
  const auto form =
      office.paper->open(trim(http::field_value(*fields, "number")), territory, visit.actor->login);
  if (!form && form.error().code == "paper.number")
    return paper_list(office, request, visit, visit.text(office, "office.paper.number.hint"));
  if (!form) return office_failure(office, visit, form.error(), request.id);
  if (!PaperDesk::may_key(*form, visit.actor->login))
    return paper_list(office, request, visit,
                      visit.text(office, form->state == PaperState::sent ? "office.paper.sent_before"
                                                                         : "office.paper.taken"));
  if (const auto noted = note_paper(office, visit, "paper.open", *form, ""); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return to_page(visit, *form, "");
}

http::Response begin_paper(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  auto form = paper_of_path(office, request, visit);
  if (!form) return no_paper(office, visit, form.error(), request.id);
  if (!PaperDesk::may_key(*form, visit.actor->login)) {
    const auto begun = office.paper->begin_second(*form, visit.actor->login);
    if (!begun) return office_failure(office, visit, begun.error(), request.id);
    if (!*begun)
      return PaperDesk::was_taken_from(*form, visit.actor->login)
                 ? not_theirs(office, visit, *form)
                 : office_message(office, visit, "office.paper.taken", 409);
    if (const auto noted = note_paper(office, visit, "paper.second", *form, ""); !noted)
      return office_failure(office, visit, noted.error(), request.id);
  }
  return to_page(visit, *form, "");
}

http::Response all_papers(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  return paper_list(office, request, visit);
}

}  // namespace

void add_office_paper(http::Router& router, const SharedOffice& office) {
  if (office->paper == nullptr) return;
  add_paper_page(router, office, http::Method::get, "", all_papers);
  add_paper_page(router, office, http::Method::post, "/open", open_paper);
  add_paper_page(router, office, http::Method::post, "/{case}/begin", begin_paper);
  add_paper_keying(router, office);
  add_paper_sending(router, office);
  add_paper_takeover(router, office);
}

}  // namespace sanaq
