// Keying of paper questionnaires: a list of what is open, and the questionnaire itself on the pages everybody
// sees.
#include <algorithm>

#include "base/text.h"
#include "casework/receipt.h"
#include "page/html.h"
#include "page/path.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_frame.h"
#include "sanaq/office/paper_desk.h"
#include "sanaq/office/territory_choice.h"
#include "sanaq/respondent/household.h"

namespace sanaq {
namespace {

using page::Html;
using PaperState = PaperForm::State;

constexpr const char* paper_path = "/office/paper";

std::string form_path(const PaperForm& form) {
  return std::string(paper_path) + "/" + form.case_id.value.to_string();
}

Result<Done> note_paper(const Office& office, const OfficeVisit& visit, const char* action,
                        const PaperForm& form, const std::string& detail) {
  AuditRecord line;
  line.at = office.clock.now();
  line.actor = visit.actor->login;
  line.action = action;
  line.subject = "case " + form.case_id.value.to_string();
  line.detail = detail;
  return office.audit.append(std::move(line));
}

// What a person of this desk can do: what is theirs to go on with, and what others keyed and waits for a
// second pair of eyes.
bool is_offered(const Office& office, const OfficeVisit& visit, const PaperForm& form) {
  if (!may(office, visit, Permission::key_in_paper, form.territory)) return false;
  const std::string& login = visit.actor->login;
  return PaperDesk::may_key(form, login) || (form.state == PaperState::waits && form.keyed_by != login);
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

std::string forms_table(const Office& office, const OfficeVisit& visit, const std::vector<PaperForm>& forms) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  std::string rows = "<tbody>";
  for (const PaperForm& form : forms) {
    const bool second = form.state == PaperState::waits;
    Html row;
    row.open("tr").element("th", {{"scope", "row"}}, form.number);
    row.element("td", {}, territory_name(office, visit, form.territory));
    row.element("td", {}, text("office.paper.state." + std::to_string(static_cast<int>(form.state))));
    rows += row.open("td").take();
    row.element("button",
                {{"class", "quiet"}, {"aria-label", text("office.paper.go_on") + ": " + form.number}},
                text(second ? "office.paper.second" : "office.paper.go_on"));
    rows += form_start(office_href(visit, form_path(form) + "/begin")) +
            hidden_input("csrf", office_csrf(office, visit)) + row.take() + "</form></td></tr>";
  }
  return board_start("paper", text("office.paper.waiting")) +
         board_head({text("office.paper.number"), text("office.tablets.territory"),
                     text("office.tablets.state"), text("office.paper.do")},
                    4) +
         rows + "</tbody>" + board_end();
}

http::Response paper_list(const Office& office, const http::Request& request, const OfficeVisit& visit,
                          const std::string& error = {}) {
  auto forms = office.paper->list();
  if (!forms) return office_failure(office, visit, forms.error(), request.id);
  std::erase_if(*forms, [&](const PaperForm& form) { return !is_offered(office, visit, form); });
  const std::string title = visit.text(office, "office.paper");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "office.paper.lead")) +
                     open_form(office, visit, error);
  if (!forms->empty()) main += forms_table(office, visit, *forms);
  return office_page(office, visit, {title, paper_path, main, error.empty() ? 200 : 422});
}

http::Response to_page(const OfficeVisit& visit, const PaperForm& form, const std::string& address,
                       std::string_view query = {}) {
  return http::redirect(office_href(visit, form_path(form) + "/q/" + address + std::string(query)));
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

// The paper of the request's path in the actor's territory. Errors: "paper.unknown".
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

http::Response begin_paper(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  auto form = paper_of_path(office, request, visit);
  if (!form) return no_paper(office, visit, form.error(), request.id);
  if (!PaperDesk::may_key(*form, visit.actor->login)) {
    const auto begun = office.paper->begin_second(*form, visit.actor->login);
    if (!begun) return office_failure(office, visit, begun.error(), request.id);
    if (!*begun) return office_message(office, visit, "office.paper.taken", 409);
    if (const auto noted = note_paper(office, visit, "paper.second", *form, ""); !noted)
      return office_failure(office, visit, noted.error(), request.id);
  }
  return to_page(visit, *form, "");
}

page::RenderOptions render_options(const Office& office, const OfficeVisit& visit, const PaperForm& form) {
  page::RenderOptions options{office.texts, visit.language};
  options.base = office_href(visit, form_path(form) + "/q/");
  options.submit_action = office_href(visit, form_path(form) + "/send");
  options.hidden = {{"csrf", office_csrf(office, visit)}};
  options.focus_first = true;
  return options;
}

http::Response show_paper(const Office& office, const OfficeVisit& visit, const PaperForm& form,
                          const Interview& interview, page::PageRef at, const page::RenderOptions& options,
                          int status = 200) {
  const std::string title = page::page_title(interview, at, visit.language, office.texts);
  const std::string which = paragraph("caption", visit.text(office, "office.paper.which", {form.number}));
  const std::string path = form_path(form) + "/q/" + page::address(interview, at);
  return office_page(office, visit, {title, path, which + page::render(interview, at, options), status});
}

std::string go_on_address(const Interview& interview) {
  return page::address(interview, page::first_with_finding(interview).value_or(page::review_page));
}

// Runs `work` with the draft of the paper when it is the actor's turn to key it.
template <class Work>
http::Response with_draft(const Office& office, const http::Request& request, const OfficeVisit& visit,
                          Work work) {
  const auto form = paper_of_path(office, request, visit);
  if (!form) return no_paper(office, visit, form.error(), request.id);
  if (!PaperDesk::may_key(*form, visit.actor->login))
    return office_message(office, visit, "office.paper.closed", 403);
  auto draft = office.paper->draft(*form);
  if (!draft) return office_failure(office, visit, draft.error(), request.id);
  return work(*form, *draft);
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
    const page::Step step = page::take_step(draft.interview, *at, fields, office.paper->new_item());
    if (!step.operations.empty()) {
      const auto stored = office.paper->store(form, draft.position, step.operations);
      if (!stored) return office_failure(office, visit, stored.error(), request.id);
    }
    return after_step(office, visit, form, draft.interview, step);
  });
}

