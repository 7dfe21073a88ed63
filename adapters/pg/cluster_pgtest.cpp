#include <doctest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "os/clocks.h"
#include "os/files.h"
#include "pg/cluster.h"
#include "pg/deadline.h"
#include "pg/migration.h"
#include "pg/pool.h"
#include "pg/testing/test_database.h"

using namespace sanaq;
using namespace sanaq::pg;
using namespace std::chrono_literals;

namespace {

constexpr Statement once(std::string_view text) { return {"", text, "", ""}; }

std::unique_ptr<Cluster> start(const std::string& folder) {
  auto cluster = Cluster::start({.folder = folder, .profile = ClusterProfile::test});
  if (!cluster) MESSAGE(cluster.error().code << " " << cluster.error().detail);
  REQUIRE(cluster);
  return *std::move(cluster);
}

std::int64_t number(Connection& db, std::string_view text) {
  auto rows = db.query(once(text));
  REQUIRE(rows);
  return (*rows)[0].get<std::int64_t>(0);
}

}  // namespace

TEST_CASE("a pool outlives a killed server") {
  const os::ScratchFolder folder;
  auto cluster = start(folder.path());
  REQUIRE(cluster->ensure_database("census"));
  REQUIRE(cluster->ensure_database("census"));
  Pool pool({.conninfo = cluster->conninfo("census"), .size = 2, .limits = {}});
  {
    auto one = pool.acquire(1s);
    auto two = pool.acquire(1s);
    REQUIRE(one);
    REQUIRE(two);
    CHECK((*one)->server_process() != (*two)->server_process());
    CHECK(pool.acquire(30ms).error().code == "db.pool_timeout");
    REQUIRE((*one)->run_script("create table t (a int8); insert into t values (42)"));
  }
  CHECK(pool.lent() == 0);
  const pid_t before = cluster->server_pid();
  REQUIRE(before > 0);
  {
    auto lease = pool.acquire(1s);
    REQUIRE(::kill(before, SIGKILL) == 0);
    // The session ends when its process notices; a statement before that may still be answered.
    const Deadline deadline = Deadline::after(10s);
    bool failed = false;
    while (!failed && !deadline.passed()) {
      auto rows = (*lease)->query(once("select pg_sleep(0.01)"));
      failed = !rows;
      if (failed) CHECK(rows.error().code == "db.connection");
    }
    CHECK(failed);
  }
  auto again = pool.acquire(30s);
  REQUIRE(again);
  CHECK(number(**again, "select a from t") == 42);
  CHECK(cluster->server_pid() != before);
  CHECK(cluster->restarts() >= 1);
}

