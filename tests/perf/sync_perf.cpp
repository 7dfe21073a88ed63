// Tablets that hand in their work: entries and operations a second, accepted durably, from 1,000 devices over
// HTTPS and over mutual TLS at the tunnel's listener; bytes an interview; catching up with a long route.
// Client, server and database on this machine.   sync_perf [--devices N] [--interviews N] [--threads N]
// [--route N]
#include <atomic>
#include <mutex>
#include <thread>

#include "census_site.h"
#include "exchange/journal.h"
#include "http/latency_histogram.h"
#include "machine_use.h"
#include "measure.h"
#include "os/files.h"
#include "os/stop_signal.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"
#include "sanaq/command/simulate_journey.h"
#include "sanaq/testing/tablet_client.h"
#include "simulation/nation.h"

using namespace sanaq;
using namespace sanaq::perf;
using sanaq::testing::TabletClient;

namespace {

constexpr const char* region = "470000000";
constexpr std::size_t operations_an_entry = 8;  // a page of the questionnaire

struct Plan {
  std::size_t devices = 1'000, interviews = 1, threads = 48;
  int route = 2'000;
};

using Tablets = std::vector<std::unique_ptr<TabletClient>>;

std::vector<Operation> interview_of(CensusSite& site) {
  const Site& s = site.collection().site();
  const auto text = must(os::read_file(s.edition.folder + "/simulation/calibration.json"), "calibration");
  const auto nation =
      must(simulation::Nation::make(s.program, s.context, s.edition.territories(), text, {}), "nation");
  return operations_of(nation.household(7), {});
}

/// Enrolled tablets with their own certificates, for the site or for the listener in the tunnel.
Tablets enrol(CensusSite& site, const Plan& plan, bool tunnel, const os::ScratchFolder& folder) {
  Collection& c = site.collection();
  const ReceiptPublicKeys office(c.keys());
  Tablets tablets;
  for (std::size_t i = 0; i < plan.devices; ++i) {
    http::Endpoint endpoint{
        "127.0.0.1", tunnel ? c.device_port() : c.port(), true, http::Trust::anything, {}};
    auto client = std::make_unique<TabletClient>(endpoint);
    client->enrol_at(c.field(), office, region);
    if (tunnel) {
      const auto profile = must(c.device_channel().hand_over(client->device), "profile");
      endpoint.certificate_file = folder.path() + "/" + std::to_string(i) + ".pem";
      endpoint.key_file = endpoint.certificate_file + ".key";
      must(os::write_file(endpoint.certificate_file, profile.certificate), "certificate");
      must(os::write_file(endpoint.key_file, profile.key), "key");
      client->go_to(endpoint, 60'000);
    }
    tablets.push_back(std::move(client));
  }
  return tablets;
}

// An interview as the app writes it: an entry a page, then the visit. It is not finished: submitting is
// measured apart.
std::size_t write_interview(TabletClient& client, const std::vector<Operation>& all) {
  const CaseId house{Uuid::make(1'631'000'000'000, client.rng)};
  std::size_t entries = 1;
  for (std::size_t from = 0; from < all.size(); from += operations_an_entry, ++entries) {
    Json list = Json::array();
    for (std::size_t i = from; i < std::min(all.size(), from + operations_an_entry); ++i)
      list.push(to_json(all[i]));
    client.write(house, exchange::EntryKind::operations, to_canonical(list));
  }
  client.write(house, exchange::EntryKind::visit, R"({"outcome":"interview"})");
  return entries;
}

struct Round {
  double seconds = 0, foreign = 0, p50_ms = 0, p99_ms = 0;
  std::size_t acknowledged = 0, calls = 0, failed = 0;
};

Round hand_in(const Tablets& tablets, const Plan& plan) {
  std::atomic<std::size_t> next = 0, failed = 0;
  std::mutex mutex;
  http::LatencyHistogram latency;
  const MachineUse use;
  const std::int64_t began = os::monotonic_micros();
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < plan.threads; ++t)
    threads.emplace_back([&] {
      for (std::size_t i = next++; i < tablets.size(); i = next++) {
        const std::int64_t at = os::monotonic_micros();
        if (!tablets[i]->sync()) ++failed;
        const std::int64_t took = os::monotonic_micros() - at;
        const std::lock_guard lock(mutex);
        latency.add(took);
      }
    });
  for (std::thread& thread : threads) thread.join();
  Round round;
  round.seconds = static_cast<double>(os::monotonic_micros() - began) / 1e6;
  const auto spent = use.spent();
  round.foreign = spent.foreign_cores;
  round.p50_ms = static_cast<double>(latency.percentile_micros(500)) / 1000;
  round.p99_ms = static_cast<double>(latency.percentile_micros(990)) / 1000;
  round.failed = failed;
  for (const auto& tablet : tablets)
    round.acknowledged += static_cast<std::size_t>(tablet->tablet->count().confirmed);
  std::fprintf(stderr, "%zu calls in %.1f s, %zu failed; CPU: this process %.1f s, PostgreSQL %.1f s\n",
               tablets.size(), round.seconds, round.failed, spent.own_micros / 1e6,
               spent.children_micros / 1e6);
  return round;
}

std::size_t stored_entries(const CensusSite& site) {
  auto connection = site.owner();
  const auto rows = must(connection.query({"", "select count(*) from exchange.entry", "", ""}), "count");
  return static_cast<std::size_t>(rows[0].get<std::int64_t>(0));
}

bool measure(CensusSite& site, const Plan& plan, const std::vector<Operation>& interview, bool tunnel) {
  const os::ScratchFolder folder;
  const Tablets tablets = enrol(site, plan, tunnel, folder);
  std::size_t entries = 0;
  for (const auto& tablet : tablets)
    for (std::size_t i = 0; i < plan.interviews; ++i) entries += write_interview(*tablet, interview);
  const std::size_t before = stored_entries(site);
  const Round round = hand_in(tablets, plan);
  const std::size_t stored = stored_entries(site) - before;
  const std::string name = tunnel ? "sync.mtls" : "sync";
  const double interviews = static_cast<double>(plan.devices * plan.interviews);
  const double operations = interviews * static_cast<double>(interview.size());
  print({name + ".operations", operations / round.seconds, "operations/s", {}, 0, round.foreign});
  print({name + ".entries", static_cast<double>(stored) / round.seconds, "entries/s", {}, 0, round.foreign});
  print({name + ".p50", round.p50_ms, "ms", {}, 0, round.foreign});
  print({name + ".p99", round.p99_ms, "ms", {}, 0, round.foreign});
  std::fprintf(stderr, "%s: stored %zu, acknowledged %zu, written %zu\n", name.c_str(), stored,
               round.acknowledged, entries);
  return stored == round.acknowledged && stored == entries && round.failed == 0;
}

void measure_bytes(CensusSite& site, const std::vector<Operation>& interview) {
  TabletClient client({"127.0.0.1", site.collection().port(), true, http::Trust::anything, {}});
  client.enrol_at(site.collection().field(), ReceiptPublicKeys(site.collection().keys()), region);
  const std::size_t empty = client.request().size();
  write_interview(client, interview);
  const std::string body = client.request();
  std::size_t kept = 0;
  for (const auto& [id, chain] : client.tablet->chains())
    for (const auto& written : chain.entries)
      kept += written.entry.size() + written.signature.size() + written.link.size();
  print({"sync.bytes_up_an_interview", static_cast<double>(crypto::deflate(body).size() - empty), "bytes"});
  const auto answer = must(client.call(body), "call");
  print({"sync.bytes_down_an_interview", static_cast<double>(answer.body.size()), "bytes"});
  print({"sync.bytes_kept_an_interview", static_cast<double>(kept), "bytes"});
}

bool measure_catch_up(CensusSite& site, const Plan& plan) {
  Collection& c = site.collection();
  TabletClient client({"127.0.0.1", c.port(), true, http::Trust::anything, {}});
  client.enrol_at(c.field(), ReceiptPublicKeys(c.keys()), region);
  const std::string place =
      R"({"address":{"territory":"471010000","street":"Абай көшесі","house":"17","flat":"4"},"order":1})";
  for (int i = 0; i < plan.route; ++i)
    must(c.field().assign({Uuid::make(1'631'000'000'000 + i, client.rng)}, client.device, place), "assign");
  const MachineUse use;
  const std::int64_t began = os::monotonic_micros();
  int calls = 0;
  for (bool more = true; more; ++calls) more = must(client.sync(), "sync").more;
  const double ms = static_cast<double>(os::monotonic_micros() - began) / 1000;
  print({"sync.catch_up_" + std::to_string(plan.route), ms, "ms", {}, 0, use.spent().foreign_cores});
  std::fprintf(stderr, "%d calls, %zu cases on the tablet\n", calls, client.tablet->cases().size());
  return client.tablet->cases().size() == static_cast<std::size_t>(plan.route);
}

}  // namespace

int main(int argc, char** argv) {
  const os::StopSignal signal;
  const Words words(argv + 1, argv + argc);
  const auto arguments =
      must(Arguments::parse(words, {"devices", "interviews", "threads", "route"}, {}), "arguments");
  Plan plan;
  const auto size = [&](const char* name, std::size_t otherwise) {
    return static_cast<std::size_t>(
        must(arguments.number(name, static_cast<std::int64_t>(otherwise), 1, 1'000'000), name));
  };
  plan.devices = size("devices", plan.devices);
  plan.interviews = size("interviews", plan.interviews);
  plan.threads = size("threads", plan.threads);
  plan.route = static_cast<int>(size("route", static_cast<std::size_t>(plan.route)));
  CensusSite site(0, [](CollectionConfig& config) {
    config.devices.address = "127.0.0.1";
    config.devices.is_site_open = true;
  });
  const auto interview = interview_of(site);
  std::fprintf(stderr, "an interview: %zu operations\n", interview.size());
  const bool good = measure(site, plan, interview, false) & measure(site, plan, interview, true);
  measure_bytes(site, interview);
  if (measure_catch_up(site, plan) && good) return 0;
  std::fprintf(stderr, "stored and acknowledged differ\n");
  return 1;
}
