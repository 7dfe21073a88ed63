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

/// A device with its journal, and an office that answers at once.
struct Village {
  PlainOffice office;
  StillClock clock;
  MemoryExchangeStore store;
  SyncDesk desk{store, office, clock};
  DeviceId device = id<DeviceId>(1);
  PlainDeviceKey key{device};
  Tablet tablet{device, office};
  std::string journal = encode(tablet.journal_start());
  std::uint8_t chains = 0;

  void keep(const Record& record) {
    journal += encode(record);
    tablet.flushed();
  }
  void write(CaseId case_id, std::string payload) {
    Entry entry;
    entry.payload = std::move(payload);
    entry.salt = journal.size();
    const Unsigned written = tablet.write(case_id, entry, id<ChainId>(++chains));
    keep(*tablet.add(written, key.sign(written.to_sign())));
  }
  SyncAnswer call(const SyncRequest& request, const CallLimits& limits = {}) {
    const auto read = decode_request(encode(request), limits);
    REQUIRE(read);
    CHECK(*read == request);
    const auto answer = desk.sync(device, key, *read, limits);
    REQUIRE(answer);
    CHECK(*decode_answer(encode(*answer)) == *answer);
    return *answer;
  }
  Taken sync(const CallLimits& limits = {}) {
    const auto taken = tablet.take(call(tablet.request(limits), limits));
    REQUIRE(taken);
    for (const Record& record : taken->records) keep(record);
    return *taken;
  }
  void restart() { tablet = *Tablet::restore(read_journal(journal).records, office); }
};

}  // namespace

TEST_CASE("work is confirmed by the office's receipt, and sent once") {
  Village village;
  village.write(id<CaseId>(7), "a");
  village.write(id<CaseId>(7), "b");
  CHECK(village.tablet.count().confirmed == 0);
  CHECK(village.sync().confirmed == 2);
  CHECK(village.tablet.request({}).runs.empty());
  CHECK(village.store.log(id<CaseId>(7)).size() == 2);
  CHECK(village.store.log(id<CaseId>(7))[0].synchronised_at == village.clock.now());
}

TEST_CASE("the same call twice, or an answer that is lost, changes nothing") {
  Village village;
  village.write(id<CaseId>(7), "a");
  const SyncRequest request = village.tablet.request({});
  (void)village.call(request);
  const SyncAnswer again = village.call(request);
  CHECK(village.store.log(id<CaseId>(7)).size() == 1);
  CHECK(village.tablet.take(again)->confirmed == 1);
}

TEST_CASE("limits cut a call, and the next one goes on") {
  Village village;
  for (int i = 0; i < 10; ++i)
    village.write(id<CaseId>(static_cast<std::uint8_t>(i % 2 + 1)), std::to_string(i));
  const CallLimits limits{1'000, 10, 3, 10};
  int calls = 0;
  while (!village.tablet.request(limits).runs.empty()) {
    village.sync(limits);
    REQUIRE(++calls < 10);
  }
  CHECK(calls == 4);
  CHECK(village.tablet.count().confirmed == 10);
}

TEST_CASE("a journal cut at any byte restores what was whole before it") {
  Village village;
  village.store.assign(id<CaseId>(7), village.device);
  village.sync();
  village.write(id<CaseId>(7), "a");
  village.sync();
  village.write(id<CaseId>(7), "b");
  std::size_t records = 0;
  for (std::size_t size = 0; size <= village.journal.size(); ++size) {
    const FoundJournal found = read_journal(std::string_view(village.journal).substr(0, size));
    CHECK(found.records.size() >= records);
    records = found.records.size();
    if (records == 0) continue;
    const auto restored = Tablet::restore(found.records, village.office);
    REQUIRE(restored);
  }
  CHECK(records == 5);
  village.restart();
  CHECK(village.tablet.find(id<CaseId>(7))->assigned);
  CHECK(village.tablet.count().written == 2);
  CHECK(village.tablet.count().confirmed == 1);
  CHECK(village.sync().confirmed == 1);
}

TEST_CASE("a changed byte in a journal ends it there") {
  Village village;
  village.write(id<CaseId>(7), "a");
  village.write(id<CaseId>(7), "b");
  for (std::size_t at = 0; at < village.journal.size(); ++at) {
    std::string changed = village.journal;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CHECK(read_journal(changed).records.size() < 3);
  }
}

TEST_CASE("every changed byte of a call is noticed") {
  Village village;
  village.write(id<CaseId>(7), "answer");
  const std::string bytes = encode(village.tablet.request({}));
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    const auto request = decode_request(changed, {});
    if (!request) continue;
    const auto answer = village.desk.sync(village.device, village.key, *request, {});
    if (!answer) {
      CHECK(answer.error().code == "exchange.device");
      continue;
    }
    const auto sheet = read_sheet(answer->sheet, village.device, village.office);
    REQUIRE(sheet);
    // Signed work arrives or is refused; what stands around it (where the feed goes on) is not signed.
    const bool as_signed = request->runs == village.tablet.request({}).runs;
    for (const SheetLine& line : sheet->lines)
      CHECK((line.standing == Standing::refused || line.standing == Standing::gap || as_signed));
  }
  for (const auto& [chain, stored] : village.store.chains())
    CHECK(stored.entries == village.tablet.request({}).runs[0].entries);
}

