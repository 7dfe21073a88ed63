#include <doctest.h>

#include <set>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "base/text.h"
#include "portal/chart.h"
#include "portal/layout.h"
#include "portal/options.h"
#include "portal/site.h"
#include "publishing/testing/memory_release_store.h"
#include "publishing/testing/sample_release.h"

using namespace sanaq;
using namespace sanaq::portal;

namespace {

class SetClock final : public Clock {
 public:
  UtcInstant now() const override { return now_; }
  UtcInstant now_ = *parse_rfc3339("2021-12-01T04:00:00Z");
};

http::Request get(const std::string& target, http::Fields params = {}) {
  http::Request request;
  auto parsed = http::parse_target(target);
  REQUIRE(parsed);
  request.path = parsed->path;
  request.query = parsed->query;
  request.params = std::move(params);
  request.headers.add("Accept", "text/html");
  return request;
}

struct World {
  SetClock clock;
  testing::MemoryReleaseStore store;
  std::unique_ptr<Site> site = std::move(Site::make(store, clock)).value();
  UtcInstant later(std::int64_t seconds) const { return {clock.now_.micros + seconds * micros_per_second}; }
  /// Through the router, as the server would.
  http::Response ask(http::Request request) {
    const http::Router router = site->router();
    const auto match = router.match(http::Method::get, request.path);
    if (match.route == nullptr) return site->problem_page(404, "http.not_found", &request);
    request.params = match.params;
    if (match.route->pattern == "/data/{id}/{version}/{file}") return site->download(request);
    if (match.route->pattern == "/{lang}/tables/{id}") return site->table(request);
    if (match.route->pattern == "/{lang}/tables") return site->list(request);
    if (match.route->pattern == "/assets/{file}") return site->style(request);
    if (match.route->pattern == "/health") return site->health();
    return site->home(request);
  }
};

/// Names of open elements must close in order; void elements of HTML need not. Naive, but enough for our own
/// pages.
std::string first_unbalanced(const std::string& html) {
  static const std::set<std::string> voids{"meta", "link", "!doctype", "input", "br", "rect"};
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::size_t end = html.find('>', at);
    if (end == std::string::npos) return "no end";
    const std::string inside = html.substr(at + 1, end - at - 1);
    const std::string name = inside.substr(0, inside.find_first_of(" \n"));
    if (name[0] == '/') {
      if (open.empty() || open.back() != name.substr(1)) return name;
      open.pop_back();
    } else if (!voids.contains(name) && inside.back() != '/') {
      open.push_back(name);
    }
  }
  return open.empty() ? "" : open.back();
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a table becomes visible at its second, in the list, as a page and as files") {
  World world;
  REQUIRE(world.store.place(testing::sample_release("region-sex", world.later(1))));
  for (const char* target : {"/kk/tables/region-sex", "/data/region-sex/1/region-sex.px"}) {
    const auto early = world.ask(get(target));
    CHECK(early.status == 404);
    CHECK(http::field_value(early.headers, "Cache-Control") == "no-store");
  }
  CHECK(!has(world.ask(get("/kk/tables")).body, "region-sex"));
  world.clock.now_ = world.later(1);
  CHECK(world.ask(get("/kk/tables/region-sex")).status == 200);
  CHECK(world.ask(get("/data/region-sex/1/region-sex.px")).status == 200);
  CHECK(has(world.ask(get("/kk/tables")).body, "/kk/tables/region-sex"));
}

TEST_CASE("the moment of a release is told on the wall of the zone, and the page says whose") {
  World world;
  world.site = std::move(Site::make(world.store, world.clock, *os::TimeZone::load("Asia/Almaty"))).value();
  REQUIRE(world.store.place(testing::sample_release("region-sex", world.clock.now())));
  for (const char* path : {"/tables", "/tables/region-sex"}) {
    const std::string datetime = "<time datetime=\"2021-12-01T04:00:00Z\">";
    CHECK(has(world.ask(get(std::string("/kk") + path)).body,
              datetime + "2021 жылғы 1 желтоқсан, 10:00 (Астана уақыты, UTC+6)</time>"));
    CHECK(has(world.ask(get(std::string("/ru") + path)).body,
              datetime + "1 декабря 2021 года, 10:00 (время Астаны, UTC+6)</time>"));
    CHECK(has(world.ask(get(std::string("/en") + path)).body,
              datetime + "1 December 2021, 10:00 (Astana time, UTC+6)</time>"));
  }
  World utc;
  REQUIRE(utc.store.place(testing::sample_release("region-sex", utc.clock.now())));
  CHECK(has(utc.ask(get("/en/tables")).body, "1 December 2021, 04:00 (UTC)"));
}

