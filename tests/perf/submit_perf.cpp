// Durable, validated, de-duplicated households a second through HTTPS, client and server and database on this
// machine; beside it what PostgreSQL takes of the same rows.   submit_perf [--preload N] [--count N]
// [--rounds N]
#include "http/load_client.h"
#include "machine_use.h"
#include "measure.h"
#include "pg_floor.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"

using namespace sanaq;
using namespace sanaq::perf;

namespace {

constexpr std::size_t persons = 5;
constexpr double rate_of_latency = 0.8;

struct Plan {
  std::int64_t preload = 0;
  std::uint64_t count = 20'000;  // households a round
  std::int64_t rounds = 3;
  std::size_t connections = 512;
};

struct Round {
  double rate = 0, store = 0, copy = 0;
  double p50_ms = 0, p99_ms = 0, foreign = 0;
};

struct Census {
  CensusSite site;
  HouseholdBodies bodies;
  std::uint64_t next = 0;          // household
  std::uint64_t acknowledged = 0;  // by HTTP
  std::uint64_t stored_alone = 0;

  Census(const Plan& plan, std::uint64_t households)
      : site(plan.preload), bodies(site, persons, households) {}
};

http::LoadReport send(Census& census, const Plan& plan, std::uint64_t count, std::int64_t rate) {
  const std::uint64_t first = census.next;
  census.next += count;
  add_sessions(census.site, first, count);
  http::LoadPlan load;
  load.endpoint = {"127.0.0.1", census.site.collection().port(), true, http::Trust::anything, {}};
  load.connections = plan.connections;
  load.requests_max = count;
  load.rate_per_second = rate;
  load.write_request = [&](std::uint64_t number, std::string& out) {
    census.bodies.append_request(first + number, out);
  };
  std::string refusal;
  load.on_answer = [&](std::uint64_t, int status, std::string_view body) {
    if (status != 201 && refusal.empty()) refusal = std::to_string(status) + ' ' + std::string(body);
  };
  auto client = must(http::LoadClient::create(std::move(load)), "client");
  auto report = must(client.run(), "run");
  if (!refusal.empty()) std::fprintf(stderr, "refused: %s\n", refusal.c_str());
  census.acknowledged += report.by_status[201];
  return report;
}

Round run_round(Census& census, const Plan& plan) {
  Round round;
  const auto households = prepare(census.site, census.bodies, census.next, plan.count);
  census.next += plan.count;
  round.copy = plain_copy(census.site, households);
  round.store = store_alone(census.site, households);
  census.stored_alone += households.size();
  const MachineUse use;
  const auto report = send(census, plan, plan.count, 0);
  const auto spent = use.spent();
  round.rate =
      static_cast<double>(report.by_status.at(201)) * 1e6 / static_cast<double>(report.elapsed_micros);
  round.p50_ms = static_cast<double>(report.latency.percentile_micros(500)) / 1000;
  round.p99_ms = static_cast<double>(report.latency.percentile_micros(990)) / 1000;
  round.foreign = spent.foreign_cores;
  const double count = static_cast<double>(plan.count);
  const double client = static_cast<double>(report.cpu_micros);
  std::fprintf(stderr,
               "round: submit %.0f/s p50 %.1f p99 %.1f ms | store %.0f/s | copy %.0f/s | µs CPU a household: "
               "server %.0f, "
               "PostgreSQL %.0f, client %.0f | foreign %.2f cores\n",
               round.rate, round.p50_ms, round.p99_ms, round.store, round.copy,
               (spent.own_micros - client) / count, spent.children_micros / count, client / count,
               round.foreign);
  return round;
}

template <class Member>
double middle(const std::vector<Round>& rounds, Member member) {
  std::vector<double> values;
  for (const Round& round : rounds) values.push_back(round.*member);
  return median(std::move(values));
}

bool everything_stored(const Census& census, const Plan& plan) {
  const auto in_database = static_cast<std::uint64_t>(census.site.stored_households() - plan.preload);
  const std::uint64_t told = census.acknowledged + census.stored_alone;
  std::fprintf(stderr, "stored %llu, acknowledged %llu\n", static_cast<unsigned long long>(in_database),
               static_cast<unsigned long long>(told));
  return in_database == told;
}

void report(const std::vector<Round>& rounds, const Plan& plan) {
  const std::string name =
      plan.preload > 0 ? "submit.flat_" + std::to_string(plan.preload / 1'000'000) + "m" : "submit";
  const double foreign = middle(rounds, &Round::foreign);
  const double rate = middle(rounds, &Round::rate);
  print({name, rate, "households/s", "PostgreSQL COPY of the same rows", middle(rounds, &Round::copy),
         foreign});
  print({name + ".store_alone", middle(rounds, &Round::store), "households/s",
         "PostgreSQL COPY of the same rows", middle(rounds, &Round::copy), foreign});
  print({name + ".p50", middle(rounds, &Round::p50_ms), "ms", {}, 0, foreign});
  print({name + ".p99", middle(rounds, &Round::p99_ms), "ms", {}, 0, foreign});
}

void report_paced(Census& census, const Plan& plan, double rate) {
  const auto paced = static_cast<std::int64_t>(rate * rate_of_latency);
  const MachineUse use;
  const auto answers = send(census, plan, plan.count, paced);
  const double foreign = use.spent().foreign_cores;
  const std::string name = plan.preload > 0 ? "submit.flat" : "submit";
  std::fprintf(stderr, "paced at %lld/s: answered %llu/s\n", static_cast<long long>(paced),
               static_cast<unsigned long long>(answers.per_second()));
  print({name + ".p99_at_80_percent",
         static_cast<double>(answers.latency.percentile_micros(990)) / 1000,
         "ms",
         {},
         0,
         foreign});
}

}  // namespace

int main(int argc, char** argv) {
  const Words words(argv + 1, argv + argc);
  const auto arguments =
      must(Arguments::parse(words, {"preload", "count", "rounds", "connections"}, {}), "arguments");
  Plan plan;
  plan.preload = must(arguments.number("preload", 0, 0, 20'000'000), "preload");
  plan.count = static_cast<std::uint64_t>(must(arguments.number("count", 20'000, 100, 1'000'000), "count"));
  plan.rounds = must(arguments.number("rounds", 3, 1, 100), "rounds");
  plan.connections =
      static_cast<std::size_t>(must(arguments.number("connections", 512, 1, 10'000), "connections"));
  Census census(plan, (static_cast<std::uint64_t>(plan.rounds) * 2 + 2) * plan.count);
  std::fprintf(stderr, "bodies of %zu bytes\n", census.bodies.mean_bytes());
  send(census, plan, plan.count / 4, 0);  // warms up
  std::vector<Round> rounds;
  for (std::int64_t i = 0; i < plan.rounds; ++i) rounds.push_back(run_round(census, plan));
  report(rounds, plan);
  report_paced(census, plan, middle(rounds, &Round::rate));
  if (everything_stored(census, plan)) return 0;
  std::fprintf(stderr, "stored and acknowledged differ\n");
  return 1;
}