// Answers that two people read differently from one paper, each with the way to its page.
http::Response differences_page(const Office& office, const OfficeVisit& visit, const PaperForm& form,
                                const Interview& interview, const std::vector<KeyingDifference>& found) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const KeyingDifference& one : found) {
    const std::string label =
        interview.text(interview.form().nodes[one.place.node].label, one.place, visit.language);
    const auto at = page::page_of(interview, one.place);
    const std::string href = office_href(visit, form_path(form) + "/q/" + page::address(interview, at));
    rows.open("tr").open("th", {{"scope", "row"}}).element("a", {{"href", href}}, label);
    if (one.place.item != no_item)
      rows.text(" ").element(
          "span", {{"class", "hint"}},
          page::item_title(interview, one.place.item, interview.form().nodes[one.place.node].list,
                           visit.language, office.texts));
    rows.close("th");
    for (const std::string& value : {one.first, one.second})
      rows.element("td", {}, value.empty() ? text("page.review.empty") : value);
    rows.close("tr");
  }
  rows.close("tbody");
  const std::string title = text("office.paper.differences");
  const std::string main =
      heading(title) + paragraph("lead", text("office.paper.differences.lead")) +
      board_start("differences", title) +
      board_head({text("office.paper.question"), text("office.paper.first"), text("office.paper.second_one")},
                 3) +
      rows.take() + board_end() + form_start(office_href(visit, form_path(form) + "/send")) +
      hidden_input("csrf", office_csrf(office, visit)) +
      submit_button("primary", "confirmed", "1", text("office.paper.send_second")) + "</form>";
  return office_page(office, visit, {title, form_path(form) + "/send", main});
}

http::Response sent_page(const Office& office, const OfficeVisit& visit, const PaperForm& form,
                         const PaperSent& sent) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const bool waits = sent.kind == PaperSent::Kind::waits;
  const std::string title = text(waits ? "office.paper.kept" : "office.paper.sent");
  Html notice;
  notice.open("div", {{"class", "notice success"}, {"role", "status"}});
  notice.element("p", {}, visit.text(office, "office.paper.which", {form.number}));
  if (sent.facts)
    notice.element(
        "p", {},
        visit.text(office, "office.paper.receipt",
                   {std::to_string(sent.facts->serial.value()), std::to_string(sent.facts->persons)}));
  notice.close("div");
  return office_page(office, visit,
                     {title, paper_path,
                      heading(title) + notice.take() +
                          paragraph("", text(waits ? "office.paper.kept.text" : "office.paper.sent.text")) +
                          link(office_href(visit, paper_path), text("office.paper.next"))});
}

const char* refusal_of(PaperSent::Kind kind) {
  if (kind == PaperSent::Kind::closed) return "submission.closed";
  if (kind == PaperSent::Kind::same_person) return "submission.same_person";
  return "office.paper.taken";
}

http::Response send_paper(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  return with_draft(office, request, visit, [&](const PaperForm& form, OpenDraft& draft) {
    const auto fields = request.form();
    const bool confirmed = fields && http::field_value(*fields, "confirmed") == "1";
    const auto sent = office.paper->send(form, confirmed, visit.language);
    if (!sent) return office_failure(office, visit, sent.error(), request.id);
    using Kind = PaperSent::Kind;
    if (sent->kind == Kind::incomplete)
      return to_page(visit, form, go_on_address(draft.interview), "?check=1");
    if (sent->kind == Kind::differs)
      return differences_page(office, visit, form, draft.interview, sent->differences);
    if (sent->kind != Kind::waits && sent->kind != Kind::stored)
      return office_message(office, visit, refusal_of(sent->kind), 409);
    const char* action = sent->kind == Kind::waits ? "paper.keyed" : "paper.send";
    if (const auto noted = note_paper(office, visit, action, form, ""); !noted)
      return office_failure(office, visit, noted.error(), request.id);
    return sent_page(office, visit, form, *sent);
  });
}

}  // namespace

void add_office_paper(http::Router& router, const SharedOffice& office) {
  if (office->paper == nullptr) return;
  const auto add = [&](http::Method method, const std::string& path, auto handler) {
    add_office_page(router, office, SignIn::needed, method, paper_path + path,
                    [office, handler](const http::Request& request, const OfficeVisit& visit) {
                      if (!may_at_home(*office, visit, Permission::key_in_paper))
                        return office_forbidden(*office, visit);
                      return handler(*office, request, visit);
                    });
  };
  add(http::Method::get, "", [](const Office& all, const http::Request& request, const OfficeVisit& visit) {
    return paper_list(all, request, visit);
  });
  add(http::Method::post, "/open", open_paper);
  add(http::Method::post, "/{case}/begin", begin_paper);
  add(http::Method::get, "/{case}/q", get_paper);
  add(http::Method::get, "/{case}/q/{page*}", get_paper);
  add(http::Method::post, "/{case}/q/{page*}", post_paper);
  add(http::Method::post, "/{case}/send", send_paper);
}

}  // namespace sanaq
