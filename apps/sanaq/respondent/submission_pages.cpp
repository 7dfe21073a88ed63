#include "base/text.h"
#include "casework/member_code.h"
#include "page/path.h"
#include "page/render.h"
#include "sanaq/pictures.h"
#include "sanaq/respondent/completion_certificate.h"
#include "sanaq/respondent/household.h"
#include "sanaq/respondent/prefill.h"
#include "sanaq/respondent/submitter.h"
#include "sanaq/site.h"
#include "sanaq/tablet/channel_gate.h"

namespace sanaq {
namespace {

// The notes of passed findings stand in the JSON alone; it is made only for a household that has any.
std::vector<PassedNote> notes_of(const Interview& interview) {
  if (interview.passed().empty()) return {};
  return passed_of(write_answers(interview, Scope::everything));
}

Result<PrepareOutcome> prepare(const Site& site, const Visitor& visitor, const OpenDraft& draft) {
  const CaseId case_id = visitor.session->case_id;
  const Interview& interview = draft.interview;
  SANAQ_TRY(const auto prefilled, prefilled_values(site, case_id, draft));
  return prepare_submission(
      interview, site.plan,
      {case_id, Channel::online, site.clock.now(), counting_territory(site.edition, site.plan, interview)},
      prefilled, notes_of(interview), site.hash, site.sealer);
}

http::Response not_ready(const Visitor& visitor, const Interview& interview) {
  const auto waiting = page::first_with_finding(interview);
  const std::string where = page::address(interview, waiting.value_or(page::review_page));
  return http::redirect("/" + visitor.language + "/q/" + where + "?check=1");
}

void submit(const Site& site, const http::Request& request, const Visitor& visitor,
            http::Responder&& responder) {
  if (auto closed = gate_online(site, visitor)) return responder.send(std::move(*closed));
  auto household = open_household(site, visitor);
  if (!household) return responder.send(failure_page(site, visitor, household.error(), request.id));
  if (household->submitted) return responder.send(http::redirect("/" + visitor.language + "/done"));
  const auto missing = missing_pictures(site, visitor.session->case_id, household->draft.interview);
  if (!missing) return responder.send(failure_page(site, visitor, missing.error(), request.id));
  if (!missing->empty()) return responder.send(message_page(site, visitor, "submission.pictures", 422));
  auto outcome = prepare(site, visitor, household->draft);
  if (!outcome) return responder.send(failure_page(site, visitor, outcome.error(), request.id));
  if (const auto* refused = std::get_if<NotReady>(&*outcome)) {
    if (!refused->same_person.empty() && refused->findings.empty())
      return responder.send(message_page(site, visitor, "submission.same_person", 422));
    return responder.send(not_ready(visitor, household->draft.interview));
  }
  // The answer is given on the thread that commits, after the household is durable.
  auto shared = std::make_shared<http::Responder>(std::move(responder));
  site.submitter.submit(
      std::move(std::get<PreparedSubmission>(*outcome)),
      [&site, visitor, id = request.id, shared](Result<SubmitOutcome> stored) {
        if (!stored) return shared->send(failure_page(site, visitor, stored.error(), id));
        const bool twice = !stored->duplicates.empty();
        shared->send(http::redirect("/" + visitor.language + "/done" + (twice ? "?also=1" : "")));
      });
}

Result<page::Receipt> receipt_of(const Site& site, const Visitor& visitor, const OpenHousehold& household) {
  const StoredSubmission& stored = *household.submitted;
  page::Receipt out;
  out.number = std::to_string(stored.serial.value());
  std::uint16_t member = 0;
  for (const PersonPlan& plan : site.plan.persons)
    for (const ItemSlot item : household.draft.interview.items(plan.list)) {
      const std::string title =
          page::item_title(household.draft.interview, item, plan.list, visitor.language, site.texts);
      out.persons.emplace_back(title, to_text(MemberCode{stored.serial, ++member}, site.hash));
    }
  out.certificate_href = "/" + visitor.language + "/certificate";
  out.qr_href = "/" + visitor.language + "/receipt.svg";
  return out;
}

http::Response done_page(const Site& site, const http::Request& request, const Visitor& visitor) {
  auto household = open_household(site, visitor);
  if (!household) return failure_page(site, visitor, household.error(), request.id);
  if (!household->submitted) return http::redirect("/" + visitor.language + "/q");
  const auto receipt = receipt_of(site, visitor, *household);
  if (!receipt) return failure_page(site, visitor, receipt.error(), request.id);
  page::RenderOptions options{site.texts, visitor.language};
  std::string main = page::render_done(*receipt, options);
  if (request.query_value("also") == "1")
    main += paragraph("note", site.texts.text("done.duplicate", visitor.language));
  PageParts parts{site.texts.text("done.title", visitor.language), "/done", std::move(main)};
  parts.forget_draft = true;
  return page_response(site, visitor, parts);
}

http::Response certificate(const Site& site, const http::Request& request, const Visitor& visitor) {
  auto household = open_household(site, visitor);
  if (!household) return failure_page(site, visitor, household.error(), request.id);
  if (!household->submitted) return http::redirect("/" + visitor.language + "/q");
  const auto member = parse_digits(request.query_value("member"));
  auto pdf =
      completion_certificate(site, *household->submitted, static_cast<std::uint16_t>(member.value_or(1)));
  if (!pdf) return failure_page(site, visitor, pdf.error(), request.id);
  http::Response response;
  response.content_type = "application/pdf";
  response.body = std::move(*pdf);
  http::add_header(response, "Content-Disposition", "inline; filename=\"sanaq-certificate.pdf\"");
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

http::Response receipt_image(const Site& site, const http::Request& request, const Visitor& visitor) {
  auto household = open_household(site, visitor);
  if (!household) return failure_page(site, visitor, household.error(), request.id);
  if (!household->submitted) return http::redirect("/" + visitor.language + "/q");
  auto svg = receipt_svg(site, visitor.language, *household->submitted);
  if (!svg) return failure_page(site, visitor, svg.error(), request.id);
  http::Response response;
  response.content_type = "image/svg+xml";
  response.body = std::move(*svg);
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_submission_pages(http::Router& router, const Site& site) {
  router.post("/{lang}/submit", [&site](http::Request&& request, http::Responder&& responder) {
    const Visitor visitor = visitor_of(site, request);
    if (visitor.unknown)
      return responder.send(failure_page(site, visitor, {"store.unavailable", {}}, request.id));
    if (!visitor.session) return responder.send(http::redirect("/" + visitor.language + "/register"));
    const auto form = request.form();
    if (!form || !csrf_is_right(site, visitor, http::field_value(*form, "csrf")))
      return responder.send(message_page(site, visitor, "error.csrf", 403));
    submit(site, request, visitor, std::move(responder));
  });
  add_session_page(router, site, http::Method::get, "/done",
                   [&site](const http::Request& request, const Visitor& visitor) {
                     return done_page(site, request, visitor);
                   });
  add_session_page(router, site, http::Method::get, "/certificate",
                   [&site](const http::Request& request, const Visitor& visitor) {
                     return certificate(site, request, visitor);
                   });
  add_session_page(router, site, http::Method::get, "/receipt.svg",
                   [&site](const http::Request& request, const Visitor& visitor) {
                     return receipt_image(site, request, visitor);
                   });
}

}  // namespace sanaq
