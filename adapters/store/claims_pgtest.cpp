// Persons claimed at the same moment, and servers that die: run against a real PostgreSQL with real sessions.
#include <doctest.h>

#include <csignal>
#include <atomic>
#include <latch>
#include <set>
#include <thread>

#include "casework/testing/store_contract.h"
#include "pg/testing/test_database.h"
#include "store/group_commit.h"
#include "store/submission_store_pg.h"
#include "store/testing/own_cluster.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

std::int64_t number(pg::Connection& connection, const char* question) {
  auto rows = connection.query({"", question, "", ""});
  REQUIRE(rows);
  return (*rows)[0].get<std::int64_t>(0);
}

// Facts that must hold whatever happened.
void check_whole(pg::Connection& connection) {
  CHECK(number(connection, "select count(*) from casework.submission s full join identity.household h using (serial) "
                           "where s.serial is null or h.serial is null") == 0);
  CHECK(number(connection, "select coalesce(max(serial), 0) - count(*) from casework.submission") == 0);
  CHECK(number(connection, "select count(*) from casework.person p left join casework.submission s using (serial) "
                           "where s.serial is null or p.member > s.persons") == 0);
  // Every person of every household is held by it or claimed in a conflict.
  CHECK(number(connection, "select coalesce(sum(s.persons), 0)::bigint from casework.submission s") ==
        number(connection, "select (select count(*) from casework.person) + (select count(*) from casework.claim c "
                           "where not exists (select from casework.person p join casework.conflict x on x.key = p.key "
                           "where x.id = c.conflict and p.serial = c.serial))"));
}

}  // namespace

TEST_CASE("two sessions claim one person at once, a thousand times: one holder and one conflict each") {
  constexpr int rounds = 1000;
  pg::testing::TestDatabase database;
  std::latch start(2);
  std::atomic<int> duplicates = 0, stored = 0;
  auto claim = [&](int side) {
    pg::Pool pool({.conninfo = database.conninfo_as("sanaq_server"), .size = 1, .limits = {}});
    FormNumbers forms;
    SubmissionStorePg store(pool, forms);
    start.arrive_and_wait();
    for (int round = 0; round < rounds; ++round) {
      // The shared person, and one of each household's own.
      const int own = 10'000 + round * 2 + side;
      const auto members = side == 0 ? std::vector{round, own} : std::vector{own, round};
      const auto household = bare_household(round * 2 + side, members);
      const auto outcome = store.submit({&household, 1});
      if (!outcome) continue;
      stored += 1;
      duplicates += static_cast<int>(outcome->front().duplicates.size());
    }
  };
  std::thread other(claim, 1);
  claim(0);
  other.join();
  CHECK(stored == 2 * rounds);
  CHECK(duplicates == rounds);
  auto connection = database.connect();
  CHECK(number(connection, "select count(*) from casework.person") == 3 * rounds);
  CHECK(number(connection, "select count(*) from casework.conflict") == rounds);
  CHECK(number(connection, "select count(*) from casework.claim") == 2 * rounds);
  check_whole(connection);
}

TEST_CASE("a household that breaks a rule fails alone: its neighbours in the batch are stored") {
  pg::testing::TestDatabase database;
  pg::Pool pool({.conninfo = database.conninfo_as("sanaq_server"), .size = 1, .limits = {}});
  FormNumbers forms;
  SubmissionStorePg store(pool, forms);
  std::atomic<int> good = 0, bad = 0;
  {
    GroupCommit group(store);
    for (int i = 0; i < 50; ++i) {
      auto household = bare_household(i, {i});
      if (i == 25) household.territory = "a territory that is too long";
      REQUIRE(group.submit(std::move(household), [&](Result<SubmitOutcome> outcome) { ++(outcome ? good : bad); }));
    }
  }
  CHECK(good == 49);
  CHECK(bad == 1);
}

TEST_CASE("too many waiting households are refused at once, and the end stores what waits") {
  pg::testing::TestDatabase database;
  pg::Pool pool({.conninfo = database.conninfo_as("sanaq_server"), .size = 1, .limits = {}});
  FormNumbers forms;
  SubmissionStorePg store(pool, forms);
  std::atomic<int> stored = 0;
  int taken = 0;
  {
    GroupCommit group(store, {.batch_max = 4, .waiting_max = 10, .gather = std::chrono::microseconds(0)});
    for (int i = 0; i < 500; ++i)
      taken += group.submit(bare_household(i, {i}), [&](Result<SubmitOutcome> outcome) { stored += outcome ? 1 : 0; });
    CHECK(group.submit_and_wait(bare_household(0, {0})).error().code != "store.unavailable");
  }
  CHECK(taken < 500);
  CHECK(stored >= taken);
}

TEST_CASE("the database server is killed in the middle of batches: what was acknowledged is there, and whole") {
  OwnCluster own(pg::ClusterProfile::demo);  // durable, as the test profile is not
  pg::Pool pool({.conninfo = own.server(), .size = 2, .limits = {}});
  FormNumbers forms;
  SubmissionStorePg store(pool, forms);
  std::mutex mutex;
  std::set<int> acknowledged;
  int next = 0;
  constexpr int kills = 4;
  for (int kill_number = 0; kill_number < kills; ++kill_number) {
    GroupCommit group(store, {.batch_max = 64, .waiting_max = 500, .gather = std::chrono::microseconds(200)});
    const std::size_t before = acknowledged.size();
    std::atomic<bool> killed = false;
    std::thread killer([&] {
      for (;;) {
        {
          const std::lock_guard lock(mutex);
          if (acknowledged.size() > before + 700) break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      ::kill(own.cluster().server_pid(), SIGKILL);
      killed = true;
    });
    for (int after_kill = 0; after_kill < 300;) {
      const int i = next++;
      // Each person is claimed by two households, so that conflicts are open in the middle of it all.
      const bool taken = group.submit(bare_household(i, {i * 2, i * 2 + 1, i / 2 + 50'000}), [&, i](auto outcome) {
        const std::lock_guard lock(mutex);
        if (outcome) acknowledged.insert(i);
      });
      if (!taken) std::this_thread::sleep_for(std::chrono::microseconds(500));
      after_kill += killed ? 1 : 0;
    }
    killer.join();
  }
  auto connection = pool.acquire(std::chrono::seconds(60));
  REQUIRE(connection);
  check_whole(**connection);
  int missing = 0;
  for (const int i : acknowledged) {
    const auto stored = store.find(case_of(i));
    REQUIRE(stored);
    missing += *stored && (*stored)->content == bare_household(i, {0, 0, 0}).content ? 0 : 1;
  }
  CHECK(missing == 0);
  CHECK(acknowledged.size() > 700 * kills);
  // Sending all again gives the same facts and changes nothing.
  const auto count = number(**connection, "select count(*) from casework.submission");
  for (const int i : {*acknowledged.begin(), *acknowledged.rbegin()}) {
    const auto again = submit_one(store, bare_household(i, {i * 2, i * 2 + 1, i / 2 + 50'000}));
    CHECK(again.kind == SubmitOutcome::Kind::already);
  }
  CHECK(number(**connection, "select count(*) from casework.submission") == count);
}
