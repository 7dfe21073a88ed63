#include <algorithm>

#include "base/sha256.h"
#include "crypto/token.h"
#include "sanaq/respondent/household.h"
#include "sanaq/site.h"
#include "sanaq/tablet/channel_gate.h"

namespace sanaq {
namespace {

// The interface between the script of the respondents' site and the server; described in web/README.md.
constexpr int entries_max = 200;

http::Response refusal(const http::Request& request, int status, const Error& error) {
  // What the database said is for the log, not for a device.
  return http::problem(status, error.code, request.id, status == 503 ? std::string() : error.detail);
}

int status_of(const Error& error) {
  if (error.code == "store.unavailable" || error.code == "db.pool_timeout") return 503;
  if (error.code == "submission.closed" || error.code == "draft.gap" || error.code == "draft.diverged")
    return 409;
  return 400;
}

Result<std::vector<Operation>> read_operations(const Json& body) {
  std::vector<Operation> out;
  if (!body["operations"].is_array()) return Error{"operation.form", {}};
  for (const Json& item : body["operations"].items()) {
    SANAQ_TRY(Operation op, read_operation(item));
    out.push_back(std::move(op));
  }
  return out;
}

// What other devices wrote after `position`, in the order of commits; moves it to where to read on.
Result<Json> written_since(const Site& site, CaseId case_id, DeviceId device, std::int64_t& position) {
  Json since = Json::array();
  SANAQ_TRY(const DraftPage page, site.drafts.read(case_id, position, entries_max, device));
  for (const auto& entry : page.entries)
    for (const Operation& op : entry.operations) since.push(to_json(op));
  position = page.position;
  return since;
}

Result<Json> take_operations(const Site& site, const Visitor& visitor, const Json& body) {
  const CaseId case_id = visitor.session->case_id;
  SANAQ_TRY(const Uuid device, Uuid::parse(body["device"].text()));
  SANAQ_TRY(auto operations, read_operations(body));
  const std::int64_t cursor = body["cursor"].integer(0);
  std::int64_t acknowledged = body["from"].integer(1) - 1;
  std::int64_t position = cursor;
  std::int64_t stored = cursor;      // what the draft is known to hold
  bool others = operations.empty();  // then nobody said whether there are any
  if (!operations.empty()) {
    SANAQ_TRY(
        const DraftReceipt receipt,
        site.drafts.append({case_id, {device}, body["from"].integer(1), cursor, std::move(operations)}));
    acknowledged = receipt.next_number - 1;
    others = receipt.others;
    stored = receipt.position;
  }
  Json since = Json::array();
  if (others) {
    SANAQ_TRY(since, written_since(site, case_id, {device}, position));
  }
  // All others up to there were read: what lies between is this device's own. A full page is read on from its
  // end.
  if (since.items().size() < entries_max) position = std::max(position, stored);
  Json out = Json::object();
  out.set("acknowledged", Json::number(acknowledged));
  out.set("since", std::move(since));
  out.set("cursor", Json::number(position));
  return out;
}

constexpr std::string_view device_cookie = "sanaq-device";
constexpr std::int64_t device_seconds = 400 * 86'400;  // the longest browsers keep a cookie

// The device a browser is in a case: the same after signing in again, so that what it could not send goes on.
DeviceId device_of(const Site& site, CaseId case_id, std::string_view cookie) {
  const Mac mac =
      site.hash.mac(HashPurpose::session, "device:" + case_id.value.to_string() + ':' + std::string(cookie));
  Uuid::Bytes bytes{};
  std::copy_n(mac.begin(), bytes.size(), bytes.begin());
  return {Uuid(bytes)};
}

Result<Json> draft_state(const Site& site, const Visitor& visitor, std::string_view cookie) {
  const CaseId case_id = visitor.session->case_id;
  const DeviceId device = device_of(site, case_id, cookie);
  SANAQ_TRY(const OpenHousehold household, open_household(site, visitor, device));
  Json out = Json::object();
  out.set("form_hash", Json::string(site.assets.form));
  out.set("case", Json::string(sha256_hex(case_id.value.to_string()).substr(0, 16)));
  out.set("device", Json::string(device.value.to_string()));
  out.set("answers", write_answers(household.draft.interview, Scope::everything));
  out.set("acknowledged", Json::number(household.draft.next_number - 1));
  out.set("cursor", Json::number(household.draft.position));
  out.set("csrf", Json::string(csrf_token(site, visitor)));
  out.set("submitted", Json::boolean(household.submitted.has_value()));
  return out;
}

void send_state(const Site& site, const http::Request& request, const Visitor& visitor,
                http::Responder& responder) {
  std::string cookie(request.cookie(device_cookie));
  const bool fresh = cookie.empty();
  if (fresh) cookie = crypto::random_token(16);
  const auto state = draft_state(site, visitor, cookie);
  if (!state) return responder.send(refusal(request, status_of(state.error()), state.error()));
  http::Response response = http::json(*state);
  http::add_header(response, "Cache-Control", "no-store");
  if (fresh) {
    http::Cookie keep;
    keep.name = device_cookie;
    keep.value = cookie;
    keep.secure = request.tls;
    keep.age_seconds_max = device_seconds;
    http::set_cookie(response, keep);
  }
  responder.send(std::move(response));
}

using ApiHandler = std::function<void(const http::Request&, const Visitor&, http::Responder&)>;

// A call for the script: with a session, while the channel is open.
void add_call(http::Router& router, const Site& site, http::Method method, const std::string& path,
              ApiHandler handler) {
  router.add(method, path,
             [&site, handler = std::move(handler)](http::Request&& request, http::Responder&& responder) {
               const Visitor visitor = visitor_of(site, request);
               if (visitor.unknown) return responder.send(refusal(request, 503, {"store.unavailable", {}}));
               if (!visitor.session) return responder.send(refusal(request, 401, {"session.gone", {}}));
               if (gate_online(site, visitor))
                 return responder.send(refusal(request, 403, {"channel.closed", {}}));
               handler(request, visitor, responder);
             });
}

void send_operations(const Site& site, const http::Request& request, const Visitor& visitor,
                     http::Responder& responder) {
  const auto body = parse_json(request.body);
  if (!body) return responder.send(refusal(request, 400, body.error()));
  if (!csrf_is_right(site, visitor, (*body)["csrf"].text()))
    return responder.send(refusal(request, 403, {"session.csrf", {}}));
  const auto answer = take_operations(site, visitor, *body);
  if (!answer) return responder.send(refusal(request, status_of(answer.error()), answer.error()));
  http::Response response = http::json(*answer);
  http::add_header(response, "Cache-Control", "no-store");
  responder.send(std::move(response));
}

}  // namespace

void add_draft_api(http::Router& router, const Site& site) {
  add_call(router, site, http::Method::get, "/q/state",
           [&site](const http::Request& request, const Visitor& visitor, http::Responder& responder) {
             send_state(site, request, visitor, responder);
           });
  add_call(router, site, http::Method::post, "/q/operations",
           [&site](const http::Request& request, const Visitor& visitor, http::Responder& responder) {
             send_operations(site, request, visitor, responder);
           });
}

}  // namespace sanaq
