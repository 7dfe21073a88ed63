// A small town's census staff from the application to the release, on a real database.
#include "sanaq/demo/staff_rehearsal.h"

#include "sanaq/testing/collection_scene.h"

using namespace sanaq;
using namespace sanaq::testing;

TEST_CASE("003: people hired, trained, equipped, replaced and released; nobody and nothing is missing") {
  CollectionScene scene;
  RehearsalPlan plan;
  plan.instructors = 2;
  plan.interviewers = 5;
  plan.section = 1;
  plan.authorised = 1;
  plan.involved = 12;
  plan.reserve = 3;
  plan.refused = 4;
  plan.leavers = 2;
  plan.seats = 4;
  std::vector<std::string> stages;
  const auto figures =
      rehearse_staff(*scene.collection, plan, [&](const auto& stage) { stages.push_back(stage.name); });
  REQUIRE_MESSAGE(figures, figures.error().code, " ", figures.error().detail);
  CHECK(stages.size() == 11);
  CHECK(figures->applied == 12 + 3 + 4);
  CHECK(figures->refused == 4);
  CHECK(figures->instructors == 2);
  CHECK(figures->interviewers == 5);
  CHECK(figures->involved == 12);
  // Those who carry a card, and two who took the place of somebody.
  CHECK(figures->cards == 2 + 5 + 1 + 2);
  CHECK(figures->signatures_good == figures->cards);
  CHECK(figures->checked_valid == figures->cards);
  CHECK(figures->checked_ended == figures->cards);
  CHECK(figures->left == 2);
  CHECK(figures->replaced == 2);
  CHECK(figures->released == 12);
  CHECK(figures->still_holding == 0);
  // 13 sets went out and one was spare; the first who left had lost the tablet.
  const DepotAccount& tablets = figures->equipment.at("tablet");
  CHECK(tablets.delivered == 14);
  CHECK(tablets.written_off == 1);
  for (const auto& [kind, one] : figures->equipment) {
    INFO(kind);
    CHECK(one.missing == 0);
  }
  CHECK(figures->equipment.at("usb_cable").written_off == 1);
  const auto again = rehearse_staff(*scene.collection, plan);
  CHECK(again.error().code == "rehearsal.people");
}

TEST_CASE("rehearsal: a plan that cannot be filled is refused") {
  CollectionScene scene;
  RehearsalPlan plan;
  plan.territory = "430000000";
  CHECK(rehearse_staff(*scene.collection, plan).error().code == "rehearsal.plan");
  plan = {};
  plan.involved = 100;
  CHECK(rehearse_staff(*scene.collection, plan).error().code == "rehearsal.plan");
  plan = {};
  plan.leavers = plan.reserve + 1;
  CHECK(rehearse_staff(*scene.collection, plan).error().code == "rehearsal.plan");
}
