#include "sanaq/command/simulate_journey.h"

#include <algorithm>

#include "base/uuid.h"
#include "http/urlencoded.h"
#include "os/clocks.h"
#include "os/system_rng.h"

namespace sanaq {
namespace {

constexpr std::size_t operations_per_call = 150;

Error unexpected(std::string_view step, int status) {
  return {"journey.answer", std::string(step) + " " + std::to_string(status)};
}

// The text between two marks after a position; empty when one is missing.
std::string between(std::string_view text, std::string_view before, std::string_view after,
                    std::size_t from = 0) {
  const std::size_t start = text.find(before, from);
  if (start == std::string_view::npos) return {};
  const std::size_t first = start + before.size();
  const std::size_t end = text.find(after, first);
  return end == std::string_view::npos ? std::string() : std::string(text.substr(first, end - first));
}

// The hidden field of a page's form.
std::string csrf_of(const std::string& page) {
  const std::size_t at = page.find("name=\"csrf\"");
  return at == std::string::npos ? std::string() : between(page, "value=\"", "\"", at);
}

void add_answers(std::vector<Operation>& out, const Json& owner, const std::string& item) {
  Operation op;
  op.item = item;
  for (const auto& [question, value] : owner["answers"].members()) {
    op.question = question;
    op.value = value.text();
    out.push_back(op);
  }
  op.kind = Operation::Kind::refuse;
  op.value.clear();
  for (const Json& question : owner["refused"].items()) {
    op.question = question.text();
    out.push_back(op);
  }
}

void append_member(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  out += ",\"" + std::string(name) + "\":";
  append_json_string(out, text);
}

// As to_json(), straight into the text of the call: the measured client should cost little.
void append_operation(std::string& out, const Operation& operation) {
  using Kind = Operation::Kind;
  const std::string_view op = operation.kind == Kind::add_item ? "add_item"
                              : operation.kind == Kind::refuse ? "refuse"
                              : operation.kind == Kind::pass   ? "pass"
                                                               : "answer";
  out += "{\"op\":\"" + std::string(op) + '"';
  append_member(out, "question", operation.question);
  append_member(out, "item", operation.item);
  append_member(out, "other", operation.other);
  append_member(out, "value", operation.value);
  append_member(out, "check", operation.check);
  append_member(out, "note", operation.note);
  out += '}';
}

const std::string& first_with_iin(const Json& answers) {
  static const std::string none;
  for (const auto& [list, items] : answers["lists"].members())
    for (const Json& item : items.items())
      if (item["answers"].has("iin")) return item["answers"]["iin"].text();
  return none;
}

}  // namespace

std::vector<Operation> operations_of(const Json& household, const std::vector<std::string>& present) {
  std::vector<Operation> out;
  add_answers(out, household, {});
  for (const auto& [list, items] : household["lists"].members()) {
    for (const Json& item : items.items()) {
      if (std::find(present.begin(), present.end(), item["id"].text()) != present.end()) continue;
      Operation add;
      add.kind = Operation::Kind::add_item;
      add.question = list;
      add.item = item["id"].text();
      out.push_back(std::move(add));
    }
    for (const Json& item : items.items()) add_answers(out, item, item["id"].text());
  }
  for (const Json& passed : household["passed"].items()) {
    Operation pass;
    pass.kind = Operation::Kind::pass;
    pass.check = passed["check"].text();
    pass.item = passed["item"].text();
    pass.other = passed["other"].text();
    pass.note = passed["note"].text();
    out.push_back(std::move(pass));
  }
  return out;
}

Result<Journey> Journey::make(http::Endpoint endpoint) {
  constexpr std::int64_t wait_ms = 30'000;
  SANAQ_TRY(auto client, http::Client::create(std::move(endpoint), wait_ms));
  return Journey(std::move(client));
}

void Journey::keep_cookies(const http::ClientResponse& response) {
  for (std::size_t i = 0; i < response.headers.size(); ++i) {
    if (!http::equal_ignoring_case(response.headers.name(i), "set-cookie")) continue;
    const std::string_view value = response.headers.value(i);
    const std::string pair(value.substr(0, value.find(';')));
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos) continue;
    const std::string cookie = pair.substr(0, equals);
    std::erase_if(cookies_, [&](const http::Field& field) { return field.name == cookie; });
    cookies_.push_back({cookie, pair.substr(equals + 1)});
  }
}

http::Fields Journey::request_headers() const {
  std::string all;
  for (const http::Field& cookie : cookies_)
    all += (all.empty() ? "" : "; ") + cookie.name + "=" + cookie.value;
  return all.empty() ? http::Fields{} : http::Fields{{"Cookie", all}};
}

Result<http::ClientResponse> Journey::get(const std::string& step, const std::string& target) {
  SANAQ_TRY(auto response, client_.get(target, request_headers()));
  if (response.status != 200) return unexpected(step, response.status);
  keep_cookies(response);
  return response;
}

