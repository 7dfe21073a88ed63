// People who stand in two places under different numbers, or without one: found, shown as probable, decided
// by a person, and in the log.
#include "sanaq/institution/likeness_job.h"
#include "sanaq/testing/office_walk.h"
#include "sanaq/testing/protected_scene.h"
#include "simulation/synthetic_iin.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

constexpr const char* likely_page = "/office/institutions/likely";

/// Two institutions, and the same person on the lists of both, once without number.
struct LikelyScene : ProtectedScene {
  Institution other = place("OPEN-2", "social_services", {"Үй", "Дом", "Басшы", "Көше", "9", ""});
  OfficeWalk department{scene, "dept", Role::department, "470000000"};
  Resident here, there;

  LikelyScene() {
    REQUIRE(c.institutions().places().add({other}, c.clock().now()));
    here = add_person(open, simulation::synthetic_iin(960'000, 0, 1));
    there = add_person(other, "");
    add_person(hidden, simulation::synthetic_iin(960'001, 0, 1));
    compare();
  }
  Resident add_person(const Institution& place, const std::string& iin) {
    ResidentPerson one;
    one.surname = "Ұқсасов";
    one.given_name = "Үміт";
    one.birth_date = "1980-05-05";
    one.iin = iin;
    one.met = "келді";
    const Resident resident = c.institutions().make_resident(one, false);
    REQUIRE(c.institutions().people().add(place.id, {resident}));
    return resident;
  }
  void compare() {
    LikenessJob job(c.likenesses(), c.forms(), c.hash(), c.sealer());
    while (CollectionScene::must(job.run(100)) > 0) continue;
  }
  int decide(OfficeWalk& who, const char* same) {
    return who
        .post(
            likely_page, std::string(likely_page) + "/decide",
            {{"resident", here.id.value.to_string()}, {"other", there.id.value.to_string()}, {"same", same}})
        .status;
  }
  std::size_t claims() {
    ClaimQuery query;
    query.with_protected = true;
    return CollectionScene::must(c.institutions().counts().claims(query)).size();
  }
};

bool has(const http::ClientResponse& page, std::string_view words) {
  return page.body.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("000-3 001-3: names and day of birth find whom the number misses; a person decides, in the log") {
  LikelyScene s;
  const auto page = s.department.get(likely_page);
  CHECK(page.status == 200);
  CHECK(has(page, "OPEN-1"));
  CHECK(has(page, "OPEN-2"));
  CHECK(has(page, "Missing in one of the places"));
  CHECK_FALSE(has(page, "HIDE-1"));
  CHECK_FALSE(has(page, "Ұқсасов"));  // the list of another institution is not opened here
  CHECK(s.claims() == 0);
  REQUIRE(s.decide(s.department, "yes") == 303);
  CHECK(s.claims() == 2);  // from both sides
  CHECK(has(s.department.get(likely_page), "Decided: the same person"));
  REQUIRE(s.decide(s.department, "no") == 303);
  CHECK(s.claims() == 0);
  CHECK_FALSE(has(s.department.get(likely_page), "OPEN-1"));
  AuditQuery query;
  query.action = "institution.likely";
  query.limit = 10;
  const auto lines = CollectionScene::must(s.c.audit().find(query));
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].actor == "dept");
  CHECK(lines[0].detail.find("different") != std::string::npos);
}

TEST_CASE("000-3 001-3: who decides is of the territory, and of protected places only who may know of them") {
  LikelyScene s;
  OfficeWalk elsewhere(s.scene, "elsewhere", Role::department, "750000000");
  CHECK_FALSE(has(elsewhere.get(likely_page), "OPEN-1"));
  CHECK(s.decide(elsewhere, "yes") == 403);
  OfficeWalk commission(s.scene, "commission", Role::commission, "470000000");
  CHECK(commission.get(likely_page).status == 403);
  OfficeWalk trusted(s.scene, "trusted", Role::bureau, "");
  REQUIRE(s.c.staff().set_sees_protected("trusted", true));
  CHECK(has(trusted.get(likely_page), "HIDE-1"));
}

TEST_CASE("000-3 001-3: a row that was mended is compared again") {
  LikelyScene s;
  const auto probable = [&] {
    ClaimQuery query;
    return CollectionScene::must(s.c.likenesses().probable(query)).size();
  };
  CHECK(probable() == 2);
  s.there.person.given_name = "Басқа";
  REQUIRE(s.c.institutions().people().replace(s.other.id, s.there));
  s.compare();
  CHECK(probable() == 0);
}
