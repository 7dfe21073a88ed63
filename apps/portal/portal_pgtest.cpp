#include <doctest.h>

#include "http/client.h"
#include "http/security_headers.h"
#include "http/server.h"
#include "os/clocks.h"
#include "pg/pool.h"
#include "pg/testing/test_database.h"
#include "portal/site.h"
#include "publishing/testing/sample_release.h"
#include "release_store/release_store_pg.h"

using namespace sanaq;

TEST_CASE("the whole portal: PostgreSQL as its own role, HTTP, pages, files, headers") {
  const pg::testing::TestDatabase database;
  const os::SystemClock clock;
  pg::Pool office({database.conninfo_as("sanaq_processing"), 1, {}});
  const Release release =
      testing::sample_release("region-sex", UtcInstant{clock.now().micros - micros_per_second});
  REQUIRE(ReleaseArchivePg(office).place(release));
  const UtcInstant tomorrow{clock.now().micros + 86'400 * micros_per_second};
  REQUIRE(ReleaseArchivePg(office).place(testing::sample_release("tomorrow", tomorrow)));

  pg::Pool pool({database.conninfo_as("sanaq_portal"), 2, {}});
  ReleaseCataloguePg catalogue(pool);
  const auto site = std::move(portal::Site::make(catalogue, clock)).value();
  http::ServerConfig config;
  config.fixed_headers = http::security_headers({});
  auto server = http::Server::start(config, site->router()).value();
  http::Endpoint endpoint;
  endpoint.host = "127.0.0.1";
  endpoint.port = server->port();
  endpoint.tls = false;
  auto client = http::Client::create(endpoint).value();

  const auto home = client.get("/", {{"Accept-Language", "ru"}}).value();
  CHECK(home.status == 303);
  CHECK(home.header("Location") == "/ru/tables");
  const auto list = client.get("/ru/tables").value();
  CHECK(list.status == 200);
  CHECK(list.body.find("region-sex") != std::string::npos);
  CHECK(list.body.find("tomorrow") == std::string::npos);
  CHECK(list.header("Content-Security-Policy").find("default-src 'self'") != std::string_view::npos);
  CHECK(client.get("/ru/tables/tomorrow").value().status == 404);
  CHECK(client.get("/data/tomorrow/1/tomorrow.px").value().status == 404);
  const auto page = client.get("/kk/tables/region-sex").value();
  CHECK(page.status == 200);
  CHECK(page.body.find("<caption") != std::string::npos);
  for (const ReleaseFile& file : release.files) {
    const auto answer = client.get("/data/region-sex/1/" + file.name).value();
    CHECK(answer.status == 200);
    CHECK(answer.body == file.bytes);
    const std::string etag(answer.header("ETag"));
    CHECK(client.get("/data/region-sex/1/" + file.name, {{"If-None-Match", etag}}).value().status == 304);
  }
  CHECK(client.get("/health").value().status == 200);
  server->stop();
}