TEST_CASE("threads share a pool") {
  const testing::TestDatabase database(testing::TestDatabase::Content::empty);
  Pool pool({.conninfo = database.conninfo(), .size = 3, .limits = {}});
  REQUIRE((*pool.acquire(1s))->run_script("create table t (a int8)"));
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int n = 0; n < 8; ++n) {
    threads.emplace_back([&] {
      for (int i = 0; i < 25; ++i) {
        auto lease = pool.acquire(20s);
        if (!lease || !(*lease)->execute({"test.insert", "insert into t values (1)", "", ""})) ++failures;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == 0);
  CHECK(number(**pool.acquire(1s), "select count(*) from t") == 200);
}

TEST_CASE("a lease that is still in a transaction is not handed on") {
  const testing::TestDatabase database(testing::TestDatabase::Content::empty);
  Pool pool({.conninfo = database.conninfo(), .size = 1, .limits = {}});
  REQUIRE((*pool.acquire(1s))->run_script("begin; create table t (a int8)"));
  CHECK_FALSE((*pool.acquire(1s))->query(once("select a from t")));
}

TEST_CASE("data stay over a stop, only one server may run, and others find it") {
  const os::ScratchFolder folder;
  {
    auto cluster = start(folder.path());
    auto db = Connection::connect(cluster->conninfo("postgres"));
    REQUIRE(db->run_script("create table t (a int8); insert into t values (7)"));
    CHECK(Cluster::start({.folder = folder.path(), .profile = ClusterProfile::test}).error().code ==
          "cluster.in_use");
    auto found = running_cluster(folder.path(), "postgres");
    REQUIRE(found);
    CHECK(Connection::connect(*found));
  }
  CHECK(running_cluster(folder.path(), "postgres").error().code == "cluster.not_running");
  auto cluster = start(folder.path());
  auto db = Connection::connect(cluster->conninfo("postgres"));
  CHECK(number(*db, "select a from t") == 7);
}

TEST_CASE("a server left over by a killed program is ended first") {
  const os::ScratchFolder folder;
  const pid_t program = ::fork();
  if (program == 0) {  // a program that starts a cluster and is killed before it can end it
    auto cluster = Cluster::start({.folder = folder.path(), .profile = ClusterProfile::test});
    auto db = Connection::connect(cluster->get()->conninfo("postgres"));
    const bool made = db && db->run_script("create table t (a int8); insert into t values (9)").has_value();
    ::kill(::getpid(), made ? SIGKILL : SIGTERM);
    ::_exit(1);
  }
  int status = 0;
  REQUIRE(::waitpid(program, &status, 0) == program);
  REQUIRE(WIFSIGNALED(status));
  REQUIRE(WTERMSIG(status) == SIGKILL);
  auto cluster = start(folder.path());
  auto db = Connection::connect(cluster->conninfo("postgres"));
  REQUIRE(db);
  CHECK(number(*db, "select a from t") == 9);
}

TEST_CASE("a session that does not notice the death of its server does not hold up the next one") {
  const os::ScratchFolder folder;
  auto cluster = start(folder.path());
  std::thread busy([target = cluster->conninfo("postgres")] {
    auto db = Connection::connect(target);
    if (!db || !db->run_script("set statement_timeout = '90s'")) return;
    static_cast<void>(db->run_script("do $$ begin loop perform 1; end loop; end $$").has_value());
  });
  auto db = Connection::connect(cluster->conninfo("postgres"));
  REQUIRE(db);
  const auto running = [&] {
    return number(*db, "select count(*) from pg_stat_activity where state = 'active' and query like 'do %'");
  };
  const Deadline started = Deadline::after(30s);
  while (running() == 0 && !started.passed()) std::this_thread::sleep_for(10ms);
  const pid_t before = cluster->server_pid();
  REQUIRE(::kill(before, SIGKILL) == 0);
  const Deadline deadline = Deadline::after(60s);
  bool back = false;
  while (!back && !deadline.passed()) {
    std::this_thread::sleep_for(50ms);
    back = cluster->server_pid() != before && Connection::connect(cluster->conninfo("postgres")).has_value();
  }
  CHECK(back);
  busy.join();
}

TEST_CASE("long paths, closed folders and a stale mark do no harm") {
  const os::ScratchFolder folder;
  const std::string closed = folder.path() + "/closed";
  REQUIRE(os::make_folder(closed, os::FileAccess::owner_only));  // as root: the user postgres cannot enter it
  const std::string place = closed + "/" + std::string(120, 'd');
  {
    auto cluster = start(place);
  }
  REQUIRE(os::write_file(place + "/cluster/postmaster.pid", std::to_string(::getpid()) + "\n"));
  auto cluster = start(place);
  auto db = Connection::connect(cluster->conninfo("postgres"));
  REQUIRE(db);
  CHECK(number(*db, "select 1::int8") == 1);
  if (::getuid() == 0) {
    struct stat server{};
    REQUIRE(::stat(("/proc/" + std::to_string(cluster->server_pid())).c_str(), &server) == 0);
    CHECK(server.st_uid != 0);
    CHECK(server.st_uid == os::find_user("postgres")->uid);
  }
  struct stat data{};
  REQUIRE(::stat((place + "/cluster").c_str(), &data) == 0);
  CHECK((data.st_mode & 0777) == 0700);
}

TEST_CASE("a server that cannot start is told at once") {
  const os::ScratchFolder folder;
  {
    auto cluster = start(folder.path());
  }
  REQUIRE(os::write_file(folder.path() + "/cluster/local.conf", "no_such_setting = 1\n"));
  CHECK(Cluster::start({.folder = folder.path(), .profile = ClusterProfile::test}).error().code ==
        "cluster.start");
  CHECK(Cluster::start({.folder = folder.path(), .program_folder = "/nonexistent"}).error().code ==
        "cluster.programs");
}

TEST_CASE("a durable cluster has the settings that were promised") {
  const os::ScratchFolder folder;
  auto cluster = Cluster::start({.folder = folder.path(), .profile = ClusterProfile::production});
  REQUIRE(cluster);
  auto db = Connection::connect((*cluster)->conninfo("postgres"));
  REQUIRE(db);
  const auto setting = [&](const char* name) {
    return (*db->query(once("select current_setting($1)"), {name}))[0].get<std::string>(0);
  };
  CHECK(setting("fsync") == "on");
  CHECK(setting("synchronous_commit") == "on");
  CHECK(setting("full_page_writes") == "on");
  CHECK(setting("jit") == "off");
  CHECK(setting("checkpoint_timeout") == "30min");
  CHECK(setting("listen_addresses").empty());
  CHECK(setting("data_checksums") == "on");
  CHECK(setting("TimeZone") == "UTC");
  CHECK(setting("lc_collate") == "C");
}
