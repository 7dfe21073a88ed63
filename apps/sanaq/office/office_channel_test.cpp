// Pages of the tablets' channel: the log of a tablet, who is silent and why, what is handed over.
#include "sanaq/tablet/silence.h"
#include "sanaq/testing/office_fakes.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

constexpr std::int64_t day = 86'400 * micros_per_second;

SilentDevice device_of(std::uint8_t number, const char* label, const char* territory, UtcInstant last) {
  SilentDevice one;
  one.device = {MemoryTabletDesk::id(number), {}, label, territory, DeviceState::active, last};
  return one;
}

}  // namespace

TEST_CASE("why a tablet is silent") {
  const UtcInstant now{1'630'500'000'000'000};
  SilentDevice one = device_of(1, "T", "110000000", {now.micros - day});
  CHECK(silence_of(one, now, 3) == Silence::none);
  CHECK(silence_of(one, now, 1) == Silence::silent);
  one.refused_at = UtcInstant{now.micros - 2 * day};
  CHECK(silence_of(one, now, 3) == Silence::none);
  one.refused_at = now;
  CHECK(silence_of(one, now, 3) == Silence::refused);
  one.refused_at.reset();
  one.device.synchronised_at.reset();
  CHECK(silence_of(one, now, 3) == Silence::never);
  one.device.state = DeviceState::locked;
  CHECK(silence_of(one, now, 3) == Silence::locked);
  one.device.state = DeviceState::revoked;
  CHECK(silence_of(one, now, 3) == Silence::revoked);
  CHECK(silence_of(OpenInvitation{"T", "1", {now.micros + 1}}, now) == Silence::invited);
  CHECK(silence_of(OpenInvitation{"T", "1", now}, now) == Silence::expired);
}

TEST_CASE("silent tablets of the actor's own territory, with the reason and what is known") {
  OfficeScene scene;
  const UtcInstant now = scene.clock.at;
  SilentDevice own = device_of(1, "Tablet A", "110000000", {now.micros - 5 * day});
  own.told = R"({"app":"build-7","battery":12,"clock":-7200,"free":900,"waiting":4})";
  own.refused_at = UtcInstant{now.micros - day};
  own.refused_code = "device.certificate";
  scene.channel.devices = {own, device_of(2, "Tablet B", "750000000", {now.micros - 9 * day})};
  scene.channel.invitations = {{"Tablet <new>", "111000000", now}, {"Tablet far", "750000000", now}};
  const auto page = scene.get("department", "/office/tablets/silent", "ru");
  CHECK(page.status == 200);
  CHECK(holds(page, "Tablet A"));
  CHECK(holds(page, "Tablet &lt;new&gt;"));
  CHECK_FALSE(holds(page, "Tablet B"));
  CHECK_FALSE(holds(page, "Tablet far"));
  for (const char* text : {"отстают на 120 мин", "build-7", "12 %", "последний вызов отклонён", "Сертификат"})
    CHECK_MESSAGE(holds(page, text), text);
  scene.channel.devices[0].refused_at.reset();
  CHECK(holds(scene.get("department", "/office/tablets/silent?days=5"), "Tablet A"));
  CHECK_FALSE(holds(scene.get("department", "/office/tablets/silent?days=7"), "Tablet A"));
  CHECK(holds(scene.get("bureau", "/office/tablets/silent"), "Tablet B"));
}

TEST_CASE("after how many days a tablet is silent is the edition's; the page may ask for others") {
  OfficeScene scene;
  scene.edition.silent_days = 6;
  scene.channel.devices = {device_of(1, "Tablet A", "110000000", {scene.clock.at.micros - 5 * day})};
  const auto page = scene.get("department", "/office/tablets/silent");
  CHECK_FALSE(holds(page, "Tablet A"));
  CHECK(holds(page, "<option value=\"6\" selected"));
  CHECK(holds(scene.get("department", "/office/tablets/silent?days=3"), "Tablet A"));
  CHECK_FALSE(holds(scene.get("department", "/office/tablets/silent?days=0"), "Tablet A"));
}

TEST_CASE("the log of a tablet shows what each call brought, page by page") {
  OfficeScene scene;
  for (std::int64_t id = 205; id > 0; --id) {
    CallRecord call{MemoryTabletDesk::id(1), {scene.clock.at.micros - id}, 3};
    call.entries = 1'234;
    call.result = id == 205 ? "device.revoked" : "done";
    scene.channel.lines.push_back({id, call});
  }
  const auto page = scene.get("department", MemoryTabletDesk::path(1) + "/calls", "ru");
  CHECK(holds(page, "Туннель"));
  CHECK(holds(page, "отозван"));
  CHECK(holds(page, "/calls?before=106\""));
  CHECK_FALSE(holds(scene.get("department", MemoryTabletDesk::path(1) + "/calls?before=50"), "Older"));
  CHECK(scene.get("department", MemoryTabletDesk::path(2) + "/calls").status == 403);
}

TEST_CASE("a profile is shown once, to who may manage the tablet; the log of deeds holds nothing of it") {
  OfficeScene scene;
  const auto page = scene.post("department", MemoryTabletDesk::path(1) + "/profile", {});
  CHECK(page.status == 200);
  CHECK(holds(page, "secret-word"));
  CHECK(holds(page, "<svg"));
  CHECK(holds(page, "data:application/x-pkcs12;base64,cDEy"));
  CHECK(header_of(page, "Cache-Control") == "no-store");
  CHECK(scene.audit.count("tablet.profile") == 1);
  for (const AuditRecord& line : scene.audit.lines) CHECK(line.detail.empty());
  CHECK(scene.post("department", MemoryTabletDesk::path(2) + "/profile", {}).status == 403);
  scene.tablets.lines[0].device.state = DeviceState::revoked;
  CHECK(scene.post("department", MemoryTabletDesk::path(1) + "/profile", {}).status == 403);
  CHECK(scene.channel.handed_over.size() == 1);
}