TEST_CASE("pages: three languages, balanced, escaped, accessible") {
  World world;
  REQUIRE(world.store.place(testing::sample_release("region-sex", world.clock.now())));
  for (const std::string language : {"kk", "ru", "en"}) {
    for (const std::string& target : {"/" + language + "/tables", "/" + language + "/tables/region-sex"}) {
      const std::string html = world.ask(get(target)).body;
      CHECK(first_unbalanced(html).empty());
      CHECK(has(html, "<html lang=\"" + language + "\">"));
      CHECK(count_of(html, "<h1>") == 1);
      CHECK(count_of(html, "hreflang=\"" + language + "\"") == 1);
      CHECK(!has(html, "<script"));
      CHECK(!has(html, " style="));
      CHECK(!has(html,
                 "portal."
                 "tables"));  // every text is there
    }
  }
  const std::string html = world.ask(get("/en/tables/region-sex")).body;
  CHECK(has(html, "Population &lt;by&gt; sex"));
  CHECK(!has(html, "<by>"));
  CHECK(has(html, "<caption"));
  CHECK(count_of(html, "scope=\"col\"") == 4);
  CHECK(count_of(html, "scope=\"row\"") == 3);
  CHECK(count_of(html, "<td class=\"x\"><abbr title=\"confidential\">X</abbr></td>") == 4);
  CHECK(has(html, "hidden-note"));
  CHECK(has(html, "<td>30</td>"));
  CHECK(has(html, "/data/region-sex/1/region-sex.en.csv"));
  CHECK(!has(html, "region-sex.ru.csv"));
  CHECK(has(html, "region-sex.px"));
}

TEST_CASE("downloads: the exact bytes, ETag, 304, nothing else") {
  World world;
  const Release release = testing::sample_release("region-sex", world.clock.now());
  REQUIRE(world.store.place(release));
  for (const ReleaseFile& file : release.files) {
    const auto answer = world.ask(get("/data/region-sex/1/" + file.name));
    CHECK(answer.bytes() == file.bytes);
    CHECK(answer.content_type == file.media_type);
    const std::string etag(http::field_value(answer.headers, "ETag"));
    CHECK(etag == "\"" + sha256_hex(file.bytes) + "\"");
    http::Request again = get("/data/region-sex/1/" + file.name);
    again.headers.add("If-None-Match", etag);
    CHECK(world.ask(again).status == 304);
  }
  for (const char* target :
       {"/data/region-sex/2/region-sex.px", "/data/region-sex/x/region-sex.px", "/data/region-sex/1/passwd",
        "/data/other/1/region-sex.px", "/de/tables", "/nothing"}) {
    CHECK_MESSAGE(world.ask(get(target)).status == 404, target);
  }
}

TEST_CASE("the home page goes to the language of the browser; the style has a name of its own") {
  World world;
  auto location = [&](const std::string& wish) {
    http::Request request = get("/");
    if (!wish.empty()) request.headers.add("Accept-Language", wish);
    return std::string(http::field_value(world.ask(request).headers, "Location"));
  };
  CHECK(location("") == "/kk/tables");
  CHECK(location("de, ru-RU;q=0.8, en") == "/ru/tables");
  CHECK(location("en-GB") == "/en/tables");
  const std::string html = world.ask(get("/en/tables")).body;
  const std::size_t at = html.find("/assets/portal.");
  REQUIRE(at != std::string::npos);
  const std::string address = html.substr(at, html.find('"', at) - at);
  CHECK(world.ask(get(address)).status == 200);
  CHECK(world.ask(get("/assets/portal.css")).status == 404);
  CHECK(world.ask(get("/health")).status == 200);
}

