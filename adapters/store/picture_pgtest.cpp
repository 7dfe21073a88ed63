#include <doctest.h>

#include "base/sha256.h"
#include "casework/testing/memory_keys.h"
#include "exchange/desk.h"
#include "exchange/tablet.h"
#include "exchange/testing/plain_keys.h"
#include "exchange/wire.h"
#include "pg/testing/test_database.h"
#include "picture/testing/small_pictures.h"
#include "store/device_register_pg.h"
#include "store/exchange_store_pg.h"
#include "store/picture_store_pg.h"

using namespace sanaq;
using namespace sanaq::exchange;
using namespace sanaq::exchange::testing;
using picture::testing::small_jpeg;

namespace {

struct StillClock final : Clock {
  UtcInstant now() const override { return {1'633'000'000'000'000}; }
};

template <class Id>
Id id(std::uint8_t number) {
  Uuid::Bytes bytes{};
  bytes[15] = number;
  return {Uuid(bytes)};
}

const auto house = id<CaseId>(7), next_door = id<CaseId>(8);

PictureName name_of(const std::string& bytes) {
  PictureName name{};
  const std::string digest = sha256(bytes);
  std::copy(digest.begin(), digest.end(), name.begin());
  return name;
}

struct Album {
  pg::testing::TestDatabase database;
  pg::Pool pool{{.conninfo = database.conninfo_as("sanaq_server"), .size = 2, .limits = {}}};
  sanaq::testing::MemorySealer sealer;
  PictureStorePg pictures{pool, sealer};
  StillClock clock;

  Result<Done> put(const std::string& bytes, CaseId case_id = house) {
    return pictures.put(case_id, picture_name(bytes), *picture::read(bytes), clock.now());
  }
  PictureStand send(const std::string& bytes, std::size_t from, std::size_t count, PictureName name) {
    const PicturePart part{{house, name},
                           static_cast<std::int64_t>(bytes.size()),
                           static_cast<std::int64_t>(from),
                           bytes.substr(from, count)};
    REQUIRE(pictures.take_part(id<DeviceId>(1), part, clock.now()));
    return (*pictures.stands(std::vector{part.picture}))[0];
  }
  std::int64_t number(const char* question) {
    auto connection = database.connect();
    return (*connection.query({"", question, "", ""}))[0].get<std::int64_t>(0);
  }
};

}  // namespace

TEST_CASE("pictures: what was put is found again, clean, in its own case only, and sealed") {
  Album album;
  REQUIRE(album.put(small_jpeg()));
  REQUIRE(album.put(small_jpeg()));
  const std::string name = picture_name(small_jpeg());
  const auto found = *album.pictures.find(house, name);
  REQUIRE(found);
  CHECK(found->bytes == picture::read(small_jpeg())->bytes);
  CHECK(found->width == 3);
  CHECK_FALSE(album.pictures.find(next_door, name)->has_value());
  CHECK_FALSE(album.pictures.find(house, "no name")->has_value());
  CHECK(album.pictures.list(house)->size() == 1);
  album.number(
      "with moved as (update casework.picture set case_id = "
      "'00000000-0000-0000-0000-000000000008' returning 1) select count(*) from moved");
  CHECK(album.pictures.find(next_door, name).error().code == "seal.broken");
}

TEST_CASE("pictures: keep() says which are not stored, and protects the others") {
  Album album;
  REQUIRE(album.put(small_jpeg()));
  const std::string stored = picture_name(small_jpeg()), other = picture_name("other");
  const std::vector<std::string> names = {stored, other, "no name"};
  CHECK(*album.pictures.keep(house, names) == std::vector<std::string>{other, "no name"});
  CHECK(album.pictures.list(house)->front().named);
  CHECK(*album.pictures.keep(next_door, std::vector{stored}) == std::vector{stored});
}

TEST_CASE("pictures: a territory's cases are found however many newer ones others have") {
  Album album;
  const std::vector<std::string> name = {picture_name(small_jpeg())};
  for (const auto of : {house, next_door}) {
    REQUIRE(album.put(small_jpeg(), of));
    REQUIRE(album.pictures.keep(of, name));
  }
  DeviceRegisterPg devices(album.pool);
  std::uint8_t number = 1;
  for (const char* territory : {"470000000", "750000000"}) {
    Mac code{};
    code[0] = number;
    REQUIRE(devices.invite(code, "tablet", territory, {album.clock.now().micros + 1}));
    REQUIRE(devices.enrol(code, id<DeviceId>(number), {number}, album.clock.now()));
    REQUIRE(devices.move_lease(number == 1 ? house : next_door, id<DeviceId>(number), {}, "{}"));
    ++number;
  }
  album.number(
      "with newer as (update casework.picture set at = at + interval '1 hour' where case_id = "
      "'00000000-0000-0000-0000-000000000008' returning 1) select count(*) from newer");
  CHECK(album.pictures.cases({}, 1)->at(0).case_id == next_door);
  const auto own = *album.pictures.cases({"470000000", "471000000"}, 1);
  REQUIRE(own.size() == 1);
  CHECK(own[0].case_id == house);
  CHECK(album.pictures.pictures_of(next_door)->value().territory == "750000000");
  CHECK_FALSE(album.pictures.pictures_of(id<CaseId>(9))->has_value());
}

TEST_CASE("pictures: what nobody names goes when its household was submitted, or it never came to its end") {
  Album album;
  const UtcInstant later{album.clock.now().micros + 1};
  REQUIRE(album.put(small_jpeg()));
  REQUIRE(album.put(picture::testing::small_png()));
  REQUIRE(album.pictures.keep(house, std::vector{picture_name(picture::testing::small_png())}));
  album.send(picture::testing::small_webp(), 0, 10, name_of(picture::testing::small_webp()));
  CHECK_FALSE(*album.pictures.forget(album.clock.now()));
  CHECK(album.pictures.list(house)->size() == 3);
  CHECK_FALSE(*album.pictures.forget(later));
  CHECK(album.pictures.list(house)->size() == 2);  // the draft may still name it
  album.number(
      "with s as (insert into casework.submission values (1, '00000000-0000-0000-0000-000000000007', "
      "gen_random_uuid(), now(), 1, 1, 1, '1', '') returning 1) select count(*) from s");
  CHECK_FALSE(*album.pictures.forget(later));
  REQUIRE(album.pictures.list(house)->size() == 1);
  CHECK(album.pictures.list(house)->front().named);
  CHECK(album.number("select count(*) from casework.picture_part") == 0);
}

TEST_CASE("pictures: a case holds a bounded number") {
  Album album;
  album.number(
      "with many as (insert into casework.picture (case_id, name, state, size, at) select "
      "'00000000-0000-0000-0000-000000000007', sha256(n::text::bytea), 3, 0, now() "
      "from generate_series(1, 60) n returning 1) select count(*) from many");
  CHECK(album.put(small_jpeg()).error().code == "picture.limit");
  CHECK(album.put(small_jpeg(), next_door));
  CHECK(album.send(small_jpeg(), 0, 10, name_of(small_jpeg())).settled);
}

TEST_CASE("pictures: parts come in order, again, from the beginning; the last one makes it whole") {
  Album album;
  const std::string bytes = small_jpeg();
  const PictureName name = name_of(bytes);
  CHECK(album.send(bytes, 100, 100, name).held == 0);
  CHECK(album.send(bytes, 0, 100, name).held == 100);
  CHECK(album.send(bytes, 0, 100, name).held == 100);
  CHECK(album.send(bytes, 200, 100, name).held == 100);
  CHECK(album.send(bytes, 40, 110, name).held == 150);  // of what overlaps, the rest counts
  CHECK(album.send(bytes, 100, 400, name).held == 500);
  CHECK_FALSE(album.pictures.find(house, picture_name(bytes))->has_value());
  CHECK(album.send(bytes, 500, bytes.size(), name).settled);
  REQUIRE(album.pictures.find(house, picture_name(bytes))->has_value());
  CHECK(album.number("select count(*) from casework.picture_part") == 0);
  CHECK(album.send(bytes, 0, 100, name).settled);  // nothing begins anew
}

TEST_CASE("pictures: what is no picture, or another one than it is called, is settled as refused") {
  Album album;
  CHECK(album.send("no picture at all", 0, 100, name_of("no picture at all")).settled);
  CHECK(album.send(small_jpeg(), 0, 5'000, name_of("another")).settled);
  const auto lines = album.pictures.list(house);
  REQUIRE(lines);
  for (const PictureLine& line : *lines) CHECK(line.state == PictureLine::State::refused);
  CHECK(album.pictures.keep(house, std::vector{picture_name("no picture at all")})->size() == 1);
}

TEST_CASE("pictures: the office's receipt covers an entry when its picture is stored to the last byte") {
  Album album;
  ExchangeStorePg store{album.pool, album.sealer};
  DeviceRegisterPg devices{album.pool};
  const auto device = id<DeviceId>(1);
  REQUIRE(devices.invite(Mac{1}, "tablet", "470000000", {album.clock.now().micros + 1}));
  REQUIRE(devices.enrol(Mac{1}, device, {}, album.clock.now())->has_value());
  const PlainOffice office;
  const PlainDeviceKey key(device);
  SyncDesk desk{store, office, album.clock};
  Tablet tablet{device, office};
  Entry entry;
  entry.kind = EntryKind::attachment;
  entry.payload = write_picture_note({name_of(small_jpeg()), static_cast<std::int64_t>(small_jpeg().size())});
  const Unsigned written = tablet.write(house, entry, id<ChainId>(1));
  REQUIRE(tablet.add(written, key.sign(written.to_sign())));
  tablet.flushed();
  auto answer = *desk.sync(device, key, tablet.request({}), {});
  CHECK(tablet.take(answer)->confirmed == 0);
  while (!answer.wants.empty()) {
    SyncRequest request = tablet.request({});
    request.runs.clear();
    const auto from = static_cast<std::size_t>(answer.wants[0].from);
    request.pictures.push_back({answer.wants[0].picture, static_cast<std::int64_t>(small_jpeg().size()),
                                answer.wants[0].from, small_jpeg().substr(from, 200)});
    answer = *desk.sync(device, key, request, {});
    CHECK(tablet.count().confirmed == 0);
  }
  CHECK(tablet.take(*desk.sync(device, key, tablet.request({}), {}))->confirmed == 1);
}
