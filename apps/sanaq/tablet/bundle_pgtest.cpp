// Bundles on a carrier and calls over the network, mixed, on a real database.
#include <doctest.h>

#include "base/sha256.h"
#include "picture/testing/small_pictures.h"
#include "sanaq/command/command.h"
#include "sanaq/tablet/bundle_desk.h"
#include "sanaq/tablet/bundle_report.h"
#include "sanaq/testing/bundle_writer.h"
#include "sanaq/testing/collection_scene.h"
#include "sanaq/testing/tablet_client.h"

using namespace sanaq;
using namespace sanaq::testing;
using exchange::BundleEnd;
using exchange::EntryKind;

namespace {

constexpr exchange::CallLimits small_chunks{400, 500, 5'000, 0};
constexpr std::int64_t slice_bytes = 100;

template <class T>
T must(Result<T> result) {
  return CollectionScene::must(std::move(result));
}

/// A tablet with a carrier.
struct Carrier : TabletClient {
  explicit Carrier(CollectionScene& with) : TabletClient(with.site()), office(with) {}
  CollectionScene& office;
  DepartmentKey to;
  exchange::testing::Gallery gallery;

  void enrol_new(const std::string& label = "Tablet 1", const std::string& territory = "471000000") {
    REQUIRE(must(enrol(must(office.field().invite(label, territory)))).status == 200);
    read_key(papers["department_key"]);
  }
  void read_key(const Json& json) {
    to.department = json["department"].text();
    to.number = static_cast<std::uint8_t>(json["number"].integer(0));
    const auto raw = must(from_base64url(json["key"].text()));
    std::copy(raw.begin(), raw.end(), to.key.begin());
    const auto signature = must(from_base64url(json["signature"].text()));
    exchange::Signature copied{};
    std::copy(signature.begin(), signature.end(), copied.begin());
    CHECK(office_keys.verify(static_cast<std::uint8_t>(json["signed_by"].integer(0)),
                             BundleDesk::signed_key(to.number, raw, to.department), copied));
  }
  /// Named by an entry; its bytes lie in the gallery.
  exchange::PictureId take_picture(CaseId house, const std::string& bytes) {
    exchange::PictureId id{house, {}};
    const std::string digest = sha256(bytes);
    std::copy(digest.begin(), digest.end(), id.name.begin());
    gallery.emplace(id.name, bytes);
    write(house, EntryKind::attachment,
          exchange::write_picture_note({id.name, static_cast<std::int64_t>(bytes.size())}));
    return id;
  }
  CaseId visit(int times) {
    const CaseId house{Uuid::make(1'631'000'000'000, rng)};
    for (int i = 0; i < times; ++i) write(house, EntryKind::visit, R"({"outcome":"nobody_home"})");
    return house;
  }
  exchange::BundlePlan plan(bool everything = false) const {
    return exchange::plan_bundle(*tablet, {small_chunks, slice_bytes, 1'000'000, everything});
  }
  WrittenBundle bundle(bool everything = false) {
    return write_bundle(device, plan(everything), to, key, gallery);
  }
  Result<TakenBundle> import(std::string_view bytes) {
    SANAQ_TRY(const auto known, office.collection->bundles().look(bytes));
    return office.collection->bundles().take(known);
  }
  exchange::BundleReport report(std::string_view bytes) { return must(import(bytes)).report; }
};

std::int64_t number(CollectionScene& office, const char* sql) {
  auto connection = office.database.connect();
  return must(connection.query({"", sql, "", ""}))[0].get<std::int64_t>(0);
}

}  // namespace

TEST_CASE("a bundle brings what the network would: new once, known ever after, in any order") {
  CollectionScene office;
  Carrier tablet(office);
  tablet.enrol_new();
  CHECK(tablet.to.department == "470000000");
  tablet.visit(3);
  const auto first = tablet.bundle();
  tablet.visit(2);
  const auto second = tablet.bundle();
  CHECK(tablet.report(second.bytes).fresh.entries == 5);  // the later file first
  const auto again = tablet.report(first.bytes);
  CHECK(again.fresh.entries == 0);
  CHECK(again.known.entries == 3);
  CHECK(again.complete());
  must(tablet.sync());
  CHECK(tablet.tablet->count().confirmed == 5);
  CHECK(tablet.plan().entries == 0);
  tablet.visit(1);
  must(tablet.sync());
  CHECK(tablet.report(tablet.bundle(true).bytes).known.entries == 6);
  CHECK(number(office, "select count(*) from exchange.entry") == 6);
  CHECK(number(office, "select count(*) from exchange.call where channel = 2") == 3);
  CHECK(number(office, "select min(bytes) from exchange.call where channel = 2") > 200);
}

TEST_CASE("a copy that was cut gives its whole chunks and says what is missing") {
  CollectionScene office;
  Carrier tablet(office);
  tablet.enrol_new();
  for (int i = 0; i < 30; ++i) tablet.visit(1);
  const auto file = tablet.bundle();
  REQUIRE(file.ends.size() > 2);
  BundleLine cut;
  cut.label = "Tablet 1";
  cut.report = tablet.report(std::string_view(file.bytes).substr(0, file.ends[1] + 5));
  CHECK(cut.report->end == BundleEnd::cut);
  CHECK(cut.report->chunks_read == 2);
  CHECK(cut.report->unread() == 30 - cut.report->fresh.entries);
  CHECK(cut.bring_again());
  CHECK_FALSE(cut.is_good());
  const Messages& texts = office.collection->site().texts;
  CHECK(to_plain_text(cut, texts, "en", "today").find("Bring the tablet again") != std::string::npos);
  CHECK(to_plain_text(cut, texts, "ru", "today").find("Не хватает част") != std::string::npos);
  CHECK(to_plain_text(cut, texts, "kk", "today").find("жетіспейді") != std::string::npos);
  CHECK(to_json(cut)["chunks_missing"]["from"].integer() == 3);
  CHECK(to_json(cut)["bring_again"].truth());
  std::string changed = file.bytes;
  changed[file.ends[2] - 1] ^= 1;
  const auto broken = tablet.report(changed);
  CHECK(broken.end == BundleEnd::broken);
  CHECK(broken.fresh.entries + broken.known.entries == broken.entries_read);
  CHECK(tablet.report(file.bytes).complete());
}

TEST_CASE("foreign files, keys of others and revoked tablets are refused, locked ones are not") {
  CollectionScene office, another;
  Carrier tablet(office), stranger(another);
  tablet.enrol_new();
  stranger.enrol_new();
  const CaseId house = tablet.visit(1);
  stranger.visit(1);
  const auto refusal = [&](std::string_view bytes) {
    const auto taken = tablet.import(bytes);
    return taken ? std::string("taken") : taken.error().code;
  };
  CHECK(refusal("a letter") == "bundle.form");
  CHECK(refusal(stranger.bundle().bytes) == "bundle.device");
  const DepartmentKey own = tablet.to;
  tablet.to = stranger.to;  // the same department of another census
  CHECK(refusal(tablet.bundle().bytes) == "bundle.key");
  tablet.to.number = 9;
  CHECK(refusal(tablet.bundle().bytes) == "bundle.key");
  tablet.to = own;
  auto forged = tablet.bundle().bytes;
  CHECK(refusal(write_bundle(tablet.device, tablet.plan(), own, stranger.key).bytes) == "bundle.signature");
  must(office.field().set_state(tablet.device, DeviceState::revoked));
  CHECK(refusal(forged) == "device.revoked");
  CHECK(number(office, "select count(*) from exchange.entry") == 0);
  must(office.field().set_state(tablet.device, DeviceState::locked));
  CHECK(refusal(forged) == "taken");
  CHECK(tablet.tablet->find(house) != nullptr);
}

TEST_CASE("what came on a carrier gets into the drafts") {
  CollectionScene office;
  Carrier tablet(office);
  tablet.enrol_new();
  const CaseId house{Uuid::make(1'631'000'000'000, tablet.rng)};
  tablet.write(house, EntryKind::operations, "[]");
  CHECK(tablet.report(tablet.bundle().bytes).fresh.entries == 1);
  const char* behind = "select count(*) from exchange.chain where drafted < number";
  for (int i = 0; i < 100 && number(office, behind) > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  CHECK(number(office, behind) == 0);
}

TEST_CASE("a tablet that was enrolled before hears of its department's key") {
  CollectionScene office;
  Carrier tablet(office);
  tablet.enrol_new();
  const auto call = [&](const std::string& has) {
    return must(tablet.post("/device/sync", tablet.request(), {{"X-Sanaq-Department-Key", has}}));
  };
  const DepartmentKey told = tablet.to;
  const auto response = call("0");
  REQUIRE(response.status == 200);
  const auto header = response.headers.get("x-sanaq-department-key");
  tablet.read_key(must(parse_json(must(from_base64url(header)))));
  CHECK(tablet.to.key == told.key);
  CHECK(call(std::to_string(told.number)).headers.get("x-sanaq-department-key").empty());
}

TEST_CASE("the answer to a bundle confirms on the tablet without a call, and only there") {
  CollectionScene office;
  Carrier tablet(office), other(office);
  tablet.enrol_new();
  other.enrol_new("Tablet 2");
  tablet.visit(2);
  const auto bundle = tablet.bundle();
  must(office.field().assign({Uuid::make(1'631'000'000'000, tablet.rng)}, tablet.device, "{}"));
  const std::string file = must(tablet.import(bundle.bytes)).answer;
  const auto answer = must(exchange::read_answer_file(file));
  CHECK(answer.head.device == tablet.device);
  CHECK(tablet.office_keys.verify(answer.head.key_number, answer.head_bytes, answer.signature));
  const auto pages = must(open_answer(answer, bundle.answer_key));
  CHECK(other.tablet->take_pages(pages).error().code == "exchange.receipt");
  const auto taken = must(tablet.tablet->take_pages(pages));
  CHECK(taken.confirmed == 2);
  CHECK(taken.news >= 1);
  CHECK(tablet.tablet->count().confirmed == 2);
  CHECK(must(tablet.tablet->take_pages(pages)).records.empty());
  CHECK_FALSE(open_answer(answer, other.bundle().answer_key));
  const auto kept = must(office.collection->bundles().answer_to(answer.head.bundle));
  REQUIRE(kept);
  CHECK(kept->file == file);
  CHECK(kept->label == "Tablet 1");
  CHECK_FALSE(must(office.collection->bundles().answer_to(exchange::name_of_bundle("another"))));
}

TEST_CASE("a locked tablet gets its receipts by file, and the newest answers are kept") {
  CollectionScene office;
  Carrier tablet(office);
  tablet.enrol_new();
  tablet.visit(1);
  must(office.field().set_state(tablet.device, DeviceState::locked));
  const auto bundle = tablet.bundle();
  const std::string file = must(tablet.import(bundle.bytes)).answer;
  const auto pages = must(open_answer(must(exchange::read_answer_file(file)), bundle.answer_key));
  CHECK(must(tablet.tablet->take_pages(pages)).confirmed == 1);
  CHECK(tablet.tablet->locked());
  for (int i = 0; i < 25; ++i) must(tablet.import(tablet.bundle(true).bytes));
  CHECK(number(office, "select count(*) from exchange.answer") == AnswerStorePg::kept_a_device);
}

TEST_CASE(
    "photos come in a bundle, mixed with the network, and the entry that names one with its last bytes") {
  CollectionScene office;
  Carrier tablet(office);
  tablet.enrol_new();
  const CaseId house = tablet.visit(1);
  const std::string photo = picture::testing::small_jpeg();
  const auto id = tablet.take_picture(house, photo);
  const auto bundle = tablet.bundle();
  REQUIRE(bundle.ends.size() >= 7);
  auto request = tablet.tablet->request({});
  request.runs.clear();
  request.pictures.push_back({id, static_cast<std::int64_t>(photo.size()), 0, photo.substr(0, 150)});
  CHECK(must(tablet.post("/device/sync", exchange::encode(request))).status == 200);
  const auto cut = tablet.report(std::string_view(bundle.bytes).substr(0, bundle.ends[3]));
  CHECK(cut.end == BundleEnd::cut);
  CHECK(cut.fresh.entries == 1);
  CHECK(cut.pictures_read == 0);
  CHECK(number(office, "select held::int8 from casework.picture") == 300);
  const auto whole = tablet.report(bundle.bytes);
  CHECK(whole.complete());
  CHECK(whole.pictures_read == 1);
  CHECK(whole.fresh.entries == 1);
  CHECK(tablet.report(bundle.bytes).known.entries == 2);
  CHECK(number(office, "select count(*) from casework.picture where state = 2") == 1);
}