TEST_CASE("an unchanged page is a 304; a new version changes it") {
  World world;
  REQUIRE(world.store.place(testing::sample_release("region-sex", world.clock.now())));
  const auto first = world.ask(get("/ru/tables/region-sex"));
  http::Request again = get("/ru/tables/region-sex");
  again.headers.add("If-None-Match", http::field_value(first.headers, "ETag"));
  CHECK(world.ask(again).status == 304);
  REQUIRE(world.store.place(testing::sample_release("region-sex", world.later(5), 2)));
  CHECK(world.ask(again).status == 304);
  world.clock.now_ = world.later(5);
  const auto second = world.ask(again);
  CHECK(second.status == 200);
  CHECK(has(second.body, "/data/region-sex/2/region-sex.px"));
  CHECK(world.ask(get("/data/region-sex/1/region-sex.px")).status == 200);  // the old address still holds
}

TEST_CASE("a table of three dimensions shows a part, chosen without script") {
  PublishedTable table;
  table.title = "three";
  auto category = [](const std::string& code, int depth) {
    return PublishedTable::Category{code, "label " + code, depth};
  };
  table.dimensions.push_back({"region", "Region", {category("KZ", 0), category("11", 1)}});
  table.dimensions.push_back({"sex", "Sex", {category("all", 0), category("1", 1), category("2", 1)}});
  table.dimensions.push_back({"age", "Age", {category("all", 0)}});
  for (int i = 0; i < 6; ++i) table.dimensions[2].categories.push_back(category("a" + zero_padded(i, 1), 1));
  for (std::int64_t i = 0; i < 2 * 3 * 7; ++i)
    table.values.push_back(i == 30 ? std::nullopt : std::optional(i));
  const TableView view(table, [](std::string_view name) { return name == "region" ? "11" : ""; });
  CHECK(view.rows().name == "age");
  CHECK(view.columns()->name == "sex");
  CHECK(view.fixed_text() == "label 11");
  CHECK(view.query() == "?region=11");
  CHECK(view.value(3, 1) == 21 + 7 + 3);
  CHECK(!view.value(2, 1));  // cell 30 is hidden
  const TableView unknown(table, [](std::string_view) { return "<x>"; });
  CHECK(unknown.query() == "?region=KZ");
  Messages texts;
  const std::string chart = chart_html(view, "en", texts);
  CHECK(first_unbalanced(chart).empty());
  CHECK(count_of(chart, "class=\"left\"") == 5);
  CHECK(count_of(chart, "class=\"right\"") == 6);
  CHECK(has(chart, "role=\"img\""));
  CHECK(has(chart, "<desc id=\"chart-text\">"));
}

TEST_CASE("a figure beside counts is no number of persons") {
  World world;
  const auto release =
      make_release(testing::sample_table_with_figures(), testing::sample_plan(world.clock.now()));
  REQUIRE(release);
  REQUIRE(world.store.place(*release));
  const std::string counts = world.ask(get("/en/tables/region-sex")).body;
  CHECK(has(counts, "Unit: persons"));
  const std::string means = world.ask(get("/en/tables/region-sex?figure=mean-age")).body;
  CHECK(has(means, "Mean age"));
  CHECK(has(means, "37.4"));
  CHECK(!has(means, "Unit: persons"));
}

TEST_CASE("numbers as people write them") {
  CHECK(number_text(19186015, "en") == "19,186,015");
  CHECK(number_text(19186015, "kk") == "19\u00A0186\u00A0015");
  CHECK(number_text(0, "ru") == "0");
  CHECK(number_text(999, "ru") == "999");
  CHECK(number_text(-1000, "en") == "\u22121,000");
}

TEST_CASE("options of the command line") {
  const auto good = parse_options({"--database", "dbname=x", "--port=0"}).value();
  CHECK(good.database == "dbname=x");
  CHECK(good.port == 0);
  CHECK(parse_options({"--help"}).value().help);
  CHECK(parse_options({}).error().code == "option.missing");
  CHECK(parse_options({"--databas", "x"}).error().code == "option.unknown");
  CHECK(parse_options({"--database"}).error().code == "option.value");
  CHECK(parse_options({"--database", "x", "--port", "70000"}).error().code == "option.value");
  CHECK(parse_options({"--database", "x", "--cert", "c"}).error().code == "option.pair");
}
