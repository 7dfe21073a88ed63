// What many households do at once: drafts and registrations that share transactions.
#include <doctest.h>
#include <signal.h>

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "casework/testing/draft_contract.h"
#include "casework/testing/registration_contract.h"
#include "pg/testing/test_database.h"
#include "store/draft_store_pg.h"
#include "store/registration_store_pg.h"
#include "store/testing/own_cluster.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

struct Households {
  pg::testing::TestDatabase database;
  pg::Pool pool{{.conninfo = database.conninfo_as("sanaq_server"), .size = 4, .limits = {.look_ups = true}}};
  std::int64_t number(const std::string& question) {
    auto connection = database.connect();
    return (*connection.query({"", question, "", ""}))[0].get<std::int64_t>(0);
  }
};

DraftBatch batch_of(int household, int device, std::int64_t first, const std::string& letters,
                    std::int64_t seen = 0) {
  DraftBatch batch = bare_batch(device, first, letters, seen);
  batch.case_id = case_of(household);
  return batch;
}

/// What must hold of all drafts: positions without gaps, device numbers without gaps, heads that agree.
void check_whole_drafts(pg::Connection& connection) {
  for (const char* question :
       {"select count(*) from (select case_id, max(position) m, count(*) n from casework.draft_batch group "
        "by 1) b "
        "full join casework.draft d using (case_id) where coalesce(b.m, 0) <> d.position or b.m <> b.n",
        "select count(*) from (select case_id, device, sum(length(hashes) / 8) n from casework.draft_batch "
        "group by 1, 2) b full join casework.draft_device v using (case_id, device) "
        "where v.next_number is distinct from b.n + 1"})
    CHECK((*connection.query({"", question, "", ""}))[0].get<std::int64_t>(0) == 0);
}

}  // namespace

TEST_CASE("drafts of many devices at once: numbers stay in order, one that errs harms no other") {
  Households all;
  DraftStorePg drafts(all.pool);
  constexpr int devices = 12, batches = 15, cases = 4;
  std::atomic<int> wrong = 0;
  {
    std::vector<std::jthread> callers;
    for (int device = 0; device < devices; ++device)
      callers.emplace_back([&, device] {
        const int household = 100 + device % cases;  // three devices a household
        for (int i = 0; i < batches; ++i) {
          const auto added = drafts.append(batch_of(household, device, 2 * i + 1, "ab"));
          wrong +=
              added && added->kind == AppendOutcome::Kind::added && added->next_number == 2 * i + 3 ? 0 : 1;
          const auto gap = drafts.append(batch_of(household, device, 2 * i + 9, "c"));
          wrong += !gap && gap.error().code == "draft.gap" ? 0 : 1;
          const auto other = drafts.append(batch_of(household, device, 2 * i + 1, "xy"));
          wrong += !other && other.error().code == "draft.diverged" ? 0 : 1;
        }
      });
  }
  CHECK(wrong == 0);
  auto connection = all.database.connect();
  check_whole_drafts(connection);
  CHECK(all.number("select count(*) from casework.draft_batch") == devices * batches);
  CHECK(drafts.load(case_of(100), {}).value().contested);
}

TEST_CASE("the same operations sent many times at once are stored once") {
  Households all;
  DraftStorePg drafts(all.pool);
  std::atomic<int> added = 0, already = 0;
  for (int round = 0; round < 20; ++round) {
    std::vector<std::jthread> callers;
    for (int i = 0; i < 8; ++i)
      callers.emplace_back([&] {
        const auto outcome = drafts.append(batch_of(1, 1, 3 * round + 1, "abc"));
        added += outcome && outcome->kind == AppendOutcome::Kind::added ? 1 : 0;
        already += outcome && outcome->kind == AppendOutcome::Kind::already ? 1 : 0;
      });
  }
  CHECK(added == 20);
  CHECK(already == 7 * 20);
  CHECK(drafts.load(case_of(1), bare_batch(1, 1, "a").device).value().next_number == 61);
}

TEST_CASE("operations that break a rule of the database fail alone: their neighbours are stored") {
  Households all;
  DraftStorePg drafts(all.pool);
  constexpr int callers_count = 16;
  std::atomic<int> refused = 0, stored = 0;
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < callers_count; ++i)
      callers.emplace_back([&, i] {
        for (int n = 1; n <= 10; ++n) {
          DraftBatch batch = batch_of(i, 1, n, "a");
          if (i == 3) batch.hashes.clear();  // no operation: a check of the table
          const auto outcome = drafts.append(batch);
          (outcome ? stored : refused) += 1;
        }
      });
  }
  CHECK(refused == 10);
  CHECK(stored == 10 * (callers_count - 1));
  auto connection = all.database.connect();
  CHECK(all.number("select count(*) from casework.draft_batch") == 10 * (callers_count - 1));
}