TEST_CASE("storage set back: what contradicts is kept aside, and the work goes on in another chain") {
  Village village;
  village.write(id<CaseId>(7), "a");
  village.sync();
  const std::string image = village.journal;
  village.write(id<CaseId>(7), "b");
  village.sync();
  village.journal = image;  // somebody restored an old image of the tablet
  village.restart();
  village.write(id<CaseId>(7), "c");
  village.sync();
  CHECK(village.store.forks().size() == 1);
  CHECK(village.tablet.count().confirmed == 2);
  village.write(id<CaseId>(7), "d");
  village.sync();
  CHECK(village.store.log(id<CaseId>(7)).size() == 3);
  CHECK(village.store.chains().size() == 2);
  CHECK(village.tablet.request({}).runs.empty());
}

TEST_CASE("an office restored from an older backup is filled again by the tablets") {
  Village village;
  village.write(id<CaseId>(7), "a");
  village.sync();
  village.store = MemoryExchangeStore();
  village.write(id<CaseId>(7), "b");
  village.sync();  // the office answers that something is missing
  village.sync();
  CHECK(village.store.log(id<CaseId>(7)).size() == 2);
}

TEST_CASE("work under a withdrawn lease is taken and marked") {
  Village village;
  const auto house = id<CaseId>(7);
  village.store.assign(house, village.device);
  village.sync();
  village.write(house, "in time");
  village.sync();
  village.store.assign(house, id<DeviceId>(2));
  village.write(house, "late");
  village.sync();
  const auto& log = village.store.log(house);
  REQUIRE(log.size() == 2);
  CHECK_FALSE(log[0].late);
  CHECK(log[1].late);
  CHECK_FALSE(village.tablet.find(house)->assigned);
  // The new holder reads both.
  CHECK(village.store.whole_feed(id<DeviceId>(2)).size() == 3);
}

TEST_CASE("a locked device may hand in and is told so") {
  Village village;
  village.write(id<CaseId>(7), "a");
  village.store.tell(village.device, {0, FeedKind::lock, {}, 0, 0, {}});
  village.sync();
  CHECK(village.tablet.locked());
  CHECK(village.tablet.count().confirmed == 1);
}

TEST_CASE("the feed is read in order, in pieces, and twice without harm") {
  Village village;
  for (std::uint8_t i = 1; i <= 5; ++i) village.store.assign(id<CaseId>(i), village.device);
  CallLimits limits;
  limits.feed_max = 2;
  const SyncAnswer first = village.call(village.tablet.request(limits), limits);
  CHECK(first.more);
  CHECK(village.tablet.take(first)->records.size() == 2);
  CHECK(village.tablet.take(first)->records.empty());
  SyncAnswer hole = village.call(village.tablet.request({}));
  hole.feed.erase(hole.feed.begin());
  CHECK(village.tablet.take(hole).error().code == "exchange.feed");
  CHECK(village.tablet.feed_read() == 2);
  village.sync();
  CHECK(village.tablet.cases().size() == 5);
}

