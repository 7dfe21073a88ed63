#pragma once
#include <doctest.h>

#include <map>

#include "casework/submission.h"
#include "casework/testing/household_form.h"
#include "casework/testing/memory_case_store.h"
#include "http/urlencoded.h"
#include "os/files.h"
#include "sanaq/office/office_frame.h"
#include "sanaq/testing/memory_channel_desk.h"
#include "sanaq/testing/memory_visit_desk.h"

namespace sanaq::testing {

/// The office without a database: staff, log and cases in memory, requests as a browser would send them.

class MemoryStaffDesk final : public StaffDesk {
 public:
  std::map<std::string, Actor, std::less<>> sessions;  // by token
  std::string failure;                                 // code every call fails with
  Result<std::string> sign_in(const std::string& login, const std::string& password,
                              const std::string& code) override {
    if (!failure.empty()) return Error{failure, {}};
    if (login == "locked") return Error{"staff.locked", {}};
    if (login != "aigul" || password != "right" || code != "123456") return Error{"staff.refused", {}};
    sessions["fresh"] = {{}, login, Role::bureau, ""};
    return std::string("fresh");
  }
  Result<std::optional<Actor>> session(std::string_view token) override {
    if (!failure.empty()) return Error{failure, {}};
    const auto found = sessions.find(token);
    return found == sessions.end() ? std::optional<Actor>() : std::optional(found->second);
  }
  Result<Done> sign_out(std::string_view token) override {
    sessions.erase(sessions.find(token));
    return Done{};
  }
};

class MemoryAuditDesk final : public AuditDesk {
 public:
  std::vector<AuditRecord> lines;
  AuditQuery asked;  // the last query
  bool fails = false;
  std::optional<std::int64_t> broken_at;
  Result<Done> append(AuditRecord record) override {
    if (fails) return Error{"store.unavailable", {}};
    record.number = static_cast<std::int64_t>(lines.size()) + 1;
    record.hash = audit_hash(lines.empty() ? "" : lines.back().hash, record);
    lines.push_back(std::move(record));
    return Done{};
  }
  Result<std::vector<AuditRecord>> find(const AuditQuery& query) override {
    if (fails) return Error{"store.unavailable", {}};
    asked = query;
    std::vector<AuditRecord> found;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
      if (static_cast<int>(found.size()) == query.limit) break;
      if ((query.before > 0 && line->number >= query.before) ||
          (!query.actor.empty() && line->actor != query.actor) ||
          (!query.action.empty() && line->action != query.action))
        continue;
      found.push_back(*line);
    }
    return found;
  }
  Result<AuditVerdict> verify() override {
    if (fails) return Error{"store.unavailable", {}};
    return AuditVerdict{broken_at ? *broken_at - 1 : static_cast<std::int64_t>(lines.size()), broken_at};
  }
  int count(std::string_view action) const {
    return static_cast<int>(
        std::count_if(lines.begin(), lines.end(), [&](const auto& l) { return l.action == action; }));
  }
};

