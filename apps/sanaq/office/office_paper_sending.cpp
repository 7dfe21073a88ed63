// The end of keying: what two keyings read differently, and the household's way into the census.
#include "casework/receipt.h"
#include "page/html.h"
#include "page/path.h"
#include "page/render.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_paper_page.h"

namespace sanaq {
namespace {

using page::Html;

std::string differences_path(const PaperForm& form) { return form_path(form) + "/differences"; }

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
  return office_page(office, visit, {title, differences_path(form), main});
}

// Both keyings side by side, for the one who settles it with the paper at hand. The look is in the log first.
http::Response settle_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  return with_draft(office, request, visit, [&](const PaperForm& form, OpenDraft& draft) {
    if (form.state != PaperForm::State::verifying || !draft.interview.complete())
      return to_page(visit, form, go_on_address(draft.interview));
    const auto found = office.paper->differences(form, draft.interview, visit.language);
    if (!found) return office_failure(office, visit, found.error(), request.id);
    if (const auto noted =
            note_paper(office, visit, "paper.differences", form, std::to_string(found->size()) + " answers");
        !noted)
      return office_failure(office, visit, noted.error(), request.id);
    return differences_page(office, visit, form, draft.interview, *found);
  });
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
    if (sent->kind == Kind::differs) return http::redirect(office_href(visit, differences_path(form)));
    if (sent->kind != Kind::waits && sent->kind != Kind::stored)
      return office_message(office, visit, refusal_of(sent->kind), 409);
    const char* action = sent->kind == Kind::waits ? "paper.keyed" : "paper.send";
    if (const auto noted = note_paper(office, visit, action, form, ""); !noted)
      return office_failure(office, visit, noted.error(), request.id);
    return sent_page(office, visit, form, *sent);
  });
}

}  // namespace

void add_paper_sending(http::Router& router, const SharedOffice& office) {
  add_paper_page(router, office, http::Method::get, "/{case}/differences", settle_page);
  add_paper_page(router, office, http::Method::post, "/{case}/send", send_paper);
}

}  // namespace sanaq
