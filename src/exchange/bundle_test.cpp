#include <doctest.h>

#include <algorithm>

#include "base/sha256.h"
#include "exchange/bundle_import.h"
#include "exchange/bundle_plan.h"
#include "exchange/testing/filled_plan.h"
#include "exchange/testing/fixed.h"
#include "exchange/testing/memory_exchange_store.h"
#include "exchange/testing/plain_chunks.h"
#include "exchange/testing/plain_keys.h"

using namespace sanaq;
using namespace sanaq::exchange;
using namespace sanaq::exchange::testing;

namespace {

constexpr CallLimits small_chunks{1'000, 3, 4, 0};
constexpr std::int64_t slice_bytes = 100;

/// A bundle as a file, and where its chunks end in it.
struct File {
  std::string bytes;
  std::size_t head_size = 0;
  std::vector<std::size_t> ends;
};

/// A device that has a carrier and a network, and an office.
struct Village {
  PlainOffice office;
  StillClock clock;
  MemoryExchangeStore store;
  SyncDesk desk{store, office, clock};
  DeviceId device = id<DeviceId>(1);
  PlainDeviceKey key{device};
  Tablet tablet{device, office};
  std::uint8_t chains = 0;
  std::uint64_t salt = 0;
  Gallery gallery;

  void write(CaseId case_id, std::string payload, EntryKind kind = EntryKind::operations) {
    Entry entry;
    entry.kind = kind;
    entry.payload = std::move(payload);
    entry.salt = ++salt;
    const Unsigned written = tablet.write(case_id, entry, id<ChainId>(++chains));
    REQUIRE(tablet.add(written, key.sign(written.to_sign())));
    tablet.flushed();
  }
  void take_picture(CaseId case_id, std::size_t size) {
    std::string bytes(size, static_cast<char>('a' + ++salt % 20));
    PictureNote note{{}, static_cast<std::int64_t>(size)};
    const std::string digest = sha256(bytes);
    std::copy(digest.begin(), digest.end(), note.name.begin());
    gallery.emplace(note.name, std::move(bytes));
    write(case_id, write_picture_note(note), EntryKind::attachment);
  }
  void write_many(int entries) {
    for (int i = 0; i < entries; ++i)
      write(id<CaseId>(static_cast<std::uint8_t>(i / 3 + 1)), "answer " + std::to_string(i));
  }
  File bundle(bool everything = false, const CallLimits& limits = small_chunks) {
    const BundlePlan plan = plan_bundle(tablet, {limits, slice_bytes, 1'000, everything});
    BundleHead head{device, "470000000", 1, {}, {}, clock.now(), 0, 0, 0, 0};
    count_work(plan, head);
    const auto pieces = filled(plan, gallery);
    File file;
    file.bytes = write_bundle_head(head);
    const PlainChunks seal(file.bytes);
    file.bytes += view(key.sign(file.bytes));
    file.head_size = file.bytes.size();
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      file.bytes += write_bundle_chunk(seal.seal(static_cast<std::int64_t>(i), encode(pieces[i])));
      file.ends.push_back(file.bytes.size());
    }
    return file;
  }
  BundleReport import(std::string_view bytes) {
    const auto bundle = read_bundle(bytes);
    REQUIRE(bundle);
    CHECK(key.verify(bundle->head_bytes, bundle->signature));
    auto report = import_bundle(*bundle, PlainChunks(bundle->head_bytes), desk, key, clock.now());
    REQUIRE(report);
    return *std::move(report);
  }
  void sync() {
    const auto answer = desk.sync(device, key, tablet.request({}), {});
    REQUIRE(answer);
    REQUIRE(tablet.take(*answer));
  }
};

std::size_t whole_before(const File& file, std::size_t size) {
  std::size_t count = 0;
  while (count < file.ends.size() && file.ends[count] <= size) ++count;
  return count;
}

struct Read {
  std::vector<SyncRequest> chunks;
  BundleEnd end = BundleEnd::whole;
};
Read read_all(const Bundle& bundle) {
  const PlainChunks opener(bundle.head_bytes);
  BundleReader reader(bundle, opener);
  Read read;
  while (auto chunk = reader.next()) read.chunks.push_back(*std::move(chunk));
  read.end = reader.end();
  return read;
}

}  // namespace

TEST_CASE("a bundle cut at any byte yields exactly the chunks before the cut") {
  Village village;
  village.write_many(20);
  const File file = village.bundle();
  REQUIRE(file.ends.size() > 3);
  const auto all = read_all(*read_bundle(file.bytes)).chunks;
  REQUIRE(all.size() == file.ends.size());
  for (std::size_t size = 1; size < file.bytes.size(); ++size) {
    const auto bundle = read_bundle(std::string_view(file.bytes).substr(0, size));
    if (size < file.head_size) {
      REQUIRE(bundle.error().code == "bundle.cut");
      continue;
    }
    REQUIRE(bundle);
    const Read read = read_all(*bundle);
    REQUIRE(read.end == BundleEnd::cut);
    REQUIRE(read.chunks.size() == whole_before(file, size));
    REQUIRE(std::equal(read.chunks.begin(), read.chunks.end(), all.begin()));
  }
  CHECK(read_all(*read_bundle(file.bytes)).end == BundleEnd::whole);
  CHECK(read_all(*read_bundle(file.bytes + "what the carrier added")).end == BundleEnd::whole);
  CHECK(read_bundle("").error().code == "bundle.form");
}

TEST_CASE("a changed byte costs its chunk and what follows, never what stood before") {
  Village village;
  village.write_many(20);
  const File file = village.bundle();
  for (std::size_t at = 0; at < file.bytes.size(); ++at) {
    std::string changed = file.bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    const auto bundle = read_bundle(changed);
    if (at < file.head_size) {
      const bool noticed = !bundle || !village.key.verify(bundle->head_bytes, bundle->signature);
      REQUIRE(noticed);
      continue;
    }
    REQUIRE(bundle);
    const Read read = read_all(*bundle);
    REQUIRE(read.end != BundleEnd::whole);
    REQUIRE(read.chunks.size() == whole_before(file, at));
  }
}

TEST_CASE("the same bundle twice, then the network: everything is known and nothing is stored twice") {
  Village village;
  village.write_many(20);
  const File file = village.bundle();
  const BundleReport first = village.import(file.bytes);
  CHECK(first.complete());
  CHECK(first.fresh.entries == 20);
  CHECK(first.fresh.cases.size() == 7);
  CHECK(first.head.cases == 7);
  CHECK(first.lines.size() == 7);
  const BundleReport again = village.import(file.bytes);
  CHECK(again.fresh.entries == 0);
  CHECK(again.known.entries == 20);
  CHECK(village.tablet.count().confirmed == 0);  // nothing but a receipt confirms
  village.sync();
  CHECK(village.tablet.count().confirmed == 20);
  CHECK(village.store.log(id<CaseId>(1)).size() == 3);
  CHECK(plan_bundle(village.tablet, {}).entries == 0);
  CHECK(village.import(village.bundle(true).bytes).known.entries == 20);
}

TEST_CASE("a later bundle before an earlier one is a gap, and the earlier closes it") {
  Village village;
  village.write(id<CaseId>(7), "a");
  village.write(id<CaseId>(7), "b");
  village.sync();
  MemoryExchangeStore restored;  // the office lost what it had
  SyncDesk desk(restored, village.office, village.clock);
  village.write(id<CaseId>(7), "c");
  const auto import = [&](const File& file) {
    const auto bundle = read_bundle(file.bytes);
    return *import_bundle(*bundle, PlainChunks(bundle->head_bytes), desk, village.key, village.clock.now());
  };
  const BundleReport gap = import(village.bundle());
  CHECK_FALSE(gap.complete());
  CHECK(gap.unplaced.entries == 1);
  CHECK(gap.gaps == 2);
  CHECK(import(village.bundle(true)).fresh.entries == 3);
  CHECK(import(village.bundle()).known.entries == 1);
}

TEST_CASE("a chain larger than a chunk goes on in the next, and a cut copy says what did not arrive") {
  Village village;
  for (int i = 0; i < 10; ++i) village.write(id<CaseId>(7), std::to_string(i));
  const File file = village.bundle();
  REQUIRE(file.ends.size() == 3);
  const BundleReport cut = village.import(std::string_view(file.bytes).substr(0, file.ends[1]));
  CHECK(cut.end == BundleEnd::cut);
  CHECK(cut.fresh.entries == 8);
  CHECK(cut.unread() == 2);
  const BundleReport whole = village.import(file.bytes);
  CHECK(whole.known.entries == 8);
  CHECK(whole.fresh.entries == 2);
  CHECK(whole.lines.size() == 1);
  CHECK(whole.lines[0].head.number == 10);
}

TEST_CASE("work that contradicts is kept beside; work of another device is refused") {
  Village village;
  village.write(id<CaseId>(7), "a");
  village.import(village.bundle().bytes);
  Village image;  // an old image of the storage came back and went another way
  image.store = village.store;
  image.write(id<CaseId>(7), "b");
  const BundleReport fork = image.import(image.bundle().bytes);
  CHECK(fork.contradicted.entries == 1);
  CHECK(fork.complete());
  const File file = village.bundle();
  const auto bundle = read_bundle(file.bytes);
  const PlainDeviceKey other(id<DeviceId>(2));
  const auto refused =
      *import_bundle(*bundle, PlainChunks(bundle->head_bytes), village.desk, other, village.clock.now());
  CHECK(refused.refused.entries == 1);
}

TEST_CASE("files of others are told apart") {
  CHECK(read_bundle("PK\x03\x04 a workbook").error().code == "bundle.form");
  CHECK(read_bundle("sanaq-bundle-2\nnewer").error().code == "bundle.version");
  CHECK(read_bundle("sanaq-b").error().code == "bundle.cut");
}

TEST_CASE("pictures travel after the answers; a copy cut anywhere leaves no entry without its picture") {
  Village whole;
  const auto fill = [](Village& village) {
    village.write(id<CaseId>(1), "a");
    village.take_picture(id<CaseId>(1), 250);
    village.write(id<CaseId>(1), "b");
    village.take_picture(id<CaseId>(1), 90);
    village.write_many(6);
  };
  fill(whole);
  const File file = whole.bundle();
  const auto first = whole.import(file.bytes);
  CHECK(first.complete());
  CHECK(first.head.pictures == 2);
  CHECK(first.pictures_read == 2);
  CHECK(first.fresh.entries == 10);
  CHECK(whole.import(file.bytes).known.entries == 10);
  for (const std::size_t end : file.ends) {
    Village cut;
    fill(cut);
    const auto report = cut.import(std::string_view(file.bytes).substr(0, end));
    CHECK(report.unplaced.entries == 0);
    for (const auto& [name, chain] : cut.store.chains())
      for (const std::string& bytes : chain.entries) {
        const auto note = picture_note(decode_entry(bytes).value());
        if (note) CHECK(cut.store.stored_pictures().at({chain.case_id, note->name}).whole());
      }
    CHECK(cut.import(file.bytes).complete());
  }
}

TEST_CASE("a picture that began over the network ends by a file, and one that was lost holds nothing up") {
  Village village;
  village.take_picture(id<CaseId>(1), 250);
  village.take_picture(id<CaseId>(2), 80);
  const auto& [name, bytes] = *std::find_if(village.gallery.begin(), village.gallery.end(),
                                            [](const auto& one) { return one.second.size() == 250; });
  const PicturePart part{{id<CaseId>(1), name}, 250, 0, bytes.substr(0, 130)};
  REQUIRE(village.desk.take_parts(village.device, std::span(&part, 1), village.clock.now()));
  std::erase_if(village.gallery, [](const auto& one) { return one.second.size() == 80; });
  const auto report = village.import(village.bundle().bytes);
  CHECK(report.complete());
  CHECK(report.fresh.entries == 2);
  CHECK(report.pictures_read == 2);
}

TEST_CASE("a bundle has room for so many pictures; the rest waits for the next one") {
  Village village;
  for (std::uint8_t i = 1; i <= 5; ++i) {
    village.write(id<CaseId>(i), "a");
    village.take_picture(id<CaseId>(i), 300);
    village.write(id<CaseId>(i), "b");
  }
  const BundlePlan plan = plan_bundle(village.tablet, {small_chunks, slice_bytes, 1'000, false});
  CHECK(plan.pictures == 3);
  CHECK(plan.entries == 5 + 3 * 2);
  CHECK(plan.left == 4);
  const auto report = village.import(village.bundle().bytes);
  CHECK(report.complete());
  const auto pages = village.desk.answer_pages(village.device, 0, report.lines, village.clock.now());
  CHECK(village.tablet.take_pages(pages.value())->confirmed == 11);
  CHECK(plan_bundle(village.tablet, {small_chunks, slice_bytes, 1'000, false}).pictures == 2);
}

TEST_CASE("with nothing to hand in, a bundle still says how far the news were read") {
  Village village;
  village.store.assign(id<CaseId>(7), village.device);
  const auto report = village.import(village.bundle().bytes);
  CHECK(report.complete());
  CHECK(report.chunks_read == 1);
  const auto pages =
      village.desk.answer_pages(village.device, report.feed_after, report.lines, village.clock.now());
  CHECK(village.tablet.take_pages(pages.value())->news == 1);
}
