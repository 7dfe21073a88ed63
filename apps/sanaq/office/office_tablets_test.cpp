#include "sanaq/testing/office_fakes.h"

using namespace sanaq;
using namespace sanaq::testing;

TEST_CASE("tablets: a department sees and manages its own, and every deed is a line of the log") {
  OfficeScene scene;
  const auto own = scene.get("department", "/office/tablets");
  CHECK(own.body.find("Tablet A") != std::string::npos);
  CHECK(own.body.find("Tablet B") == std::string::npos);
  CHECK(scene.get("bureau", "/office/tablets").body.find("Tablet B") != std::string::npos);

  const auto invited = scene.post("department", "/office/tablets/invite",
                                  {{"label", " Tablet <C> "}, {"territory", "111000000"}});
  CHECK(invited.status == 200);
  CHECK(invited.body.find("K7QF-2M9D") != std::string::npos);
  CHECK(invited.body.find("Tablet <C>") == std::string::npos);
  CHECK(scene.tablets.invited == std::vector<std::string>{"Tablet <C> 111000000"});
  CHECK(scene.audit.count("tablet.invite") == 1);
  for (const AuditRecord& line : scene.audit.lines) CHECK(line.detail.find("K7QF") == std::string::npos);

  CHECK(scene.post("department", MemoryTabletDesk::path(1) + "/assign", {{"count", "20"}}).status == 303);
  CHECK(scene.post("department", MemoryTabletDesk::path(1) + "/assign", {{"count", "0"}}).status == 403);
  CHECK(scene.post("department", MemoryTabletDesk::path(1) + "/state", {{"state", "3"}}).status == 303);
  CHECK(scene.tablets.lines[0].device.state == DeviceState::revoked);
  CHECK(scene.audit.count("tablet.assign") == 1);
  const auto released = scene.post("department", MemoryTabletDesk::path(1) + "/release", {});
  CHECK(released.body.find("2: T5XW-90HJ") != std::string::npos);
  CHECK(scene.post("department", MemoryTabletDesk::path(2) + "/release", {}).status == 403);
  CHECK(scene.audit.count("tablet.release") == 1);
  for (const AuditRecord& line : scene.audit.lines) CHECK(line.detail.find("T5XW") == std::string::npos);
  CHECK(scene.audit.count("tablet.state") == 1);
}

TEST_CASE("tablets: what can be done with one is folded into a menu of its row") {
  OfficeScene scene;
  const auto page = scene.get("department", "/office/tablets");
  const auto menu =
      page.body.find("<details class=\"menu\" name=\"tablet\"><summary aria-label=\"Actions: Tablet A\">");
  REQUIRE(menu != std::string::npos);
  const auto end = page.body.find("</details>", menu);
  for (const char* action : {"/release", "/assign", "/state", "/profile"})
    CHECK(page.body.find(MemoryTabletDesk::path(1) + action, menu) < end);
}

TEST_CASE("tablets: the page is in three languages") {
  OfficeScene scene;
  CHECK(scene.get("bureau", "/office/tablets", "kk").body.find("Планшеттер") != std::string::npos);
  CHECK(scene.get("bureau", "/office/tablets", "ru").body.find("Планшеты") != std::string::npos);
}

namespace {

VisitLine visit_of(std::uint8_t tablet, const char* territory, std::optional<int> metres,
                   std::optional<int> accuracy) {
  return {MemoryEvidenceDesk::id(),
          MemoryTabletDesk::id(tablet),
          tablet == 1 ? "Tablet A" : "Tablet B",
          territory,
          {{1'630'400'000'000'000}, "nobody_home", metres, accuracy}};
}

}  // namespace

TEST_CASE("visits: how far from the dwelling, of the actor's own territory, the look in the log first") {
  OfficeScene scene;
  scene.visits.lines = {visit_of(1, "111000000", 1'240, 25), visit_of(1, "111000000", 90, 10),
                        visit_of(1, "110000000", {}, {}), visit_of(2, "750000000", 3'000, 5)};
  const auto page = scene.get("department", "/office/tablets/visits");
  CHECK(page.status == 200);
  CHECK(holds(page, "1,240 m (± 25 m)"));
  CHECK_FALSE(holds(page, "3,000 m"));
  CHECK(scene.visits.asked.at(0).far_metres == scene.edition.visit_far_metres);
  CHECK(scene.visits.asked.at(0).territories.front() == "110000000");
  CHECK(scene.audit.count("visits.view") == 1);
  const auto tablet = scene.get("department", MemoryTabletDesk::path(1) + "/visits", "ru");
  CHECK(holds(tablet, "90 м (± 10 м)"));
  CHECK(holds(tablet, "место не отмечено"));
  std::size_t flags = 0;
  for (std::size_t at = 0; (at = tablet.body.find("class=\"tag\"", at)) != std::string::npos; ++at) ++flags;
  CHECK(flags == 1);
  CHECK(scene.audit.count("visits.view") == 2);
  CHECK(scene.get("department", MemoryTabletDesk::path(2) + "/visits").status == 403);
  CHECK(scene.get("commission", "/office/tablets/visits").status == 403);
  scene.edition.visit_far_metres = 2'000;
  CHECK_FALSE(holds(scene.get("department", MemoryTabletDesk::path(1) + "/visits"), "class=\"tag\""));
  CHECK(holds(scene.get("department", MemoryEvidenceDesk::path()), "1,240 m"));
  scene.audit.fails = true;
  CHECK_FALSE(holds(scene.get("department", "/office/tablets/visits"), "1,240"));
}