TEST_CASE(
    "the server is killed while many write: what was acknowledged is there, and sending again goes on") {
  OwnCluster own(pg::ClusterProfile::demo);  // durable, as the test profile is not
  pg::Pool pool({.conninfo = own.server(), .size = 4, .limits = {.look_ups = true}});
  DraftStorePg drafts(pool);
  constexpr int devices = 16, kills = 3;
  std::map<int, std::int64_t> next;  // of each device, as acknowledged
  std::mutex mutex;
  std::atomic<int> acknowledged = 0;
  for (int kill_number = 0; kill_number < kills; ++kill_number) {
    std::atomic<bool> killed = false;
    const int before = acknowledged;
    std::vector<std::jthread> callers;
    for (int device = 0; device < devices; ++device)
      callers.emplace_back([&, device] {
        std::int64_t number = 1;
        {
          const std::lock_guard lock(mutex);
          number = std::max<std::int64_t>(next[device], 1);
        }
        for (int after_kill = 0; after_kill < 5; after_kill += killed ? 1 : 0) {
          const auto outcome = drafts.append(batch_of(device / 2, device, number, "ab"));
          if (!outcome) continue;  // not known whether it is there: the same is sent again
          if (outcome->next_number != number + 2) break;
          number = outcome->next_number;
          ++acknowledged;
          const std::lock_guard lock(mutex);
          next[device] = number;
        }
      });
    while (acknowledged < before + 400) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    ::kill(own.cluster().server_pid(), SIGKILL);
    killed = true;
  }
  auto connection = pool.acquire(std::chrono::seconds(60));
  REQUIRE(connection);
  check_whole_drafts(**connection);
  for (const auto& [device, number] : next) {
    const auto draft = drafts.load(case_of(device / 2), bare_batch(device, 1, "a").device);
    REQUIRE(draft);
    CHECK(draft->next_number >= number);
  }
  CHECK(acknowledged >= 400 * kills);
}

TEST_CASE("many register at once: each challenge lets one in, guesses are counted one by one") {
  Households all;
  RegistrationStorePg store(all.pool);
  constexpr int persons = 40, guesses = 4;
  std::atomic<int> let_in = 0, refused = 0, sum_of_tries = 0;
  {
    std::vector<std::jthread> callers;
    for (int p = 0; p < persons; ++p)
      callers.emplace_back([&, p] {
        const auto person = store.find_applicant(key_of(p), key_of(1000 + p), {0});
        if (!person || person->account) return;
        if (!store.add_challenge(bare_challenge(p, p, 1000 + p))) return;
        std::vector<std::jthread> parallel;
        for (int g = 0; g < guesses; ++g)
          parallel.emplace_back([&, p, g] {
            const auto spent = store.spend_try({case_of(p).value});
            if (!spent || !*spent) return;
            sum_of_tries += (*spent)->challenge.tries;
            AdmissionRecord record = bare_admission(p, 2000 + 2 * p, p, 0);
            record.session.token_hash[0] = static_cast<std::uint8_t>(p);
            record.session.token_hash[1] = static_cast<std::uint8_t>(g);
            const auto account = store.admit(record);
            (account ? let_in : refused) += 1;
          });
      });
  }
  CHECK(let_in == persons);
  CHECK(all.number("select count(*) from casework.account") == persons);
  CHECK(all.number("select count(*) from casework.session") == persons);
  CHECK(all.number("select sum(tries) from casework.challenge") == let_in + refused);
  CHECK(sum_of_tries <= persons * (1 + 2 + 3 + 4));
  CHECK(sum_of_tries >= let_in + refused);
}

TEST_CASE("a session is remembered, and gone at once when it was ended here") {
  Households all;
  RegistrationStorePg store(all.pool);
  REQUIRE(store.add_challenge(bare_challenge(1, 50, 60)));
  REQUIRE(store.admit(bare_admission(1, 20, 50, 3)));
  Mac token;
  token.fill(3);
  auto owner = all.database.connect();
  REQUIRE(owner.run_script("delete from casework.session"));  // as another server would
  CHECK(store.find_session(token).value().has_value());       // believed for a while
  REQUIRE(store.end_session(token));
  CHECK_FALSE(store.find_session(token).value().has_value());
  SessionMemory memory;
  const SessionRecord session{token, {}, {}, {9000}};
  const auto ended = memory.ended();
  memory.forget(token);  // between the look-up and its end
  memory.remember(session, ended);
  CHECK_FALSE(memory.find(token).has_value());
  memory.remember(session, memory.ended());
  CHECK(memory.find(token).has_value());
}
