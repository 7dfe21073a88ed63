#include "http/load_client.h"

#include <doctest.h>

#include <thread>

#include "base/rng.h"
#include "http/server.h"
#include "http/testing/test_certificate.h"
#include "os/files.h"

using namespace sanaq;
using namespace sanaq::http;

namespace {

std::unique_ptr<Server> start_server(const std::string& folder) {
  Router router;
  router.post("/echo", [](Request&& q, Responder&& r) { r.send(plain_text(std::move(q.body))); },
              {.run = Run::inline_});
  router.get("/stall", [](Request&&, Responder&& r) {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    r.send(plain_text("slow"));
  });
  ServerConfig config;
  config.workers = 1;
  if (!folder.empty()) {
    const auto certificate = testing::make_test_certificate(folder);
    config.certificate_file = certificate.certificate_file;
    config.key_file = certificate.key_file;
  }
  return *Server::start(config, std::move(router));
}

}  // namespace

TEST_CASE("latency histogram: exact when small, below 1.6 % off when large") {
  LatencyHistogram h;
  CHECK(h.percentile_micros(500) == 0);
  for (int i = 1; i <= 100; ++i) h.add(i);
  CHECK(h.percentile_micros(500) == 50);
  CHECK(h.percentile_micros(990) == 99);
  CHECK(h.percentile_micros(1000) == 100);
  SplitMix rng(3);
  for (int i = 0; i < 2000; ++i) {
    const auto value = static_cast<std::int64_t>(rng.next() >> (24 + rng.below(38)));
    LatencyHistogram one;
    one.add(value);
    one.add(value * 2);
    const std::int64_t seen = one.percentile_micros(500);
    CHECK(seen >= value);
    CHECK(seen - value <= value / 63);
  }
}

TEST_CASE("load client: every request is answered with its own body, over TLS and plain") {
  const os::ScratchFolder scratch;
  for (const bool tls : {true, false}) {
    const auto server = start_server(tls ? scratch.path() : "");
    LoadPlan plan;
    plan.endpoint = {"127.0.0.1", server->port(), tls, Trust::anything, {}};
    plan.connections = 8;
    plan.requests_max = 2000;
    plan.write_request = [&](std::uint64_t number, std::string& out) {
      std::string body = std::to_string(number) + std::string(number * 37 % 40'000, 'x');
      out += to_request_bytes({Method::post, "/echo", {}, std::move(body)}, plan.endpoint);
    };
    std::uint64_t wrong = 0;
    plan.on_answer = [&](std::uint64_t number, int, std::string_view body) {
      wrong += body.starts_with(std::to_string(number)) && body.size() >= number * 37 % 40'000 ? 0 : 1;
    };
    const auto report = LoadClient::create(plan)->run();
    REQUIRE(report);
    CHECK(report->answered == 2000);
    CHECK(report->failed == 0);
    CHECK(report->by_status == std::map<int, std::uint64_t>{{200, 2000}});
    CHECK(report->latency.count() == 2000);
    CHECK(wrong == 0);
    plan.new_connection_each = true;
    plan.requests_max = 50;
    CHECK(LoadClient::create(plan)->run()->answered == 50);
  }
}

TEST_CASE("load client: in an open loop a stall is seen by all requests it holds up") {
  const auto server = start_server("");
  LoadPlan plan;
  plan.endpoint = {"127.0.0.1", server->port(), false, Trust::system, {}};
  plan.connections = 1;
  plan.rate_per_second = 100;
  plan.requests_max = 20;
  plan.write_request = [&](std::uint64_t number, std::string& out) {
    const bool stall = number == 0;
    out += to_request_bytes({stall ? Method::get : Method::post, stall ? "/stall" : "/echo", {}, {}},
                            plan.endpoint);
  };
  const auto report = LoadClient::create(plan)->run();
  REQUIRE(report);
  CHECK(report->answered == 20);
  // Request n was due at 10 n ms and could start at 200 ms only: the median waited about 100 ms.
  CHECK(report->latency.percentile_micros(500) > 60'000);
  CHECK(report->latency.max_micros() >= 200'000);
  CHECK(report->elapsed_micros >= 190'000);
}

TEST_CASE("load client: a server that is not there") {
  const auto server = start_server("");
  LoadPlan plan;
  plan.endpoint = {"127.0.0.1", server->port(), false, Trust::system, {}};
  plan.requests_max = 5;
  plan.write_request = [](std::uint64_t, std::string& out) { out += "GET / HTTP/1.1\r\nHost: a\r\n\r\n"; };
  auto client = LoadClient::create(plan);
  server->stop();
  CHECK(client->run().error().code == "client.connect");
}
