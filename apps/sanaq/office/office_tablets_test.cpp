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
