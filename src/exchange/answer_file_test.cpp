#include "exchange/answer_file.h"

#include <doctest.h>

#include "exchange/desk.h"
#include "exchange/tablet.h"
#include "exchange/testing/fixed.h"
#include "exchange/testing/memory_exchange_store.h"
#include "exchange/testing/plain_keys.h"

using namespace sanaq;
using namespace sanaq::exchange;
using namespace sanaq::exchange::testing;

namespace {

struct MovingClock final : Clock {
  std::int64_t micros = 1'633'000'000'000'000;
  UtcInstant now() const override { return {micros}; }
};

/// An office, and a device of it without network.
struct Steppe {
  PlainOffice office;
  MovingClock clock;
  MemoryExchangeStore store;
  SyncDesk desk{store, office, clock};
  DeviceId device = id<DeviceId>(1);
  PlainDeviceKey key{device};
  Tablet tablet{device, office};
  std::uint8_t chains = 0;

  void write(CaseId case_id, std::string payload) {
    Entry entry;
    entry.payload = std::move(payload);
    const Unsigned written = tablet.write(case_id, entry, id<ChainId>(++chains));
    REQUIRE(tablet.add(written, key.sign(written.to_sign())));
    tablet.flushed();
  }
  /// What the office says to all that is not confirmed.
  std::vector<SyncAnswer> answer() {
    clock.micros += 1'000'000;
    const auto request = tablet.request({});
    const auto all = desk.take(device, request.runs, prove_all(request.runs, key), clock.now());
    std::vector<SheetLine> lines;
    for (const TakenRun& taken : all.value()) lines.push_back(taken.line);
    return desk.answer_pages(device, tablet.feed_read(), lines, clock.now()).value();
  }
  std::string file(std::string_view sealed) {
    return write_answer_file({device, name_of_bundle("head"), clock.now(), 0, 0, {}}, sealed, office);
  }
};

}  // namespace

TEST_CASE("an answer file reads back, and says nothing when it was cut, changed or is another file") {
  Steppe steppe;
  const std::string file = steppe.file("sealed bytes");
  const std::string carried = file + "what the carrier added";
  const auto answer = read_answer_file(carried);
  REQUIRE(answer);
  CHECK(answer->sealed == "sealed bytes");
  CHECK(answer->head.bundle == name_of_bundle("head"));
  CHECK(steppe.office.verify(answer->head.key_number, answer->head_bytes, answer->signature));
  for (std::size_t size = 1; size < file.size(); ++size)
    REQUIRE(read_answer_file(std::string_view(file).substr(0, size)).error().code == "answer.cut");
  for (std::size_t at = 0; at < file.size(); ++at) {
    std::string changed = file;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    const auto read = read_answer_file(changed);
    const bool noticed =
        !read || !steppe.office.verify(read->head.key_number, read->head_bytes, read->signature);
    REQUIRE(noticed);
  }
  CHECK(read_answer_file("").error().code == "answer.form");
  CHECK(read_answer_file("a letter").error().code == "answer.form");
  CHECK(read_answer_file("sanaq-answer-2\nnewer").error().code == "answer.version");
  CHECK(read_answer_file("sanaq-bundle-1\nmine").error().code == "answer.own");
}

TEST_CASE("an answer confirms its entries and brings news, the second time nothing") {
  Steppe steppe;
  steppe.write(id<CaseId>(7), "a");
  steppe.write(id<CaseId>(8), "b");
  steppe.store.assign(id<CaseId>(9), steppe.device);
  const auto pages = steppe.answer();
  steppe.write(id<CaseId>(8), "later");
  const auto taken = steppe.tablet.take_pages(read_answer_pages(write_answer_pages(pages)).value());
  REQUIRE(taken);
  CHECK(taken->confirmed == 2);
  CHECK(taken->news == 1);
  CHECK(taken->records.size() == 2);
  CHECK(steppe.tablet.count().confirmed == 2);
  CHECK(steppe.tablet.find(id<CaseId>(9))->assigned);
  const auto again = steppe.tablet.take_pages(pages);
  REQUIRE(again);
  CHECK(again->confirmed == 0);
  CHECK(again->records.empty());
}

TEST_CASE("an answer of another device, or not the office's, changes nothing") {
  Steppe steppe;
  steppe.write(id<CaseId>(7), "a");
  auto pages = steppe.answer();
  Tablet other(id<DeviceId>(2), steppe.office);
  CHECK(other.take_pages(pages).error().code == "exchange.receipt");
  pages[0].sheet[20] = static_cast<char>(pages[0].sheet[20] ^ 1);
  CHECK_FALSE(steppe.tablet.take_pages(pages));
  CHECK(steppe.tablet.count().confirmed == 0);
  CHECK(read_answer_pages("\x05").error().code == "exchange.form");
}

TEST_CASE("an old answer that brings nothing is refused, one that still confirms is not") {
  Steppe steppe;
  steppe.write(id<CaseId>(7), "a");
  const auto old = steppe.answer();
  const auto later = steppe.answer();
  REQUIRE(steppe.tablet.take_pages(later));
  CHECK(steppe.tablet.take_pages(old).error().code == "answer.old");
  steppe.write(id<CaseId>(8), "b");
  const auto of_eight = steppe.answer();
  MemoryExchangeStore empty;  // a call in between that knew nothing of it
  SyncDesk desk(empty, steppe.office, steppe.clock);
  steppe.write(id<CaseId>(9), "c");
  steppe.clock.micros += 1'000'000;
  auto request = steppe.tablet.request({});
  request.runs.erase(request.runs.begin());
  REQUIRE(steppe.tablet.take(desk.sync(steppe.device, steppe.key, request, {}).value()));
  const auto taken = steppe.tablet.take_pages(of_eight);
  REQUIRE(taken);
  CHECK(taken->confirmed == 1);
}

TEST_CASE("receipts of many households and long news are divided, and the journal holds them") {
  Steppe steppe;
  for (int i = 0; i < 1'300; ++i) steppe.store.tell(steppe.device, {0, FeedKind::message, {}, 0, 0, "m"});
  std::vector<SheetLine> lines(5'000);
  const auto pages = steppe.desk.answer_pages(steppe.device, 100, lines, steppe.clock.now()).value();
  CHECK(pages.size() == 3);
  CHECK(pages[0].feed.front().number == 101);
  CHECK(pages[2].feed.size() == 200);
  CHECK_FALSE(pages.back().more);
  std::size_t count = 0;
  for (const SyncAnswer& page : pages)
    count += read_sheet(page.sheet, steppe.device, steppe.office).value().lines.size();
  CHECK(count == 5'000);
}

TEST_CASE("a device that lacks what stands before the news takes the receipts only") {
  Steppe steppe;
  steppe.write(id<CaseId>(7), "a");
  for (int i = 0; i < 3; ++i) steppe.store.tell(steppe.device, {0, FeedKind::message, {}, 0, 0, "m"});
  auto pages = steppe.answer();
  pages[0].feed.erase(pages[0].feed.begin());
  const auto taken = steppe.tablet.take_pages(pages);
  REQUIRE(taken);
  CHECK(taken->confirmed == 1);
  CHECK(taken->news == 0);
  CHECK(steppe.tablet.feed_read() == 0);
}
