// Who may open what: every role against every page and call, as one table.
#include "sanaq/testing/office_fakes.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

struct Row {
  const char* target;
  http::Method method;
  http::Fields fields;
  // Answers to: nobody, bureau, department of A, authorised person of A1, commission of A, operator.
  std::array<int, 6> statuses;
};

constexpr const char* tokens[] = {"", "bureau", "department", "authorised", "commission", "operator"};
const auto get = http::Method::get;
const auto post = http::Method::post;

constexpr const char* own_profile = "/office/tablets/00000000-0000-0000-0000-000000000001/profile";
constexpr const char* far_profile = "/office/tablets/00000000-0000-0000-0000-000000000002/profile";
constexpr const char* own_release = "/office/tablets/00000000-0000-0000-0000-000000000001/release";
constexpr const char* far_release = "/office/tablets/00000000-0000-0000-0000-000000000002/release";
// Answers to bundles, by the hashes of "whole" and "of B".
constexpr const char* own_answer = "/office/tablets/answers/XVdmzy14cBYUIAQY7hRQaQ2a8SyE1SVF5IAvABrVMJk";
constexpr const char* far_answer = "/office/tablets/answers/wD9Jse8gPAL3GcMafgsExLgaOWaKgMt_cSaCmra6udg";

const std::vector<Row>& tablet_pages() {
  static const std::vector<Row> rows = {
      {"/office/tablets", get, {}, {401, 200, 200, 403, 403, 403}},
      {"/office/tablets/import", get, {}, {401, 200, 200, 403, 403, 403}},
      {"/office/tablets/import", post, {}, {401, 422, 422, 403, 403, 403}},
      {own_answer, get, {}, {401, 200, 200, 403, 403, 403}},
      {far_answer, get, {}, {401, 200, 404, 403, 403, 403}},
      {"/office/tablets/silent", get, {}, {401, 200, 200, 403, 403, 403}},
      {"/office/tablets/visits", get, {}, {401, 200, 200, 403, 403, 403}},
      {"/office/tablets/00000000-0000-0000-0000-000000000001/visits",
       get,
       {},
       {401, 200, 200, 403, 403, 403}},
      {"/office/tablets/00000000-0000-0000-0000-000000000002/visits",
       get,
       {},
       {401, 200, 403, 403, 403, 403}},
      {"/office/tablets/00000000-0000-0000-0000-000000000001/calls", get, {}, {401, 200, 200, 403, 403, 403}},
      {"/office/tablets/00000000-0000-0000-0000-000000000002/calls", get, {}, {401, 200, 403, 403, 403, 403}},
      {own_profile, post, {}, {401, 200, 200, 403, 403, 403}},
      {far_profile, post, {}, {401, 200, 403, 403, 403, 403}},
      {"/office/tablets/invite",
       post,
       {{"label", "T"}, {"territory", "111000000"}},
       {401, 200, 200, 403, 403, 403}},
      {"/office/tablets/invite",
       post,
       {{"label", "T"}, {"territory", "750000000"}},
       {401, 200, 403, 403, 403, 403}},
      {"/office/tablets/invite", post, {{"label", "T"}, {"territory", ""}}, {401, 403, 403, 403, 403, 403}},
      {"/office/tablets/invite", post, {{"territory", "111000000"}}, {401, 422, 422, 403, 403, 403}},
      {"/office/tablets/00000000-0000-0000-0000-000000000001/assign",
       post,
       {{"count", "20"}},
       {401, 303, 303, 403, 403, 403}},
      {"/office/tablets/00000000-0000-0000-0000-000000000002/assign",
       post,
       {{"count", "20"}},
       {401, 303, 403, 403, 403, 403}},
      {"/office/tablets/00000000-0000-0000-0000-000000000001/state",
       post,
       {{"state", "2"}},
       {401, 303, 303, 403, 403, 403}},
      {"/office/tablets/00000000-0000-0000-0000-000000000001/state",
       post,
       {{"state", "9"}},
       {401, 403, 403, 403, 403, 403}},
      {own_release, post, {}, {401, 200, 200, 403, 403, 403}},
      {far_release, post, {}, {401, 200, 403, 403, 403, 403}},
  };
  return rows;
}

