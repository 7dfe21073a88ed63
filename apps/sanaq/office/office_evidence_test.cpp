#include "sanaq/testing/office_fakes.h"

using namespace sanaq;
using namespace sanaq::testing;

TEST_CASE("answers that differ: both stand side by side in the words of the form, identity is not shown") {
  OfficeScene scene;
  const auto page = scene.get("department", MemoryEvidenceDesk::path(), "en");
  REQUIRE(page.status == 200);
  for (const char* expected :
       {"Tablet A", "The household itself", "Female", "Male", "77", "identity is not shown"})
    CHECK_MESSAGE(page.body.find(expected) != std::string::npos, expected);
  for (const char* hidden : {"Айгүл", "Әсел"})
    CHECK_MESSAGE(page.body.find(hidden) == std::string::npos, hidden);
  CHECK(scene.audit.count("evidence.view") == 1);
}

TEST_CASE("answers that differ: a case of another region is not there, and no line is written") {
  OfficeScene scene;
  scene.sign_in("elsewhere", Role::department, "750000000");
  CHECK(scene.get("elsewhere", "/office/evidence").body.find("000000000009") == std::string::npos);
  CHECK(scene.get("elsewhere", MemoryEvidenceDesk::path()).status == 404);
  CHECK(scene.audit.count("evidence.view") == 0);
}

TEST_CASE("answers that differ: nothing is shown when the look cannot be written down") {
  OfficeScene scene;
  scene.audit.fails = true;
  const auto page = scene.get("bureau", MemoryEvidenceDesk::path(), "en");
  CHECK(page.status == 503);
  CHECK(page.body.find("Tablet A") == std::string::npos);
}
