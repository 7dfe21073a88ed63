#include <chrono>

#include "base/text.h"
#include "sanaq/office/office_progress.h"
#include "sanaq/testing/office_fakes.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

ProgressCount count(const char* territory, int day, Channel channel, std::int64_t households,
                    std::int64_t persons) {
  return {territory, CivilDate::from_days(18'871 + day), channel, households, persons};
}

int times(std::string_view text, std::string_view part) {
  int found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

const http::Fields good_decision = {
    {"seen", "0"}, {"winner", "2"}, {"rule", "usual_residence"}, {"evidence", "Lease shown"}};

http::Fields with(http::Fields fields, std::string_view name, std::string_view value) {
  for (http::Field& field : fields)
    if (field.name == name) field.value = value;
  return fields;
}

}  // namespace

TEST_CASE("office log-in: one answer for every failure") {
  OfficeScene scene;
  const auto log_in = [&](const char* login, const char* password, const char* code) {
    return scene.post("", "/office/login",
                      {{"login", login}, {"password", password}, {"code", code}, {"next", "/office"}});
  };
  const auto unknown = log_in("nobody", "right", "123456");
  CHECK(unknown.status == 401);
  CHECK(holds(unknown, "class=\"error-summary\""));
  for (const auto& other : {log_in("aigul", "wrong", "123456"), log_in("aigul", "right", "000000"),
                            log_in("locked", "right", "123456"), log_in("", "", ""),
                            log_in(std::string(300, 'a').c_str(), "right", "123456")}) {
    CHECK(other.status == 401);
    CHECK(other.body == unknown.body);
  }
  CHECK_FALSE(holds(log_in("aigul", "very-secret", "1"), "very-secret"));
  scene.staff.failure = "store.unavailable";
  CHECK(log_in("aigul", "right", "123456").status == 503);
}

TEST_CASE("office log-in: a cookie of its own, strict, and back to the page that was asked for") {
  OfficeScene scene;
  const auto asked = scene.get("", "/office/progress?territory=110000000");
  CHECK(asked.status == 401);
  CHECK(holds(asked, "value=\"/office/progress?territory=110000000\""));
  CHECK(header_of(asked, "Set-Cookie").starts_with("__Host-sanaq-office-visit="));
  const auto enter = [&](const char* next) {
    return scene.post("", "/office/login",
                      {{"login", " aigul "}, {"password", "right"}, {"code", "123456"}, {"next", next}});
  };
  const auto in = enter("/office/progress?territory=110000000");
  CHECK(in.status == 303);
  CHECK(header_of(in, "Location") == "/en/office/progress?territory=110000000");
  CHECK(header_of(in, "Set-Cookie") ==
        "__Host-sanaq-office=fresh; Path=/; HttpOnly; Secure; SameSite=Strict");
  for (const char* elsewhere : {"//evil.example", "https://evil.example", "/officer", "/office\\..",
                                "/office/login", "", "/office\"><script>"})
    CHECK(header_of(enter(elsewhere), "Location") == "/en/office");
  CHECK(scene.get("fresh", "/office").status == 200);
  const auto out = scene.post("fresh", "/office/logout", {});
  CHECK(header_of(out, "Location") == "/en/office/login");
  CHECK(header_of(out, "Set-Cookie") ==
        "__Host-sanaq-office=; Path=/; HttpOnly; Max-Age=0; Secure; SameSite=Strict");
  CHECK(scene.audit.lines.back().action == "staff.sign_out");
  CHECK(scene.get("fresh", "/office").status == 401);
}

TEST_CASE("progress: counts of any depth go to the row below the territory asked for") {
  const Codelist list = office_territories();
  const std::vector<ProgressCount> counts = {
      count("110000000", 0, Channel::online, 1, 2),  count("111010000", 0, Channel::online, 10, 30),
      count("111010000", 2, Channel::tablet, 5, 11), count("112000000", 2, Channel::online, 1, 1),
      count("751110000", 1, Channel::online, 7, 20), count("999", 1, Channel::online, 1, 4)};
  const ProgressBoard country = make_board(counts, list, "");
  REQUIRE(country.rows.size() == 3);
  CHECK(country.rows[0].sums.persons == 44);
  CHECK(country.rows[0].sums.persons_by_channel[2] == 11);
  CHECK(country.rows[1].sums.households == 7);
  CHECK(country.rows[2].kind == ProgressRow::Kind::unknown);
  CHECK(country.rows[2].sums.persons == 4);
  CHECK(country.total.persons == 68);
  CHECK(country.channels == std::vector<int>{1, 2});
  CHECK_FALSE(country.expects);
  REQUIRE(country.days.size() == 3);
  CHECK(country.days[1].persons == 24);

  const std::vector<ProgressCount> of_region(counts.begin(), counts.begin() + 4);
  const ProgressBoard region = make_board(of_region, list, "110000000");
  REQUIRE(region.rows.size() == 3);
  CHECK(region.rows[0].territory == "111000000");
  CHECK(region.rows[0].sums.persons == 41);
  CHECK(region.rows[1].sums.persons == 1);
  CHECK(region.rows[2].kind == ProgressRow::Kind::here);
  CHECK(region.days.size() == 3);
  CHECK(region.days[1].persons == 0);  // a day without records shows as one
  const ProgressBoard none = make_board({}, list, "111000000");
  CHECK(none.rows.size() == 1);
  CHECK(none.days.empty());
  CHECK(none.channels == std::vector<int>{1});
}

TEST_CASE("progress: rows add up to the total on any counts, and a far day makes no endless series") {
  const Codelist list = office_territories();
  SplitMix rng(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<ProgressCount> counts;
    std::int64_t persons = 0;
    for (int i = 0; i < 30; ++i) {
      const char* codes[] = {"110000000", "111010000", "112000000", "751110000", "750000000", "?", ""};
      counts.push_back(count(codes[rng.next() % 7], static_cast<int>(rng.next() % 2000),
                             static_cast<Channel>(1 + rng.next() % 4),
                             static_cast<std::int64_t>(rng.next() % 9),
                             static_cast<std::int64_t>(rng.next() % 99)));
      persons += counts.back().persons;
    }
    const ProgressBoard board = make_board(counts, list, "");
    std::int64_t rows = 0, channels = 0;
    for (const ProgressRow& row : board.rows) rows += row.sums.persons;
    for (const auto sum : board.total.persons_by_channel) channels += sum;
    CHECK(rows == persons);
    CHECK(channels == persons);
    CHECK(board.total.persons == persons);
    CHECK(board.days.size() <= ProgressBoard::days_max);
  }
}

TEST_CASE("progress: the share appears with the expected numbers, above a hundred too") {
  const Codelist list = office_territories("expected_persons");
  const ProgressBoard board = make_board({count("111010000", 0, Channel::online, 300, 1034)}, list, "");
  REQUIRE(board.expects);
  CHECK(board.rows[0].expected == 1000);
  CHECK(board.expected == 3000);
  CHECK(shown_percent(1034, 1000, "ru") == "103,4");
  CHECK(shown_percent(1034, 1000, "en") == "103.4");
  CHECK(shown_percent(1, 2000, "en") == "0.1");  // half up
  CHECK(shown_percent(0, 1, "kk") == "0,0");

  OfficeScene scene;
  scene.add_conflicts();
  CHECK_FALSE(holds(scene.get("bureau", "/office/progress"), "Of the expected number"));
  scene.territories = office_territories("expected_persons");
  const auto shown = scene.get("department", "/office/progress");
  CHECK(holds(shown, "Of the expected number"));
  CHECK(holds(shown, "<td class=\"number\">0.3%</td>"));
}

TEST_CASE("progress page: only the actor's own territory, with a chart and the same numbers as a table") {
  OfficeScene scene;
  scene.add_conflicts();
  const auto bureau = scene.get("bureau", "/office/progress");
  CHECK(holds(bureau, "Region A"));
  CHECK(holds(bureau, "City B"));
  CHECK(holds(bureau, "href=\"/en/office/progress?territory=110000000\""));
  const auto department = scene.get("department", "/office/progress");
  CHECK_FALSE(holds(department, "City B"));
  CHECK_FALSE(holds(department, "Whole country</a>"));
  CHECK(holds(department, "3 records from 3 households"));
  CHECK(holds(department, "<svg class=\"board-chart\" role=\"img\""));
  CHECK(holds(department, "<th scope=\"row\">01.09.2021</th>"));
  CHECK_FALSE(holds(department, "style="));
  const auto village = scene.get("authorised", "/office/progress?territory=111010000");
  CHECK(holds(village, "<a href=\"/en/office/progress?territory=111000000\">District A1</a>"));
  CHECK_FALSE(holds(village, ">Region A</a>"));
  CHECK(day_chart({}, "t", "x").empty());
  CHECK(times(day_chart({{CivilDate::from_days(0), 1, 5}, {CivilDate::from_days(1), 0, 0}}, "<t>", "x"),
              "<rect") == 2);
  CHECK(times(day_chart({{CivilDate::from_days(0), 1, 5}}, "<t>", "x"), "&lt;t&gt;") == 1);
}

TEST_CASE("conflicts: states, territories and pages") {
  OfficeScene scene;
  scene.add_conflicts();
  for (int i = 0; i < 60; ++i) {
    scene.submit(100 + 2 * i, 1000 + i, "111010000");
    scene.submit(500 + 2 * i, 1000 + i, "112000000");
  }
  scene.submit(900, 5000, "751110000");
  scene.submit(902, 5000, "751110000");
  const auto rows = [](const http::Response& response) { return times(response.body, "\">Conflict no. "); };
  const auto first = scene.get("bureau", "/office/conflicts");
  CHECK(rows(first) == 25);
  CHECK(holds(first, "href=\"/en/office/conflicts?status=open&amp;after=25\""));
  CHECK_FALSE(holds(first, "To the start"));
  CHECK(rows(scene.get("bureau", "/office/conflicts?status=open&after=25")) == 25);
  const auto last = scene.get("bureau", "/office/conflicts?status=open&after=50");
  CHECK(rows(last) == 13);
  CHECK_FALSE(holds(last, "Next page"));
  CHECK(rows(scene.get("department", "/office/conflicts?after=50")) == 12);  // not the one inside B
  CHECK(rows(scene.get("bureau", "/office/conflicts?status=resolved")) == 0);
  for (const int id : {3, 40}) {
    REQUIRE(scene.cases.resolve({ConflictId(id),
                                 scene.cases.load(ConflictId(id)).value().claims[0].serial,
                                 ConflictRule::latest,
                                 "x",
                                 "a",
                                 {1}}));
  }
  const auto resolved = scene.get("bureau", "/office/conflicts?status=resolved");
  CHECK(rows(resolved) == 2);
  CHECK(holds(resolved, "Conflict no. 40"));
  CHECK(rows(scene.get("bureau", "/office/conflicts?status=open&after=50")) == 13);
  CHECK(rows(scene.get("bureau", "/office/conflicts?status=all&after=50")) == 13);
  // Pages of the resolved ones are full pages, however many open ones lie between.
  for (int id = 4; id < 36; ++id) {
    const auto winner = scene.cases.load(ConflictId(id)).value().claims[0].serial;
    REQUIRE(scene.cases.resolve({ConflictId(id), winner, ConflictRule::latest, "x", "a", {1}}));
  }
  const auto full = scene.get("bureau", "/office/conflicts?status=resolved");
  CHECK(rows(full) == 25);
  CHECK(holds(full, "href=\"/en/office/conflicts?status=resolved&amp;after=27\""));
  const auto rest = scene.get("bureau", "/office/conflicts?status=resolved&after=27");
  CHECK(rows(rest) == 9);
  CHECK_FALSE(holds(rest, "Next page"));
}

TEST_CASE("conflict page: both claims, nothing that names a person, and a line for every look") {
  OfficeScene scene;
  scene.add_conflicts();
  const auto page = scene.get("department", "/office/conflicts/1");
  CHECK(page.status == 200);
  for (const char* text :
       {"Questionnaire no. 1", "Questionnaire no. 2", ">1987<", ">1986<", "Village A11", "District A2",
        "Female", "Region A, District A1, Village A11", "scope=\"row\"", "<caption id=\"claims\">"})
    CHECK_MESSAGE(holds(page, text), text);
  CHECK(times(page.body, "class=\"board-differs\"") == 2);  // territory and year of birth
  for (const std::string& text :
       {std::string("Айгүл"), synthetic_iin(1), std::string("05-04"), case_of(2).value.to_string()})
    CHECK_FALSE(holds(page, text));
  REQUIRE(scene.audit.count("conflict.view") == 1);
  CHECK(scene.audit.lines[0].actor == "login-department");
  CHECK(scene.audit.lines[0].subject == "conflict 1");
  scene.get("commission", "/office/conflicts/1");
  CHECK(scene.audit.count("conflict.view") == 1);  // refused: nothing was seen
  scene.audit.fails = true;
  const auto dark = scene.get("department", "/office/conflicts/1");
  CHECK(dark.status == 503);  // no line, no look
  CHECK_FALSE(holds(dark, "1987"));
}

TEST_CASE("conflict decision: mended field by field, then saved once") {
  OfficeScene scene;
  scene.add_conflicts();
  const auto decide = [&](const http::Fields& fields) {
    return scene.post("department", "/office/conflicts/1", fields);
  };
  const auto nothing = decide({{"seen", "0"}});
  CHECK(nothing.status == 422);
  for (const char* field : {"winner", "rule", "evidence"}) {
    CHECK(holds(nothing, std::string("<a href=\"#") + field + "\">"));
    CHECK(holds(nothing, std::string("id=\"") + field + "\""));
  }
  struct Bad {
    const char* name;
    std::string value, message;
  };
  for (const Bad& bad : {Bad{"winner", "77", "Choose a questionnaire."},
                         Bad{"rule", "coin", "Choose a rule."}, Bad{"evidence", "  ", "Write the evidence"},
                         Bad{"evidence", std::string(2001, 'x'), "Write the evidence"},
                         Bad{"evidence", "IIN " + synthetic_iin(1), "Remove the long number"},
                         Bad{"evidence", "call +7 701 000 00 00", "Remove the long number"}}) {
    const auto response = decide(with(good_decision, bad.name, bad.value));
    CHECK(response.status == 422);
    CHECK_MESSAGE(holds(response, bad.message), bad.message);
    CHECK(holds(response, "value=\"usual_residence\""));
  }
  CHECK(scene.cases.load(ConflictId(1)).value().rule == std::nullopt);
  const auto saved = decide(with(good_decision, "evidence", "Lease of 01.02.2021 <b>"));
  CHECK(saved.status == 303);
  CHECK(header_of(saved, "Location") == "/en/office/conflicts/1?saved=1");
  const StoredConflict stored = scene.cases.load(ConflictId(1)).value();
  CHECK(stored.rule == ConflictRule::usual_residence);
  CHECK(stored.resolved_by == "login-department");
  CHECK(stored.claims[0].counted == false);
  CHECK(stored.claims[1].counted == true);
  const auto shown = scene.get("department", "/office/conflicts/1?saved=1");
  CHECK(holds(shown, "The decision is saved."));
  CHECK(holds(shown, "Lease of 01.02.2021 &lt;b&gt;"));
  CHECK(holds(shown, "Counted in questionnaire no. 2."));
  const auto late =
      decide(with(good_decision, "winner", "1"));  // the form of somebody who had not seen the decision
  CHECK(late.status == 409);
  CHECK(scene.cases.load(ConflictId(1)).value().claims[1].counted == true);
  CHECK(decide(with(with(good_decision, "winner", "1"), "seen", std::to_string(scene.clock.at.micros)))
            .status == 303);
}

TEST_CASE("conflict of two regions: seen by the department, decided by the bureau") {
  OfficeScene scene;
  scene.add_conflicts();
  const auto page = scene.get("department", "/office/conflicts/2");
  CHECK(holds(page, "The Bureau decides it."));
  CHECK_FALSE(holds(page, "<textarea"));
  CHECK(scene.post("department", "/office/conflicts/2", with(good_decision, "winner", "3")).status == 403);
  CHECK(scene.post("bureau", "/office/conflicts/2", with(good_decision, "winner", "3")).status == 303);
}

TEST_CASE("audit page: filters, pages, scope and the verdict") {
  OfficeScene scene;
  for (int i = 0; i < 120; ++i)
    REQUIRE(scene.audit.append({0,
                                {i},
                                i % 2 == 0 ? "aigul" : "<erlan>",
                                "conflict.view",
                                "conflict " + std::to_string(i),
                                "",
                                ""}));
  const auto rows = [](const http::Response& response) {
    return times(response.body, "<tr><th scope=\"row\"");
  };
  const auto first = scene.get("bureau", "/office/audit");
  CHECK(rows(first) == 50);
  CHECK(holds(first, "href=\"/en/office/audit?before=71\""));
  CHECK(rows(scene.get("bureau", "/office/audit?before=71")) == 50);
  CHECK(rows(scene.get("bureau", "/office/audit?before=21")) == 20);
  const auto filtered = scene.get("bureau", "/office/audit?actor=%3Cerlan%3E&action=conflict.view");
  CHECK(rows(filtered) == 50);
  CHECK(scene.audit.asked.actor == "<erlan>");
  CHECK(holds(filtered, "actor=%3Cerlan%3E&amp;action=conflict.view&amp;before="));
  CHECK(holds(filtered, "<option value=\"conflict.view\" selected=\"selected\">"));
  CHECK_FALSE(holds(filtered, "<erlan>"));
  CHECK(rows(scene.get("bureau", "/office/audit?action=staff.add")) == 0);
  CHECK(scene.audit.asked.territories.empty());
  const auto department = scene.get("department", "/office/audit");
  CHECK(scene.audit.asked.territories ==
        std::vector<std::string>{"110000000", "111000000", "112000000", "111010000"});
  CHECK_FALSE(holds(department, "/office/audit/verify"));

  const auto whole = scene.post("bureau", "/office/audit/verify", {});
  CHECK(holds(whole, "The log is whole"));
  CHECK(holds(whole, "Lines checked: 120."));
  CHECK(scene.audit.lines.back().action == "audit.verify");
  scene.audit.broken_at = 7;
  const auto broken = scene.post("bureau", "/office/audit/verify", {});
  CHECK(holds(broken, "Line no. 7 was changed or is missing."));
  CHECK(holds(broken, "notice error"));
  scene.audit.fails = true;
  CHECK(scene.get("bureau", "/office/audit").status == 503);
}

TEST_CASE("every table scrolls in a named region a keyboard reaches, and has caption and scopes") {
  OfficeScene scene;
  scene.add_conflicts();
  scene.get("bureau", "/office/conflicts/1");
  for (const char* target :
       {"/office/progress", "/office/conflicts", "/office/conflicts/1", "/office/audit"}) {
    INFO(target);
    const auto page = scene.get("bureau", target);
    const int tables = times(page.body, "<table>");
    CHECK(tables >= 1);
    CHECK(times(page.body, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=") ==
          tables);
    CHECK(times(page.body, "<caption id=") == tables);
    CHECK(times(page.body, "<h1>") == 1);
    CHECK(times(page.body, "<th>") == 0);
    CHECK_FALSE(holds(page, "onclick"));
    CHECK_FALSE(holds(page, "<script"));
  }
}

TEST_CASE("progress page of 10,000 territories times days: well under 300 ms") {
  OfficeScene scene;
  class ManyCounts final : public ProgressStore {
   public:
    std::vector<ProgressCount> rows;
    Result<std::vector<ProgressCount>> counts(const std::vector<std::string>&) override { return rows; }
    Result<std::int64_t> fold() override { return std::int64_t{0}; }
  } store;
  Codelist list("kato", {"kk", "ru", "en"}, {"parent"});
  for (int region = 0; region < 20; ++region) {
    const std::string above = "r" + std::to_string(region);
    list.add({above, {above, above, above}, {""}});
    for (int i = 0; i < 10; ++i) {
      const std::string code = above + "-" + std::to_string(i);
      list.add({code, {code, code, code}, {above}});
      for (int day = 0; day < 50; ++day)
        store.rows.push_back({code, CivilDate::from_days(18'871 + day), Channel::online, 3, 9});
    }
  }
  REQUIRE(store.rows.size() == 10'000);
  http::Router router;
  add_office_progress(router, std::make_shared<const Office>(Office{
                                  scene.edition, list, scene.forms, scene.texts, scene.clock, scene.hash,
                                  scene.sealer, scene.log, scene.staff, scene.cases, store, scene.audit}));
  scene.router = std::move(router);
  const auto start = std::chrono::steady_clock::now();
  const auto page = scene.get("bureau", "/office/progress");
  const auto spent =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  CHECK(page.status == 200);
  CHECK(holds(page, "90,000"));
  MESSAGE("progress page: ", spent.count(), " µs, ", page.body.size(), " bytes");
  CHECK(spent.count() < 300'000);
}
