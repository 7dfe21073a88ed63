// A colleague goes on with the paper of somebody who is away: said openly, with the reason, and logged.
#include <algorithm>
#include <array>

#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_paper_page.h"

namespace sanaq {
namespace {

struct Reason {
  const char* value;
  TakeoverReason reason;
};
constexpr std::array<Reason, 3> reasons = {{{"leave", TakeoverReason::leave},
                                            {"left", TakeoverReason::left},
                                            {"other_work", TakeoverReason::other_work}}};

std::string takeover_path(const PaperForm& form) { return form_path(form) + "/take-over"; }

http::Response ask(const Office& office, const OfficeVisit& visit, const PaperForm& form, bool unanswered) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  std::vector<SelectOption> options;
  for (const Reason& one : reasons)
    options.push_back({one.value, text(std::string("office.paper.reason.") + one.value)});
  const std::string& whose = form.state == PaperForm::State::keying ? form.keyed_by : form.verified_by;
  const std::string title = text("office.paper.take_over");
  std::string main = unanswered ? error_summary(text("office.paper.reason.needed"),
                                                {{"reason", text("office.paper.reason.needed")}})
                                : std::string();
  main +=
      heading(title) + paragraph("lead", visit.text(office, "office.paper.which", {form.number})) +
      paragraph("", visit.text(office, "office.paper.take_over.text", {whose})) +
      form_start(office_href(visit, takeover_path(form))) + hidden_input("csrf", office_csrf(office, visit)) +
      render_select("reason", text("office.paper.reason"), text("office.paper.reason.choose"), options, "") +
      submit_button("primary", "", "", title) + "</form>" +
      link(office_href(visit, paper_path), text("office.paper"));
  return office_page(office, visit, {title, takeover_path(form), main, unanswered ? 422 : 200});
}

// The paper, when the actor may go on with it.
Result<PaperForm> open_to(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  SANAQ_TRY(auto form, paper_of_path(office, request, visit));
  if (!PaperDesk::may_take_over(form, visit.actor->login)) return Error{"paper.unknown", {}};
  return form;
}

http::Response takeover_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto form = open_to(office, request, visit);
  if (!form) return no_paper(office, visit, form.error(), request.id);
  return ask(office, visit, *form, false);
}

http::Response take_over(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto form = open_to(office, request, visit);
  if (!form) return no_paper(office, visit, form.error(), request.id);
  const auto fields = request.form();
  const std::string_view wanted = fields ? http::field_value(*fields, "reason") : std::string_view();
  const auto reason =
      std::find_if(reasons.begin(), reasons.end(), [&](const Reason& one) { return wanted == one.value; });
  if (reason == reasons.end()) return ask(office, visit, *form, true);
  const std::string whose = form->state == PaperForm::State::keying ? form->keyed_by : form->verified_by;
  const auto taken = office.paper->take_over(*form, visit.actor->login, reason->reason);
  if (!taken) return office_failure(office, visit, taken.error(), request.id);
  if (!*taken) return office_message(office, visit, "office.paper.taken", 409);
  const std::string detail = "from " + whose + ", reason " + reason->value;
  if (const auto noted = note_paper(office, visit, "paper.take_over", *form, detail); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return to_page(visit, *form, "");
}

}  // namespace

void add_paper_takeover(http::Router& router, const SharedOffice& office) {
  add_paper_page(router, office, http::Method::get, "/{case}/take-over", takeover_page);
  add_paper_page(router, office, http::Method::post, "/{case}/take-over", take_over);
}

}  // namespace sanaq
