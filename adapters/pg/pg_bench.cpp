#include <benchmark/benchmark.h>
#include <unistd.h>

#include <vector>

#include "base/rng.h"
#include "os/files.h"
#include "pg/cluster.h"
#include "pg/copy.h"
#include "pg/pipeline.h"

namespace {

using namespace sanaq;
using namespace sanaq::pg;

constexpr Statement insert{"bench.insert", "insert into sealed (id, at, body) values ($1, $2, $3)",
                           "uuid,timestamptz,bytea", ""};
constexpr Statement unnest{"bench.unnest", "insert into sealed (id, at, body) select * from unnest($1, $2, $3)",
                           "uuid[],timestamptz[],bytea[]", ""};

/// A durable cluster (fsync and synchronous_commit on) with an empty table.
struct Fixture {
  os::ScratchFolder folder;
  std::unique_ptr<Cluster> cluster;
  Connection db;
  SplitMix rng{1};
  std::int64_t now_ms = 1'630'000'000'000;
  std::string body;

  static std::unique_ptr<Cluster> start(const std::string& folder) {
    return *Cluster::start({.folder = folder, .profile = ClusterProfile::production});
  }
  explicit Fixture(std::size_t body_bytes)
      : cluster(start(folder.path())), db(*Connection::connect(cluster->conninfo("postgres"))) {
    while (body.size() < body_bytes) body.push_back(static_cast<char>(rng.next()));
    const bool made = db.run_script("create table sealed (id uuid primary key, at timestamptz, body bytea);"
                                    "alter table sealed alter body set storage external").has_value();
    SANAQ_CHECK(made);
  }
  Uuid id() { return Uuid::make(++now_ms, rng); }
};

void pipeline(benchmark::State& state) {
  Fixture fixture(static_cast<std::size_t>(state.range(1)));
  const std::int64_t batch = state.range(0);
  for (auto _ : state) {
    auto pipeline = *Pipeline::begin(fixture.db);
    for (std::int64_t i = 0; i < batch; ++i) {
      SANAQ_CHECK(pipeline.add(insert, {fixture.id(), UtcInstant{i}, Bytes{fixture.body}}).has_value());
    }
    SANAQ_CHECK(pipeline.finish().has_value());
  }
  state.SetItemsProcessed(state.iterations() * batch);
}
BENCHMARK(pipeline)->ArgNames({"batch", "bytes"})->ArgsProduct({{1, 100, 1'000}, {1'700, 10'240}})->UseRealTime();

void unnested(benchmark::State& state) {
  Fixture fixture(static_cast<std::size_t>(state.range(1)));
  const std::int64_t batch = state.range(0);
  for (auto _ : state) {
    std::vector<Uuid> ids;
    for (std::int64_t i = 0; i < batch; ++i) ids.push_back(fixture.id());
    const std::vector<UtcInstant> at(ids.size());
    const std::vector<Bytes> bodies(ids.size(), Bytes{fixture.body});
    SANAQ_CHECK(fixture.db.execute(unnest, {ids, at, bodies}).has_value());
  }
  state.SetItemsProcessed(state.iterations() * batch);
}
BENCHMARK(unnested)->ArgNames({"batch", "bytes"})->ArgsProduct({{100, 1'000}, {1'700}})->UseRealTime();

void copied(benchmark::State& state) {
  Fixture fixture(static_cast<std::size_t>(state.range(1)));
  const std::int64_t batch = state.range(0);
  for (auto _ : state) {
    auto copy = *CopyIn::begin(fixture.db, "copy sealed (id, at, body) from stdin (format binary)");
    for (std::int64_t i = 0; i < batch; ++i) {
      SANAQ_CHECK(copy.row({fixture.id(), UtcInstant{i}, Bytes{fixture.body}}).has_value());
    }
    SANAQ_CHECK(copy.finish().has_value());
  }
  state.SetItemsProcessed(state.iterations() * batch);
}
BENCHMARK(copied)->ArgNames({"batch", "bytes"})->ArgsProduct({{1'000}, {1'700}})->UseRealTime();

}  // namespace
