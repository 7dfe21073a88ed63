#include "store/gathering.h"

#include <doctest.h>

#include <atomic>
#include <semaphore>
#include <string>
#include <thread>

using namespace sanaq;

namespace {

using Numbers = Gathering<int, std::string>;
using Outcomes = std::vector<Result<std::string>>;

Outcomes named(Numbers::Batch batch) {
  Outcomes out;
  for (const int* number : batch)
    out.push_back(*number < 0 ? Result<std::string>(Error{"number.negative", {}})
                              : Result<std::string>(std::to_string(*number)));
  return out;
}

/// A gathering whose first batch waits until `others` more callers stand in the queue.
struct Crowd {
  std::counting_semaphore<> at_work{0}, gate{0};
  std::vector<std::size_t> sizes;  // of batches; of a single lane, so no lock
  std::function<Result<Outcomes>(Numbers::Batch)> work = [](Numbers::Batch batch) { return named(batch); };
  Numbers numbers{[this](Numbers::Batch batch) -> Result<Outcomes> {
    sizes.push_back(batch.size());
    if (sizes.size() == 1) {
      at_work.release();
      gate.acquire();
    }
    return work(batch);
  }};

  /// The outcome of each number, when the first was alone and all others came while it was at work.
  Outcomes run(const std::vector<int>& all) {
    std::vector<std::optional<Result<std::string>>> out(all.size());
    std::vector<std::jthread> callers;
    callers.emplace_back([&] { out[0] = numbers.run(all[0]); });
    at_work.acquire();
    for (std::size_t i = 1; i < all.size(); ++i)
      callers.emplace_back([&, i] { out[i] = numbers.run(all[i]); });
    while (numbers.waiting() + 1 < all.size()) std::this_thread::yield();
    gate.release();
    callers.clear();
    Outcomes told;
    for (auto& one : out) told.push_back(*std::move(one));
    return told;
  }
};

}  // namespace

TEST_CASE("who comes while others are at work is in the next batch; each has his own outcome") {
  Crowd crowd;
  const auto told = crowd.run({1, 2, -3, 4, 5});
  CHECK(crowd.sizes == std::vector<std::size_t>{1, 4});
  CHECK(told[0].value() == "1");
  CHECK(told[1].value() == "2");
  CHECK(told[2].error().code == "number.negative");
  CHECK(told[4].value() == "5");
}

TEST_CASE("a batch that fails as a whole is tried again one by one: only the guilty one is told") {
  Crowd crowd;
  crowd.work = [](Numbers::Batch batch) -> Result<Outcomes> {
    for (const int* number : batch)
      if (*number == 13) return Error{"store.unavailable", "db.check sqlstate=23514"};
    return named(batch);
  };
  const auto told = crowd.run({1, 2, 13, 4});
  CHECK(crowd.sizes == std::vector<std::size_t>{1, 3, 1, 1, 1});
  CHECK(told[1].value() == "2");
  CHECK(told[2].error().detail.starts_with("db.check"));
  CHECK(told[3].value() == "4");
}

TEST_CASE("when the database is away nobody is tried again, and the next ones are served") {
  Crowd crowd;
  bool away = true;
  crowd.work = [&](Numbers::Batch batch) -> Result<Outcomes> {
    if (away && batch.size() > 1) return Error{"store.unavailable", "db.connection lost"};
    return named(batch);
  };
  const auto told = crowd.run({1, 2, 3, 4});
  CHECK(crowd.sizes == std::vector<std::size_t>{1, 3});
  CHECK(told[0].value() == "1");
  for (std::size_t i = 1; i < told.size(); ++i) CHECK(told[i].error().code == "store.unavailable");
  CHECK(crowd.numbers.run(5).value() == "5");
}

TEST_CASE("many callers on two lanes: each call is carried out once, no batch is larger than allowed") {
  std::atomic<int> carried_out = 0, together = 0, most = 0;
  std::atomic<std::size_t> largest = 0;
  Numbers numbers(
      [&](Numbers::Batch batch) -> Result<Outcomes> {
        most = std::max(most.load(), ++together);
        largest = std::max(largest.load(), batch.size());
        carried_out += static_cast<int>(batch.size());
        std::this_thread::yield();
        --together;
        return named(batch);
      },
      5, 2);
  constexpr int threads = 12, calls = 400;
  std::atomic<int> wrong = 0;
  {
    std::vector<std::jthread> callers;
    for (int t = 0; t < threads; ++t)
      callers.emplace_back([&, t] {
        for (int i = 0; i < calls; ++i) {
          const auto told = numbers.run(t * calls + i);
          wrong += told && *told == std::to_string(t * calls + i) ? 0 : 1;
        }
      });
  }
  CHECK(wrong == 0);
  CHECK(carried_out == threads * calls);
  CHECK(largest <= 5);
  CHECK(most <= 2);
}
