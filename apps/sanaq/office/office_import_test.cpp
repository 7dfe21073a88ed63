#include "base/bytes.h"
#include "exchange/wire.h"
#include "sanaq/testing/office_fakes.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

constexpr const char* page_of_import = "/office/tablets/import";

exchange::BundleReport report(std::int64_t fresh, std::int64_t known, exchange::BundleEnd end) {
  exchange::BundleReport made;
  made.head.device = MemoryTabletDesk::id(1);
  made.head.entries = 12;
  made.head.chunks = 4;
  made.end = end;
  made.entries_read = fresh + known;
  made.fresh.add(fresh, {MemoryTabletDesk::id(7).value});
  made.known.add(known, {MemoryTabletDesk::id(8).value});
  return made;
}

OfficeScene& filled(OfficeScene& scene) {
  scene.carrier.reports["whole"] = report(5, 7, exchange::BundleEnd::whole);
  scene.carrier.reports["cut"] = report(3, 0, exchange::BundleEnd::cut);
  scene.carrier.reports["of B"] = report(1, 0, exchange::BundleEnd::whole);
  return scene;
}

}  // namespace

TEST_CASE("import: each file has its report, each taken file its line in the log") {
  OfficeScene scene;
  const auto response = filled(scene).upload(
      "department", page_of_import, {{"a.sanaq", "whole"}, {"b<i>.sanaq", "cut"}, {"c.sanaq", "letter"}});
  CHECK(response.status == 200);
  CHECK(holds(response, "a.sanaq"));
  CHECK_FALSE(holds(response, "b<i>"));
  CHECK(holds(response, "Tablet A"));
  CHECK(holds(response, "The file is cut"));
  CHECK(holds(response, "Bring the tablet again"));
  CHECK(holds(response, "This is no file of a tablet"));
  CHECK(scene.carrier.taken == 2);
  REQUIRE(scene.audit.count("tablet.bundle") == 2);
  CHECK(scene.audit.lines[0].actor == "login-department");
  CHECK(scene.audit.lines[0].detail == "whole, new 5, known 7, missing 0, contradicted 0, refused 0");
  CHECK(scene.audit.lines[1].detail == "cut, new 3, known 0, missing 9, contradicted 0, refused 0");
}

TEST_CASE("import: a tablet of another department is not taken and not spoken of") {
  OfficeScene scene;
  const auto response = filled(scene).upload("department", page_of_import, {{"b.sanaq", "of B"}});
  CHECK(scene.carrier.taken == 0);
  CHECK_FALSE(holds(response, "Tablet B"));
  CHECK(holds(response, "not from one of your tablets"));
  CHECK(holds(scene.upload("bureau", page_of_import, {{"b.sanaq", "of B"}}), "Tablet B"));
}

TEST_CASE("import: nothing without the form's token, a file, the right or the database") {
  OfficeScene scene;
  CHECK(filled(scene).upload("department", page_of_import, {{"a.sanaq", "whole"}}, false).status == 403);
  CHECK(scene.upload("commission", page_of_import, {{"a.sanaq", "whole"}}).status == 403);
  CHECK(scene.upload("", page_of_import, {{"a.sanaq", "whole"}}).status == 401);
  CHECK(scene.upload("department", page_of_import, {}).status == 422);
  CHECK(scene.upload("department", page_of_import, {{"", ""}}).status == 422);
  CHECK(scene.carrier.taken == 0);
  CHECK(scene.upload("department", page_of_import, {{"a.sanaq", "away"}}).status == 503);
}

TEST_CASE("import: the answer for a tablet is given to those who may have its files") {
  OfficeScene scene;
  const auto page = filled(scene).upload("department", page_of_import, {{"a.sanaq", "whole"}});
  const auto name = exchange::name_of_bundle("whole");
  const auto path = "/office/tablets/answers/" + to_base64url(exchange::view(name));
  CHECK(holds(page, "href=\"/en" + path + "\""));
  CHECK(holds(page, "download=\"a.answer\""));
  const auto answer = scene.get("department", path);
  CHECK(answer.status == 200);
  CHECK(answer.body == "answer");
  CHECK(header_of(answer, "Content-Disposition") == "attachment");
  const auto of_b =
      "/office/tablets/answers/" + to_base64url(exchange::view(exchange::name_of_bundle("of B")));
  CHECK(scene.get("department", of_b).status == 404);
  CHECK(scene.get("bureau", of_b).body == "answer of B");
  CHECK(scene.get("commission", path).status == 403);
  CHECK(scene.get("", path).status == 401);
  CHECK(scene.get("department", "/office/tablets/answers/nothing").status == 404);
}
