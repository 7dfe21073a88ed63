// The address of an institution in the frame: looked for, chosen, compared with households that live there.
#include "base/text.h"
#include "sanaq/respondent/submit_and_wait.h"
#include "sanaq/testing/nation_household.h"
#include "sanaq/testing/office_walk.h"
#include "sanaq/testing/protected_scene.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

bool has(const http::ClientResponse& page, std::string_view words) {
  return page.body.find(words) != std::string::npos;
}

/// Two institutions, a protected one, and a frame with their streets.
struct AddressScene : ProtectedScene {
  OfficeWalk department{scene, "dept", Role::department, "470000000"};
  DwellingId house, next, elsewhere;  // the building of the institution, its neighbour, another region's

  AddressScene() {
    pg::Pool owner({scene.database.conninfo(), 1, {}});
    FrameStorePg frame(owner);
    const auto street = [&](const char* territory) {
      REQUIRE(frame.add(territory, "Ашықкөше көшесі",
                        {{{}, "8", "", "1"}, {{}, "8", "", "2"}, {{}, "9", "", ""}}));
    };
    street("471010000");
    street("751110000");
    const auto at = [&](const char* territory, const char* number, const char* flat) {
      return CollectionScene::must(frame.find({territory, "Ашықкөше", number, "", flat, {}})).value();
    };
    house = at("471010000", "8", "1");
    next = at("471010000", "9", "");
    elsewhere = at("751110000", "8", "1");
  }
  std::string page(const Institution& place, const char* rest = "") const {
    return "/office/institutions/" + place.id.value.to_string() + rest;
  }
  int link(OfficeWalk& walk, const Institution& place, DwellingId dwelling) {
    return walk
        .post(page(open), page(place, "/address"),
              {{"dwelling", std::to_string(dwelling.value())}, {"whole", "yes"}})
        .status;
  }
  // A household of the nation that says it lives there.
  void household(DwellingId dwelling) {
    const Site& site = c.site();
    Interview interview(site.program, site.context);
    for (const Operation& op : household_of_nation(site)) REQUIRE(interview.apply(op));
    const SubmissionHead head{
        {c.institutions().new_id().value}, Channel::online, c.clock().now(), "471010000"};
    auto prepared =
        CollectionScene::must(prepare_submission(interview, site.plan, head, {}, {}, site.hash, site.sealer));
    auto& ready = std::get<PreparedSubmission>(prepared);
    ready.typed_address.reset();
    ready.dwelling = dwelling;
    REQUIRE(submit_and_wait(site.submitter, std::move(ready)));
  }
};

}  // namespace