const std::vector<Row>& pages() {
  static const std::vector<Row> rows = {
      {"/office", get, {}, {401, 200, 200, 200, 200, 200}},
      {"/office/login", get, {}, {200, 303, 303, 303, 303, 303}},
      {"/office/progress", get, {}, {401, 200, 200, 200, 200, 403}},
      {"/office/progress?territory=110000000", get, {}, {401, 200, 200, 403, 200, 403}},
      {"/office/progress?territory=111000000", get, {}, {401, 200, 200, 200, 200, 403}},
      {"/office/progress?territory=111010000", get, {}, {401, 200, 200, 200, 200, 403}},
      {"/office/progress?territory=112000000", get, {}, {401, 200, 200, 403, 200, 403}},
      {"/office/progress?territory=750000000", get, {}, {401, 200, 403, 403, 403, 403}},
      {"/office/progress?territory=nowhere", get, {}, {401, 404, 403, 403, 403, 403}},
      {"/office/conflicts", get, {}, {401, 200, 200, 403, 403, 403}},
      {"/office/conflicts?status=all&after=1", get, {}, {401, 200, 200, 403, 403, 403}},
      {"/office/conflicts/1", get, {}, {401, 200, 200, 403, 403, 403}},
      {"/office/conflicts/2", get, {}, {401, 200, 200, 403, 403, 403}},
      {"/office/conflicts/3", get, {}, {401, 200, 403, 403, 403, 403}},
      {"/office/conflicts/99", get, {}, {401, 404, 404, 403, 403, 403}},
      {"/office/conflicts/x", get, {}, {401, 404, 404, 403, 403, 403}},
      // A decision without its fields is 422 where it may be made; conflict 2 lies in two regions, 3 in B
      // alone.
      {"/office/conflicts/1", post, {{"seen", "0"}}, {401, 422, 422, 403, 403, 403}},
      {"/office/conflicts/2", post, {{"seen", "0"}}, {401, 422, 403, 403, 403, 403}},
      {"/office/conflicts/3", post, {{"seen", "0"}}, {401, 422, 403, 403, 403, 403}},
      {"/office/audit", get, {}, {401, 200, 200, 403, 403, 403}},
      {"/office/audit?actor=x&action=conflict.view&before=3", get, {}, {401, 200, 200, 403, 403, 403}},
      {"/office/audit/verify", post, {}, {401, 200, 403, 403, 403, 403}},
      {"/office/evidence", get, {}, {401, 200, 200, 403, 403, 403}},
      {"/office/evidence/00000000-0000-0000-0000-000000000009", get, {}, {401, 200, 200, 403, 403, 403}},
      {"/office/evidence/00000000-0000-0000-0000-000000000008", get, {}, {401, 404, 404, 403, 403, 403}},
      {"/office/logout", post, {}, {401, 303, 303, 303, 303, 303}},
  };
  return rows;
}

const std::vector<Row>& table() {
  static const std::vector<Row> all = [] {
    std::vector<Row> rows = pages();
    rows.insert(rows.end(), tablet_pages().begin(), tablet_pages().end());
    return rows;
  }();
  return all;
}

OfficeScene& scene() {
  static OfficeScene one;
  static const bool filled = [] {
    one.add_conflicts();
    one.submit(10, 3, "751110000");
    one.submit(12, 3, "751110000");
    return true;
  }();
  REQUIRE(filled);
  return one;
}

}  // namespace

TEST_CASE("office: every role against every page and call") {
  for (const Row& row : table()) {
    for (std::size_t i = 0; i < std::size(tokens); ++i) {
      INFO(row.target, " as ", tokens[i]);
      const auto sessions = scene().staff.sessions;
      const auto response = row.method == get ? scene().get(tokens[i], row.target)
                                              : scene().post(tokens[i], row.target, row.fields);
      CHECK(response.status == row.statuses[i]);
      if (response.status == 401) CHECK(holds(response, "name=\"password\""));
      if (response.status != 303) CHECK(header_of(response, "Cache-Control") == "no-store");
      scene().staff.sessions = sessions;
    }
  }
}

TEST_CASE("office: the table names every route") {
  for (const auto& route : scene().router.routes()) {
    const bool listed = std::any_of(table().begin(), table().end(), [&](const Row& row) {
      const auto target = http::parse_target(std::string("/kk") + row.target);
      return scene().router.match(row.method, target->path).route == route.get();
    });
    // The log-in itself is tested on its own.
    if (route->method == post && route->pattern == "/{lang}/office/login") continue;
    CHECK_MESSAGE(listed, route->pattern);
  }
}

TEST_CASE("office: no call works without the token of its form, and none with another session's") {
  for (const Row& row : table()) {
    if (row.method != post) continue;
    INFO(row.target);
    CHECK(scene().post("bureau", row.target, row.fields, false).status == 403);
    http::Fields stolen = row.fields;
    OfficeVisit other;
    other.seed = "department";
    OfficeScene& s = scene();
    const Office office{s.edition, s.territories, s.forms, s.texts, s.clock, s.hash,
                        s.sealer,  s.log,         s.staff, s.cases, s.cases, s.audit};
    stolen.push_back({"csrf", office_csrf(office, other)});
    CHECK(scene().post("bureau", row.target, stolen, false).status == 403);
  }
}

TEST_CASE("office: navigation shows what the role may open, in every language") {
  for (const char* language : {"kk", "ru", "en"}) {
    const auto bureau = scene().get("bureau", "/office", language);
    CHECK(holds(bureau, std::string("href=\"/") + language + "/office/audit\""));
    const auto commission = scene().get("commission", "/office", language);
    CHECK(holds(commission, std::string("href=\"/") + language + "/office/progress\""));
    CHECK_FALSE(holds(commission, "/office/conflicts"));
    CHECK_FALSE(holds(commission, "/office/audit"));
    const auto op = scene().get("operator", "/office", language);
    CHECK_FALSE(holds(op, "/office/progress"));
  }
}

TEST_CASE("office: each page speaks each language and leaves no key untranslated") {
  for (const Row& row : table()) {
    if (row.method != get) continue;
    for (const char* language : {"kk", "ru", "en"}) {
      for (const char* token : tokens) {
        const auto response = scene().get(token, row.target, language);
        INFO(row.target, " ", language, " ", token);
        const bool is_file = response.content_type == "application/octet-stream";
        if (response.status == 303 || is_file) continue;
        CHECK(holds(response, std::string("<html lang=\"") + language + "\""));
        for (std::size_t at = response.body.find("office."); at != std::string::npos;
             at = response.body.find("office.", at + 1))
          FAIL_CHECK(response.body.substr(at, 60));
      }
    }
  }
  CHECK(scene().get("bureau", "/office", "de").status == 404);
}
