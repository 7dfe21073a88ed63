#include "sanaq/respondent/submission_api.h"

#include "casework/member_code.h"
#include "casework/receipt.h"
#include "sanaq/pictures.h"
#include "sanaq/respondent/household.h"
#include "sanaq/respondent/submitter.h"
#include "sanaq/tablet/channel_gate.h"

namespace sanaq {
namespace {

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

// The notes of passed findings stand in the JSON alone; a tree of it is made only for a household that has
// any.
Result<std::vector<PassedNote>> notes_of(const Interview& interview, const std::string& body) {
  if (interview.passed().empty()) return std::vector<PassedNote>();
  SANAQ_TRY(const Json answers, parse_json(body));
  return passed_of(answers);
}

Result<PrepareOutcome> prepare(const Site& site, CaseId case_id, const std::string& body) {
  SANAQ_TRY(const Interview interview, open_answers(site.program, site.context, std::string_view(body)));
  SANAQ_TRY(const auto notes, notes_of(interview, body));
  SANAQ_TRY(auto missing, missing_pictures(site, case_id, interview));
  if (!missing.empty()) return PrepareOutcome(NotReady{{}, std::move(missing), {}});
  const SubmissionHead head{case_id, Channel::online, site.clock.now(),
                            counting_territory(site.edition, site.plan, interview)};
  return prepare_submission(interview, site.plan, head, {}, notes, site.hash, site.sealer);
}

std::string_view token_of(const http::Request& request) {
  const std::string_view header = request.header("authorization");
  return header.starts_with(bearer) ? header.substr(bearer.size()) : std::string_view();
}

void submit(const Site& site, ArrivedSubmission&& arrived) {
  auto& [request, responder, session] = arrived;
  auto outcome = prepare(site, session->case_id, request.body);
  if (!outcome)
    return responder.send(http::problem(400, outcome.error().code, request.id, outcome.error().detail));
  if (const auto* not_ready = std::get_if<NotReady>(&*outcome)) return responder.send(refused(*not_ready));
  auto shared = std::make_shared<http::Responder>(std::move(responder));  // owner: the callback
  site.submitter.submit(std::move(std::get<PreparedSubmission>(*outcome)),
                        [&site, id = std::move(request.id), shared](Result<SubmitOutcome> stored) {
                          shared->send(answer(site, stored, id));
                        });
}

void handle(const Site& site, ArrivedSubmission&& arrived, const Result<Done>& looked_up) {
  const auto fail = [&](int status, std::string_view code) {
    arrived.responder.send(http::problem(status, code, arrived.request.id));
  };
  if (!looked_up) return fail(503, looked_up.error().code);
  if (!arrived.session) return fail(401, "session.gone");
  if (channel_state(site.edition.edition.decisions, "online", site.clock.now()).kind !=
      ChannelState::Kind::open)
    return fail(403, "channel.closed");
  submit(site, std::move(arrived));
}

}  // namespace

SubmissionApi::SubmissionApi(const Site& site, std::size_t threads)
    : site_(site),
      desk_({[this](std::span<ArrivedSubmission> arrived) { return look_up(arrived); },
             [this](ArrivedSubmission&& one, const Result<Done>& looked_up) {
               handle(site_, std::move(one), looked_up);
             }},
            {.threads = threads}) {}

Result<Done> SubmissionApi::look_up(std::span<ArrivedSubmission> arrived) {
  std::vector<std::string_view> tokens;
  tokens.reserve(arrived.size());
  for (const ArrivedSubmission& one : arrived) tokens.push_back(token_of(one.request));
  SANAQ_TRY(auto sessions, site_.registration.sessions(tokens));
  for (std::size_t i = 0; i < arrived.size(); ++i) arrived[i].session = std::move(sessions[i]);
  return Done{};
}

void SubmissionApi::add_routes(http::Router& router) {
  const http::RouteOptions quick{http::Run::inline_, 0};
  router.post(
      "/api/submissions",
      [this](http::Request&& request, http::Responder&& responder) {
        ArrivedSubmission arrived{std::move(request), std::move(responder), {}};
        if (desk_.take(std::move(arrived))) return;
        arrived.responder.send(http::problem(503, "server.busy", arrived.request.id));
      },
      quick);
}

}  // namespace sanaq