TEST_CASE("000-3 001-3: the department finds the building, links it, and reads what came from there") {
  AddressScene s;
  const auto found = s.department.get(s.page(s.open, "/address"));
  CHECK(found.status == 200);
  CHECK(has(found, "value=\"" + std::to_string(s.house.value()) + "\""));  // by what was typed
  CHECK_FALSE(has(found, "value=\"" + std::to_string(s.next.value()) + "\""));
  CHECK_FALSE(has(found, "value=\"" + std::to_string(s.elsewhere.value()) + "\""));
  CHECK(has(s.department.get(s.page(s.open, "/address?street=%D0%90%D1%88&house=9")),
            "value=\"" + std::to_string(s.next.value()) + "\""));
  CHECK(has(s.department.get(s.page(s.open)), "No address is chosen yet"));
  CHECK(s.link(s.department, s.open, s.elsewhere) == 422);
  CHECK(s.link(s.department, s.open, DwellingId(999'999)) == 422);
  REQUIRE(s.link(s.department, s.open, s.house) == 303);
  CHECK(has(s.department.get(s.page(s.open)), "No questionnaire came from this address"));
  s.household(s.next);
  CHECK(has(s.department.get(s.page(s.open)), "No questionnaire came from this address"));
  const Institution linked = **s.c.institutions().places().find(s.open.id);
  CHECK(CollectionScene::must(s.c.institutions().figures(linked)).homes_here == 0);
  CHECK(s.department.post(s.page(s.open), s.page(s.open, "/address/none"), {}).status == 303);
  CHECK(has(s.department.get(s.page(s.open)), "No address is chosen yet"));
}

TEST_CASE("000-3 001-3: a household at the institution's own address is told, with its people") {
  AddressScene s;
  REQUIRE(s.link(s.department, s.open, s.house) == 303);
  s.household(s.house);
  const Institution linked = **s.c.institutions().places().find(s.open.id);
  const auto homes = CollectionScene::must(s.c.institutions().counts().homes(linked.id));
  REQUIRE(homes.size() == 1);
  CHECK(homes[0].persons > 0);
  CHECK(homes[0].listed == 0);
  const auto figures = CollectionScene::must(s.c.institutions().figures(linked));
  CHECK(figures.homes_here == 1);
  CHECK(figures.people_in_homes == homes[0].persons);
  CHECK(has(s.department.get(s.page(s.open)), "Questionnaires from the address of the institution"));
}

TEST_CASE("000-3 001-3: a protected institution is linked by nobody, and says why") {
  AddressScene s;
  OfficeWalk trusted(s.scene, "trusted", Role::bureau, "");
  REQUIRE(s.c.staff().set_sees_protected("trusted", true));
  CHECK(s.link(s.department, s.hidden, s.house) == 403);
  CHECK_FALSE(has(s.department.get(s.page(s.hidden, "/address")), "kept secret"));  // does not know of it
  CHECK(has(trusted.get(s.page(s.hidden, "/address")), "kept secret"));
  CHECK(s.link(trusted, s.hidden, s.house) == 403);
  CHECK_FALSE(has(trusted.get(s.page(s.hidden)), "/address"));
  CHECK(s.c.institutions().link(s.hidden, s.house, true).error().code == "institution.address.protected");
  Institution forged = s.hidden;
  forged.address = PlaceAddress{s.house, true};
  CHECK_FALSE(CollectionScene::must(s.c.institutions().places().link(forged)));
  forged.id = s.c.institutions().new_id();
  forged.number = "HIDE-2";
  CHECK_FALSE(s.c.institutions().places().add({forged}, s.c.clock().now()));
}

TEST_CASE("000-3 001-3: a table of the register links its rows, or tells which it cannot") {
  AddressScene s;
  const auto bring = [&](const char* second_house, const char* second_frame) {
    PlaceImport import;
    for (const char* number : {"T-1", "T-2"}) import.places.push_back(s.place(number, "social_services", {}));
    import.places[0].details.street = import.places[1].details.street = "Ашықкөше";
    import.places[0].details.house = "8";
    import.places[1].details.house = second_house;
    import.addresses.push_back({0, 2, "Address frame", {}});
    std::optional<DwellingId> dwelling;
    if (second_frame != std::string("yes")) dwelling = DwellingId(*parse_digits(second_frame));
    import.addresses.push_back({1, 3, "Address frame", dwelling});
    REQUIRE(s.c.institutions().link_import(import));
    return import;
  };
  const PlaceImport good = bring("9", "yes");
  CHECK(good.problems.empty());
  CHECK(good.places[0].address == PlaceAddress{s.house, true});
  CHECK(good.places[1].address == PlaceAddress{s.next, true});
  REQUIRE(s.c.institutions().places().add(good.places, s.c.clock().now()));
  CHECK(CollectionScene::must(s.c.institutions().places().find(good.places[1].id))->address ==
        PlaceAddress{s.next, true});
  const auto told = [](const PlaceImport& import) {
    return import.problems.empty() ? std::string()
                                   : std::to_string(import.problems[0].row) + ' ' + import.problems[0].code;
  };
  CHECK(told(bring("10", "yes")) == "3 address.unknown");
  CHECK(told(bring("", "999999")) == "3 address.unknown");
  CHECK(told(bring("", std::to_string(s.elsewhere.value()).c_str())) == "3 address.territory");
  CHECK(bring("", std::to_string(s.house.value()).c_str()).places[1].address == PlaceAddress{s.house, true});
}
