// Somebody leaves in the middle: the addresses on the tablet are withdrawn, named, and go to another tablet.
#include "sanaq/fieldwork/tablet_handover.h"
#include "sanaq/testing/collection_scene.h"
#include "sanaq/testing/tablet_client.h"

using namespace sanaq;
using namespace sanaq::testing;

TEST_CASE("leaving: the tablet is told, the addresses wait by name, and another tablet takes them over") {
  CollectionScene scene;
  const auto must = [](auto result) { return CollectionScene::must(std::move(result)); };
  FieldworkDesk& desk = scene.collection->fieldwork();
  const Actor office{{}, "bureau", Role::bureau, ""};
  TabletClient before(scene.site()), after(scene.site());
  for (TabletClient* tablet : {&before, &after})
    must(tablet->enrol(must(scene.field().invite("Tablet", "471010000"))));
  ApplicationForm form{"Сынақов", "Асан",   "",   "950317600018", "1995-03-17", "87010000001",
                       "kk",      "higher", "15", "interviewer",  "471010000"};
  const WorkerId worker = must(desk.workforce.apply(desk.workforce.check(form).candidate, office)).front();
  AuditRecord line;
  line.actor = "bureau";
  line.at = scene.collection->clock().now();
  CHECK(must(desk.handover.give_device(before.device, worker, line)));

  const CaseId case_id{Uuid::make(7, before.rng)};
  const std::string place = R"({"address":{"street":"Достық","house":"5"}})";
  must(scene.field().assign(case_id, before.device, place));
  must(before.sync());
  REQUIRE(before.tablet->cases().contains(case_id));
  CHECK(before.tablet->cases().at(case_id).assigned);

  const auto cases = must(desk.handover.cases_of(before.device));
  REQUIRE(cases.size() == 1);
  must(desk.handover.note_open(worker, cases, line.at));
  must(desk.tablets.withdraw(cases));
  CHECK(must(desk.handover.take_devices(worker, line)) == std::vector<DeviceId>{before.device});
  must(before.sync());
  CHECK_FALSE(before.tablet->cases().at(case_id).assigned);
  CHECK(must(desk.handover.cases_of(before.device)).empty());

  const auto open = must(desk.handover.open_cases(worker));
  REQUIRE(open.size() == 1);
  CHECK(open[0].place.find("Достық") != std::string::npos);
  must(desk.tablets.give(open[0], after.device));
  must(desk.handover.note_given(worker, open[0].id, after.device));
  must(after.sync());
  REQUIRE(after.tablet->cases().contains(case_id));
  CHECK(after.tablet->cases().at(case_id).assigned);
  CHECK(must(desk.handover.open_cases(worker)).empty());
}