// Gives where the server sends the browser next.
Result<std::string> Journey::post_form(const std::string& step, const std::string& target,
                                       http::Fields fields) {
  fields.push_back({"csrf", csrf_});
  SANAQ_TRY(const auto response, client_.post(target, "application/x-www-form-urlencoded",
                                              http::to_urlencoded(fields), request_headers()));
  if (response.status != 303) return unexpected(step, response.status);
  keep_cookies(response);
  return std::string(response.header("location"));
}

// The newest message to this phone; the code is the first run of digits in it.
Result<std::string> Journey::read_code(const std::string& phone) {
  SANAQ_TRY(const auto inbox, get("inbox", "/en/demo/inbox?limit=1&phone=" + phone));
  const std::size_t at = inbox.body.find(phone);
  if (at == std::string::npos) return unexpected("inbox", inbox.status);
  const std::string message = between(inbox.body, "class=\"sms\">", "<", at);
  const std::size_t first = message.find_first_of("0123456789");
  if (first == std::string::npos) return unexpected("code", inbox.status);
  return message.substr(first, message.find_first_not_of("0123456789", first) - first);
}

Result<Done> Journey::log_in(const std::string& iin, const std::string& phone) {
  SANAQ_TRY(const auto paper, get("document", "/en/demo/document?iin=" + iin));
  const std::string document = between(paper.body, "class=\"document\">", "<");
  SANAQ_TRY(const auto page, get("register", "/en/register"));
  csrf_ = csrf_of(page.body);
  SANAQ_TRY(
      const std::string code_page,
      post_form("register", "/en/register", {{"iin", iin}, {"document", document}, {"phone", "+" + phone}}));
  SANAQ_TRY(const std::string code, read_code(phone));
  SANAQ_TRY(const std::string next, post_form("code", code_page, {{"code", code}, {"action", "confirm"}}));
  if (next != "/en/address" && next != "/en/q") return unexpected("session", 303);
  return Done{};
}

// The state of the draft: its items, and the token that belongs to the session.
Result<std::vector<std::string>> Journey::open_draft() {
  SANAQ_TRY(const auto response, get("state", "/q/state"));
  SANAQ_TRY(const Json state, parse_json(response.body));
  csrf_ = state["csrf"].text();
  std::vector<std::string> present;
  for (const auto& [list, items] : state["answers"]["lists"].members())
    for (const Json& item : items.items()) present.push_back(item["id"].text());
  return present;
}

Result<Done> Journey::choose_address(const Json& answers) {
  http::Fields fields = {{"action", "use"}, {"typed", "yes"}};
  int level = 0;
  for (const std::string_view part : {"region", "district", "okrug", "settlement"})
    if (const std::string& code = answers["answers"][part].text(); !code.empty())
      fields.push_back({"territory" + std::to_string(++level), code});
  for (const std::string_view part : {"street", "house", "building", "flat"})
    fields.push_back({std::string(part), answers["answers"][part].text()});
  return post_form("address", "/en/address", std::move(fields)) ? Result<Done>(Done{})
                                                                : unexpected("address", 0);
}

Result<Done> Journey::send_answers(const Json& answers, const std::vector<std::string>& present) {
  const auto operations = operations_of(answers, present);
  os::SystemRng rng;
  const os::SystemClock clock;
  const std::string device = Uuid::make(clock.now().micros / 1000, rng).to_string();
  std::int64_t cursor = 0;  // read on from here, as a browser does
  for (std::size_t from = 0; from < operations.size(); from += operations_per_call) {
    std::string call = R"({"device":")" + device + R"(","from":)" + std::to_string(from + 1) +
                       R"(,"cursor":)" + std::to_string(cursor) + R"(,"csrf":)";
    append_json_string(call, csrf_);
    call += R"(,"operations":[)";
    for (std::size_t i = from; i < std::min(operations.size(), from + operations_per_call); ++i) {
      if (i > from) call += ',';
      append_operation(call, operations[i]);
    }
    SANAQ_TRY(const auto response,
              client_.post("/q/operations", "application/json", call + "]}", request_headers()));
    if (response.status != 200) return unexpected("operations", response.status);
    SANAQ_TRY(const Json answer, parse_json(response.body));
    cursor = answer["cursor"].integer(cursor);
  }
  return Done{};
}

Result<JourneyTimes> Journey::walk(const Json& answers, const std::string& phone) {
  cookies_.clear();
  JourneyTimes times;
  const std::string& iin = first_with_iin(answers);
  if (iin.empty()) return Error{"journey.answer", "no IIN"};
  const std::int64_t start = os::monotonic_micros();
  SANAQ_TRY_DONE(log_in(iin, phone));
  SANAQ_TRY(const auto present, open_draft());
  times.registered = os::monotonic_micros() - start;
  SANAQ_TRY_DONE(choose_address(answers));
  SANAQ_TRY_DONE(send_answers(answers, present));
  times.answered = os::monotonic_micros() - start - times.registered;
  SANAQ_TRY(const std::string done, post_form("submit", "/en/submit", {{"declare", "1"}}));
  if (!done.starts_with("/en/done")) return unexpected("submit", 303);
  times.submitted = os::monotonic_micros() - start - times.registered - times.answered;
  return times;
}

}  // namespace sanaq
