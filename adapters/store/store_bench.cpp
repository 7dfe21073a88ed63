// Households per second into a durable private cluster, 5 persons each. SANAQ_BENCH_PRELOAD=2000000 fills the tables by
// SQL first, so that growth with what is stored can be seen.
#include <benchmark/benchmark.h>

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <memory>

#include "base/rng.h"
#include "pg/pool.h"
#include "store/group_commit.h"
#include "store/progress_store_pg.h"
#include "store/submission_store_pg.h"
#include "store/testing/own_cluster.h"

using namespace sanaq;

namespace {

constexpr int persons = 5;
constexpr std::size_t response_bytes = 560, identity_bytes = 330;  // as prepare_submission gives for 90 questions

template <class T>
T must(Result<T> result) {
  if (!result) std::fprintf(stderr, "%s %s\n", result.error().code.c_str(), result.error().detail.c_str());
  SANAQ_CHECK(result.has_value());
  return *std::move(result);
}

struct Nation {
  testing::OwnCluster own{pg::ClusterProfile::production};
  std::unique_ptr<pg::Pool> pool;
  FormNumbers forms;
  SplitMix rng{1};
  std::int64_t made = 0;

  Nation() {
    auto owner = own.owner();
    if (const char* households = std::getenv("SANAQ_BENCH_PRELOAD")) preload(owner, households);
    pool = std::make_unique<pg::Pool>(
        pg::PoolOptions{.conninfo = own.server(), .size = 4, .limits = {}});
  }

  // The person index is built with the free space that an index grown by random keys has.
  void preload(pg::Connection& owner, const std::string& n) {
    const std::string quick =
        "set synchronous_commit = off; set statement_timeout = 0; set maintenance_work_mem = '1GB';";
    must(owner.run_script(quick + "alter table casework.person drop constraint person_pkey;"
        "insert into casework.form (form, version, fingerprint) values ('old', '1', 1);"
        "insert into casework.submission select g, ('017c0000-' || substr(md5(g::text), 1, 4) || '-7' || "
        "substr(md5(g::text), 5, 3) || '-8' || substr(md5(g::text), 8, 3) || '-' || "
        "substr(md5(g::text), 12, 12))::uuid,"
        "md5(g::text)::uuid, timestamptz '2021-09-01' + g * interval '1 second', 1, 1, 5, "
        "(110000000 + g % 218 * 10000)::text, decode(repeat(md5(g::text), 35), 'hex') from generate_series(1, " + n +
        ") g"));
    must(owner.run_script(quick + "insert into identity.household select g, decode(repeat(md5(g::text), 20), 'hex') "
        "from generate_series(1, " + n + ") g;"
        "insert into casework.person select md5(g::text || 'p' || m)::uuid, g, m from generate_series(1, " + n +
        ") g, generate_series(1, 5) m;"
        "alter table casework.person add constraint person_pkey primary key (key) with (fillfactor = 70)"));
    must(owner.run_script("analyze casework.submission, casework.person"));
    must(owner.run_script("vacuum casework.submission"));
    must(owner.run_script("checkpoint"));
  }

  PreparedSubmission household() {
    PreparedSubmission ready;
    ++made;
    ready.case_id = {Uuid::make(1'640'000'000'000 + static_cast<std::int64_t>(rng.below(3'000'000)), rng)};
    ready.form = {"bench", "1", 1};
    ready.received_at = {1'640'000'000'000'000 + made};
    ready.territory = std::to_string(110'000'000 + rng.below(218) * 10'000);
    ready.content.bytes = Uuid::make(1, rng).bytes();
    ready.response.assign(response_bytes, static_cast<char>(rng.next()));
    ready.identity.assign(identity_bytes, static_cast<char>(rng.next()));
    for (std::uint16_t i = 1; i <= persons; ++i) {
      Uuid::Bytes key{};
      for (auto& byte : key) byte = static_cast<std::uint8_t>(rng.next());
      ready.members.push_back({i, PersonKey{key}});
    }
    return ready;
  }
};

Nation& nation() {
  static Nation one;
  return one;
}

// Processor time of the database session that the pool's only idle connection has, µs.
double session_micros() {
  const int process = must(nation().pool->acquire(std::chrono::seconds(5)))->server_process();
  std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
  std::string word;
  for (int i = 1; i < 14; ++i) stat >> word;
  double user = 0, system = 0;
  stat >> user >> system;
  return (user + system) * 1e6 / static_cast<double>(sysconf(_SC_CLK_TCK));
}



void BM_SubmitBatch(benchmark::State& state) {
  SubmissionStorePg store(*nation().pool, nation().forms);
  std::vector<PreparedSubmission> batch(static_cast<std::size_t>(state.range(0)));
  const double before = session_micros();
  for (auto _ : state) {
    state.PauseTiming();
    for (auto& household : batch) household = nation().household();
    state.ResumeTiming();
    must(store.submit(batch));
  }
  const auto households = state.iterations() * state.range(0);
  state.SetItemsProcessed(households);
  state.counters["pg_us"] = (session_micros() - before) / static_cast<double>(households);
}
BENCHMARK(BM_SubmitBatch)->Arg(1)->Arg(16)->Arg(64)->Arg(128)->Arg(256)->Arg(512)->MinTime(4)->UseRealTime();

void BM_GroupCommit(benchmark::State& state) {
  SubmissionStorePg store(*nation().pool, nation().forms);
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<PreparedSubmission> households(20'000);
    for (auto& household : households) household = nation().household();
    auto group = std::make_unique<GroupCommit>(store);
    state.ResumeTiming();
    for (auto& household : households)
      SANAQ_CHECK(group->submit(std::move(household), [](Result<SubmitOutcome> outcome) { must(std::move(outcome)); }));
    group.reset();
  }
  state.SetItemsProcessed(state.iterations() * 20'000);
}
BENCHMARK(BM_GroupCommit)->Unit(benchmark::kMillisecond)->MinTime(4)->UseRealTime();

void BM_ProgressBoard(benchmark::State& state) {
  ProgressStorePg progress(*nation().pool, "Asia/Almaty");
  must(progress.fold());
  for (auto _ : state) benchmark::DoNotOptimize(must(progress.counts({})));
}
BENCHMARK(BM_ProgressBoard)->Unit(benchmark::kMillisecond)->UseRealTime();

void BM_VerifyPerson(benchmark::State& state) {
  SubmissionStorePg store(*nation().pool, nation().forms);
  for (auto _ : state) benchmark::DoNotOptimize(must(store.find(*nation().household().members[0].key)));
}
BENCHMARK(BM_VerifyPerson)->UseRealTime();

}  // namespace