/// Two tablets: 1 in region A, 2 in region B.
class MemoryTabletDesk final : public TabletDesk {
 public:
  static DeviceId id(std::uint8_t number) {
    Uuid::Bytes bytes{};
    bytes[15] = number;
    return {Uuid(bytes)};
  }
  static std::string path(std::uint8_t number) { return "/office/tablets/" + id(number).value.to_string(); }
  std::vector<DeviceLine> lines = {
      {{id(1), {}, "Tablet A", "110000000", DeviceState::active, {}}, {}, 3, 5, 0},
      {{id(2), {}, "Tablet B", "750000000", DeviceState::locked, UtcInstant{1'630'400'000'000'000}},
       {},
       0,
       0,
       1}};
  std::vector<std::string> invited;
  Result<std::vector<DeviceLine>> list() override { return lines; }
  Result<std::vector<std::string>> release_codes(DeviceId device) override {
    if (device != id(1)) return std::vector<std::string>();
    return std::vector<std::string>{"2: T5XW-90HJ", "1: QM4K-7RVB"};
  }
  Result<std::string> invite(const std::string& label, const std::string& territory, bool phrase) override {
    invited.push_back(label + " " + territory + (phrase ? " phrase" : ""));
    return std::string("K7QF-2M9D");
  }
  Result<int> assign_next(DeviceId, int count) override { return count; }
  Result<Done> set_state(DeviceId device, DeviceState state) override {
    for (DeviceLine& line : lines)
      if (line.device.id == device) line.device.state = state;
    return Done{};
  }
};

/// One case of region A: a tablet and the household wrote different things.
class MemoryEvidenceDesk final : public EvidenceDesk {
 public:
  static CaseId id() { return {MemoryTabletDesk::id(9).value}; }
  static std::string path() { return "/office/evidence/" + id().value.to_string(); }
  Result<std::vector<DoubtfulCase>> doubtful(const std::vector<std::string>& territories, int) override {
    std::vector<DoubtfulCase> found;
    if (territories.empty() ||
        std::find(territories.begin(), territories.end(), "111000000") != territories.end())
      found.push_back({id(), "111000000", true, 2, 1, 1, UtcInstant{1'630'400'000'000'000}});
    return found;
  }
  Result<CaseEvidence> evidence(CaseId) override {
    const UtcInstant at{1'630'400'000'000'000};
    const auto answer = [](const char* question, const char* item, const char* value) {
      Operation operation;
      operation.question = question;
      operation.item = item;
      operation.value = value;
      return operation;
    };
    CaseEvidence out;
    const DeviceId tablet = MemoryTabletDesk::id(1), phone = MemoryTabletDesk::id(3);
    out.writers = {{tablet, "Tablet A", "110000000", 4, 1, at}, {phone, "", "", 0, 0, {}}};
    out.overruled = {
        {answer("sex", "m0", "1"), answer("sex", "m0", "2"), tablet, phone, at, at},
        {answer("given_name", "m0", "Айгүл"), answer("given_name", "m0", "Әсел"), tablet, phone, at, at}};
    exchange::Entry entry;
    entry.payload = R"([{"op":"answer","question":"rooms","value":"77"}])";
    out.forks = {{"Tablet A", at, 3, {entry}}};
    return out;
  }
};

/// Bundles of these tablets: a file is the number of its tablet, and what it brings when it is known.
class MemoryCarrierDesk final : public CarrierDesk {
 public:
  std::map<std::string, exchange::BundleReport> reports;
  int taken = 0;
  Result<KnownBundle> look(std::string_view file) override {
    if (file == "away") return Error{"store.unavailable", {}};
    if (!reports.contains(std::string(file))) return Error{"bundle.form", {}};
    KnownBundle known;
    known.bundle.head_bytes = file;
    known.device = file == "of B"
                       ? DeviceRecord{MemoryTabletDesk::id(2), {}, "Tablet B", "750000000", {}, {}}
                       : DeviceRecord{MemoryTabletDesk::id(1), {}, "Tablet A", "110000000", {}, {}};
    return known;
  }
  Result<TakenBundle> take(const KnownBundle& known) override {
    ++taken;
    return TakenBundle{reports.at(std::string(known.bundle.head_bytes)), "answer"};
  }
  Result<std::optional<KeptAnswer>> answer_to(const exchange::BundleName& bundle) override {
    const auto named = [&](std::string_view head) { return bundle == exchange::name_of_bundle(head); };
    if (named("whole")) return std::optional(KeptAnswer{{}, "Tablet A", "110000000", {}, "answer"});
    if (named("of B")) return std::optional(KeptAnswer{{}, "Tablet B", "750000000", {}, "answer of B"});
    return std::optional<KeptAnswer>();
  }
};

class StillClock final : public Clock {
 public:
  UtcInstant at{1'630'500'000'000'000};
  UtcInstant now() const override { return at; }
};

class CaughtResponse final : public http::ResponseSink {
 public:
  std::optional<http::Response> response;
  void deliver(std::uint64_t, http::Response&& sent, std::shared_ptr<http::ResponseSink>) override {
    response = std::move(sent);
  }
};

/// Regions A (districts A1 with settlement A11, A2) and B (district B1).
inline Codelist office_territories(std::string_view last_column = "") {
  const bool expects = !last_column.empty();
  const auto row = [&](std::string_view text, std::string_view expected) {
    return std::string(text) + (expects ? "," + std::string(expected) : "") + "\n";
  };
  return Codelist::parse("kato", row("name,label_kk,label_ru,label_en,parent", last_column) +
                                     row("110000000,А облысы,Область А,Region A,", "1000") +
                                     row("111000000,А1 ауданы,Район А1,District A1,110000000", "700") +
                                     row("111010000,А11 ауылы,Село А11,Village A11,111000000", "700") +
                                     row("112000000,А2 ауданы,Район А2,District A2,110000000", "300") +
                                     row("750000000,Б қаласы,Город Б,City B,", "2000") +
                                     row("751110000,Б1 ауданы,Район Б1,District B1,750000000", "2000"))
      .value();
}

struct OfficeScene {
  Edition edition;
  Codelist territories = office_territories();
  Messages texts;
  StillClock clock;
  MemoryHash hash;
  MemorySealer sealer;
  os::Log log{2, clock, os::LogLevel::error};
  MemoryStaffDesk staff;
  MemoryAuditDesk audit;
  MemoryTabletDesk tablets;
  MemoryEvidenceDesk evidence;
  MemoryCarrierDesk carrier;
  MemoryChannelDesk channel;
  MemoryVisitDesk visits;
  MemoryCaseStore cases;
  std::shared_ptr<const Form> form = compile(household_text());
  std::vector<KnownForm> forms{{form.get(), SubmissionPlan::make(*form).value()}};
  http::Router router;

  OfficeScene() {
    edition.languages = {"kk", "ru", "en"};
    edition.zone_minutes = 360;
    for (const char* area : {"server", "office", "equipment", "institution"}) {
      const auto csv = os::read_file(std::string(SANAQ_SOURCE_DIR) + "/locale/" + area + ".csv");
      REQUIRE(csv);
      REQUIRE(texts.add(*csv));
    }
    add_office_sections(router, std::make_shared<const Office>(Office{
                                    edition,  territories, forms,   texts,   clock,    hash,     sealer,
                                    log,      staff,       cases,   cases,   audit,    {},       false,
                                    &tablets, &evidence,   nullptr, nullptr, &carrier, &channel, &visits}));
    sign_in("bureau", Role::bureau, "");
    sign_in("department", Role::department, "110000000");
    sign_in("authorised", Role::authorised, "111000000");
    sign_in("commission", Role::commission, "110000000");
    sign_in("operator", Role::operator_1446, "");
  }
  void sign_in(const std::string& token, Role role, const std::string& territory) {
    staff.sessions[token] = {{}, "login-" + token, role, territory};
  }

  /// A household of one person in a territory.
  void submit(int number, int iin, const std::string& territory,
              const std::string& birth_date = "1987-05-04") {
    Scenario scenario{household_text()};
    fill_household(scenario, 1, iin);
    scenario.answer("territory", territory);
    scenario.answer("m0.birth_date", birth_date);
    auto outcome =
        prepare_submission(scenario.interview, forms[0].plan,
                           {case_of(number), Channel::online, clock.at, territory}, {}, {}, hash, sealer);
    REQUIRE(outcome);
    REQUIRE(std::holds_alternative<PreparedSubmission>(*outcome));
    REQUIRE(cases.submit(std::vector<PreparedSubmission>{std::get<PreparedSubmission>(*std::move(outcome))}));
  }
  /// Conflict 1 inside region A, conflict 2 between A and B.
  void add_conflicts() {
    submit(2, 1, "111010000");
    submit(4, 1, "112000000", "1986-05-04");
    submit(6, 2, "111010000");
    submit(8, 2, "751110000");
  }

  http::Response send(http::Request request) {
    auto found = router.match(request.method, request.path);
    REQUIRE_MESSAGE(found.route != nullptr, request.path);
    request.params = found.params;
    request.route = found.route->pattern;
    request.id = "r1";
    request.tls = true;
    const auto sink = std::make_shared<CaughtResponse>();
    found.route->handler(std::move(request), http::Responder(sink, 1, {}, "r1"));
    REQUIRE(sink->response);
    return *std::move(sink->response);
  }
  /// token: of the session, may be empty. target: behind the language.
  http::Response get(const std::string& token, const std::string& target,
                     const std::string& language = "en") {
    http::Request request = request_of(http::Method::get, token, target, language);
    return send(std::move(request));
  }
  http::Response post(const std::string& token, const std::string& target, http::Fields fields,
                      bool csrf = true) {
    http::Request request = request_of(http::Method::post, token, target, "en");
    if (csrf) fields.push_back({"csrf", csrf_of(token, request)});
    request.headers.add("content-type", "application/x-www-form-urlencoded");
    request.body = http::to_urlencoded(fields);
    return send(std::move(request));
  }
  /// A form with files: their names and contents.
  http::Response upload(const std::string& token, const std::string& target, const http::Fields& files,
                        bool csrf = true, const http::Fields& texts_beside = {}) {
    http::Request request = request_of(http::Method::post, token, target, "en");
    const std::string part = "--frontier\r\nContent-Disposition: form-data; name=";
    if (csrf) request.body = part + "\"csrf\"\r\n\r\n" + csrf_of(token, request) + "\r\n";
    for (const auto& [name, content] : texts_beside)
      request.body += part + "\"" + name + "\"\r\n\r\n" + content + "\r\n";
    for (const auto& [name, content] : files)
      request.body += part + "\"file\"; filename=\"" + name + "\"\r\n\r\n" + content + "\r\n";
    request.body += "--frontier--\r\n";
    request.headers.add("content-type", "multipart/form-data; boundary=frontier");
    return send(std::move(request));
  }

 private:
  // A visitor without a session has the cookie of the log-in page.
  std::string csrf_of(const std::string& token, http::Request& request) {
    OfficeVisit visit;
    visit.seed = token;
    if (token.empty() || staff.sessions.find(token) == staff.sessions.end()) {
      visit.seed = "visit-cookie";
      request.cookies.push_back({"__Host-sanaq-office-visit", visit.seed});
    }
    const Office office{edition, territories, forms, texts, clock, hash,
                        sealer,  log,         staff, cases, cases, audit};
    return office_csrf(office, visit);
  }
  static http::Request request_of(http::Method method, const std::string& token, const std::string& target,
                                  const std::string& language) {
    http::Request request;
    request.method = method;
    const auto parsed = http::parse_target("/" + language + target);
    REQUIRE(parsed);
    request.path = parsed->path;
    request.query = parsed->query;
    if (!token.empty()) request.cookies.push_back({"__Host-sanaq-office", token});
    return request;
  }
};

inline bool holds(const http::Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}
inline std::string header_of(const http::Response& response, std::string_view name) {
  return std::string(http::field_value(response.headers, name));
}

}  // namespace sanaq::testing