TEST_CASE("a receipt of somebody else, or changed, confirms nothing") {
  Village village;
  village.write(id<CaseId>(7), "a");
  SyncAnswer answer = village.call(village.tablet.request({}));
  for (std::size_t at = 0; at < answer.sheet.size(); ++at) {
    SyncAnswer changed = answer;
    changed.sheet[at] = static_cast<char>(changed.sheet[at] ^ 1);
    CHECK_FALSE(village.tablet.take(changed));
  }
  CHECK(village.tablet.count().confirmed == 0);
  CHECK(village.tablet.take(answer)->confirmed == 1);
}

TEST_CASE("two writes without an add between cannot both stand") {
  Village village;
  Entry entry;
  const Unsigned first = village.tablet.write(id<CaseId>(7), entry, id<ChainId>(1));
  const Unsigned second = village.tablet.write(id<CaseId>(7), entry, id<ChainId>(1));
  CHECK(village.tablet.add(first, village.key.sign(first.to_sign())));
  CHECK(village.tablet.add(second, village.key.sign(second.to_sign())).error().code == "exchange.order");
}

namespace {

PictureNote note_of(std::uint8_t first, std::int64_t size) {
  PictureNote note{{}, size};
  note.name[0] = first;
  return note;
}

void write_picture(Village& village, CaseId case_id, const PictureNote& note) {
  Entry entry;
  entry.kind = EntryKind::attachment;
  entry.payload = write_picture_note(note);
  const Unsigned written = village.tablet.write(case_id, entry, id<ChainId>(++village.chains));
  village.keep(*village.tablet.add(written, village.key.sign(written.to_sign())));
}

SyncAnswer send_part(Village& village, CaseId case_id, const PictureNote& note, std::int64_t from,
                     std::string bytes) {
  SyncRequest request = village.tablet.request({});
  request.runs.clear();
  request.pictures.push_back({{case_id, note.name}, note.size, from, std::move(bytes)});
  return village.call(request);
}

}  // namespace

TEST_CASE("pictures: no entry is confirmed before the picture it names is stored to its last byte") {
  Village village;
  const auto house = id<CaseId>(7);
  const PictureNote note = note_of(3, 6);
  village.write(house, "before");
  write_picture(village, house, note);
  village.write(house, "after");
  CHECK(village.sync().confirmed == 1);  // what stands before the picture does not wait
  const SyncAnswer asked = village.call(village.tablet.request({}));
  REQUIRE(asked.wants.size() == 1);
  CHECK(asked.wants[0] == PictureWant{{house, note.name}, 0});
  CHECK(village.tablet.take(asked)->confirmed == 0);
  CHECK(send_part(village, house, note, 0, "abc").wants[0].from == 3);
  CHECK(village.sync().confirmed == 0);
  CHECK(send_part(village, house, note, 0, "abc").wants[0].from == 3);  // once more: nothing changes
  CHECK(send_part(village, house, note, 3, "def").wants.empty());
  CHECK(village.sync().confirmed == 2);
}

TEST_CASE("pictures: a part is of the size the first one gave, and begins where the office stands") {
  Village village;
  const auto house = id<CaseId>(7);
  const PictureNote note = note_of(3, 6);
  write_picture(village, house, note);
  CHECK(send_part(village, house, note, 3, "def").wants[0].from == 0);
  const std::string beyond = encode(std::vector<PicturePart>{{{house, note.name}, 2, 0, "abc"}});
  CHECK(decode_picture_parts(beyond).error().code == "exchange.form");
}

TEST_CASE("pictures: one that the device has lost does not hold up the answers") {
  Village village;
  const auto house = id<CaseId>(7);
  const PictureNote note = note_of(3, 6);
  write_picture(village, house, note);
  village.write(house, "after");
  CHECK(village.sync().confirmed == 0);
  SyncRequest request = village.tablet.request({});
  request.pictures.push_back({{house, note.name}, 0, 0, {}});
  CHECK(village.tablet.take(village.call(request))->confirmed == 2);
}

TEST_CASE("messages: sections of a later version are skipped, a cut one is refused") {
  Village village;
  village.write(id<CaseId>(7), "a");
  const SyncRequest request = village.tablet.request({});
  const std::string bytes = encode(request);
  CHECK(*decode_request(bytes + std::string("\x63\x02hi", 4), {}) == request);
  CHECK(decode_request(bytes + std::string("\x63\x09hi", 4), {}).error().code == "exchange.form");
}
