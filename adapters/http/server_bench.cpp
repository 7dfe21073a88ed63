// What a request costs the server and our own load client, in CPU time: POST of 8 KB over TLS 1.3, kept
// connections.
#include <benchmark/benchmark.h>

#include "http/load_client.h"
#include "http/server.h"
#include "http/testing/test_certificate.h"
#include "os/clocks.h"
#include "os/files.h"

namespace {

using namespace sanaq;
using namespace sanaq::http;

void measure(benchmark::State& state, bool tls, std::size_t body_bytes) {
  const os::ScratchFolder scratch;
  os::Metrics metrics;
  Router router;
  router.post("/submit", [](Request&&, Responder&& r) { r.send(json_text("{\"accepted\":true}", 201)); },
              {.run = Run::inline_});
  ServerConfig config;
  if (tls) {
    const auto certificate = testing::make_test_certificate(scratch.path());
    config.certificate_file = certificate.certificate_file;
    config.key_file = certificate.key_file;
  }
  ServerHooks hooks;
  hooks.metrics = &metrics;
  const auto server = *Server::start(config, std::move(router), hooks);
  LoadPlan plan;
  plan.endpoint = {"127.0.0.1", server->port(), tls, Trust::anything, {}};
  plan.connections = 32;
  plan.duration_ms = 3000;
  const std::string bytes =
      to_request_bytes({Method::post,
                        "/submit",
                        {{"Content-Type", "application/json"}, {"Cookie", "s=0123456789abcdef0123456789"}},
                        std::string(body_bytes, 'x')},
                       plan.endpoint);
  plan.write_request = [&bytes](std::uint64_t, std::string& out) { out += bytes; };
  for (auto _ : state) {
    const std::int64_t before = os::process_cpu_micros();
    const LoadReport report = *LoadClient::create(plan)->run();
    const std::int64_t server_cpu = os::process_cpu_micros() - before - report.cpu_micros;
    const auto answered = static_cast<double>(report.answered);
    state.counters["requests_per_s"] = static_cast<double>(report.per_second());
    state.counters["server_requests_per_cpu_s"] = answered * 1e6 / static_cast<double>(server_cpu);
    state.counters["client_us_per_request"] = static_cast<double>(report.cpu_micros) / answered;
    state.counters["p50_us"] = static_cast<double>(report.latency.percentile_micros(500));
    state.counters["p99_us"] = static_cast<double>(report.latency.percentile_micros(990));
    state.counters["failed"] = static_cast<double>(report.failed);
  }
}

void tls_post_8k(benchmark::State& state) { measure(state, true, 8192); }
void tls_post_2k(benchmark::State& state) { measure(state, true, 2048); }
void plain_post_8k(benchmark::State& state) { measure(state, false, 8192); }
BENCHMARK(tls_post_8k)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(tls_post_2k)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(plain_post_8k)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
