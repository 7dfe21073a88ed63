#include "casework/member_code.h"
#include "casework/receipt.h"
#include "sanaq/channel_gate.h"
#include "sanaq/household.h"
#include "sanaq/session_cache.h"
#include "sanaq/site.h"
#include "sanaq/submitter.h"

namespace sanaq {
namespace {

// A whole household at once, for programs that fill the form elsewhere: POST /api/submissions with the
// answers as JSON (docs/handbook/xlsform.md) and `Authorization: Bearer <session token>`. 201 with the
// receipt after the household is durable; the same again for the same content; 409 when the case was
// submitted with other content; 422 with findings.
constexpr std::string_view bearer = "Bearer ";

http::Response accepted(const Site& site, const SubmitOutcome& outcome) {
  Json out = Json::object();
  out.set("receipt", Json::string(to_text(make_receipt(outcome.facts, site.signer))));
  Json codes = Json::array();
  for (std::uint16_t member = 1; member <= outcome.facts.persons; ++member)
    codes.push(Json::string(to_text(MemberCode{outcome.facts.serial, member}, site.hash)));
  out.set("codes", std::move(codes));
  out.set("also_elsewhere", Json::boolean(!outcome.duplicates.empty()));
  return http::json_text(to_text(out), outcome.kind == SubmitOutcome::Kind::stored ? 201 : 200);
}

http::Response refused(const NotReady& refusal) {
  Json out = Json::object();
  out.set("code", Json::string("submission.incomplete"));
  Json findings = Json::array();
  for (const std::string& name : refusal.names) findings.push(Json::string(name));
  out.set("findings", std::move(findings));
  Json same = Json::array();
  for (const std::uint16_t member : refusal.same_person) same.push(Json::number(member));
  out.set("same_person", std::move(same));
  return http::json(out, 422);
}

http::Response answer(const Site& site, const Result<SubmitOutcome>& stored, const std::string& request_id) {
  if (!stored) return http::problem(503, stored.error().code, request_id);
  if (stored->kind == SubmitOutcome::Kind::closed) return http::problem(409, "submission.closed", request_id);
  return accepted(site, *stored);
}

// The notes of passed findings stand in the JSON alone; a tree of it is made only for a household that has any.
Result<std::vector<PassedNote>> notes_of(const Interview& interview, const std::string& body) {
  if (interview.passed().empty()) return std::vector<PassedNote>();
  SANAQ_TRY(const Json answers, parse_json(body));
  return passed_of(answers);
}

Result<PrepareOutcome> prepare(const Site& site, CaseId case_id, const std::string& body) {
  SANAQ_TRY(const Interview interview, open_answers(site.program, site.context, std::string_view(body)));
  SANAQ_TRY(const auto notes, notes_of(interview, body));
  const SubmissionHead head{case_id, Channel::online, site.clock.now(),
                            counting_territory(site.edition, site.plan, interview)};
  return prepare_submission(interview, site.plan, head, {}, notes, site.hash, site.sealer);
}

void submit(const Site& site, SessionCache& sessions, http::Request&& request, http::Responder&& responder) {
  const std::string_view header = request.header("authorization");
  if (!header.starts_with(bearer)) return responder.send(http::problem(401, "session.gone", request.id));
  const auto session = sessions.find(header.substr(bearer.size()), site.clock.now());
  if (!session)
    return responder.send(
        http::problem(session.error().code == "session.gone" ? 401 : 503, session.error().code, request.id));
  if (channel_state(site.edition.edition.decisions, "online", site.clock.now()).kind !=
      ChannelState::Kind::open)
    return responder.send(http::problem(403, "channel.closed", request.id));
  auto outcome = prepare(site, session->case_id, request.body);
  if (!outcome)
    return responder.send(http::problem(400, outcome.error().code, request.id, outcome.error().detail));
  if (const auto* not_ready = std::get_if<NotReady>(&*outcome)) return responder.send(refused(*not_ready));
  auto shared = std::make_shared<http::Responder>(std::move(responder));  // owner: the callback
  site.submitter.submit(std::move(std::get<PreparedSubmission>(*outcome)),
                        [&site, id = request.id, shared](Result<SubmitOutcome> stored) {
                          shared->send(answer(site, stored, id));
                        });
}

}  // namespace

void add_submission_api(http::Router& router, const Site& site) {
  auto sessions = std::make_shared<SessionCache>(site.registration);  // owner: the route
  router.post("/api/submissions", [&site, sessions](http::Request&& request, http::Responder&& responder) {
    submit(site, *sessions, std::move(request), std::move(responder));
  });
}

}  // namespace sanaq
