// What changes after an application was filed: its fields, the territory, who takes whose place.
#include "fieldwork/reserve.h"
#include "fieldwork/testing/staff_scene.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

std::string amended(StaffScene& s, WorkerId id, const ApplicationForm& form) {
  std::vector<FieldFinding> findings;
  const auto done = s.workforce.amend(id, form, findings, s.department);
  if (!done) return done.error().code;
  return findings.empty() ? std::string(to_string(done->state)) : findings.front().code;
}

}  // namespace

TEST_CASE("amend: what was typed wrongly is put right, and the history names the fields alone") {
  StaffScene s;
  const WorkerId id = s.apply();
  ApplicationForm form = good_form();
  CHECK(amended(s, id, form) == "worker.same");
  form.surname = "Үлгібаев";
  form.phone = "+7 701 000 00 09";
  form.iin = "960206600028";  // stays: another number is another person
  CHECK(amended(s, id, form) == "applied");
  const WorkerFile file = s.workforce.open(id, s.department).value();
  CHECK(file.worker.name.surname == "Үлгібаев");
  CHECK(file.details.phone == "77010000009");
  CHECK(file.details.iin.reveal() == "950317600018");
  const WorkerEvent last = s.workforce.events(file.worker)->back();
  CHECK(last.action == "amend");
  CHECK(last.detail == "surname phone");
  CHECK(s.store.lines.back().action == "worker.amend");
  CHECK(s.store.lines.back().detail == "surname phone");
  form.given = "";
  CHECK(amended(s, id, form) == "application.empty");
  std::vector<FieldFinding> findings;
  CHECK(s.workforce.amend(id, good_form(), findings, s.other).error().code == "worker.unknown");
}

TEST_CASE("amend: an approval falls with what it rested on; under contract nothing is amended") {
  StaffScene s;
  const WorkerId id = s.apply();
  REQUIRE(s.act(id, Approve{}) == "approved");
  ApplicationForm form = good_form();
  form.phone = "+7 701 000 00 09";
  CHECK(amended(s, id, form) == "approved");
  form.computer_points = "11";
  CHECK(amended(s, id, form) == "applied");
  CHECK(s.act(id, Approve{}) == "worker.computer");
  form.computer_points = "12";
  CHECK(amended(s, id, form) == "applied");
  CHECK(s.act(id, Approve{}) == "approved");
  CHECK(s.act(id, StaffScene::contract()) == "contracted");
  form.surname = "Үлгібаев";
  CHECK(amended(s, id, form) == "worker.step");
}

TEST_CASE("move: inside the actor's territories, where the role fits; the card that said the area ends") {
  StaffScene s;
  const WorkerId id = s.apply();
  const std::string number = s.to_work(id);
  CHECK(s.act(id, MoveWorker{"111000000"}) == "worker.territory");
  CHECK(s.act(id, MoveWorker{"110000000"}) == "application.territory");
  CHECK(s.act(id, MoveWorker{"nowhere"}) == "application.territory");
  CHECK(s.act(id, MoveWorker{"751110000"}) == "worker.forbidden");
  CHECK(s.status(number) == CardStatus::valid);
  CHECK(s.act(id, MoveWorker{"111010000"}) == "trained");
  CHECK(s.status(number) == CardStatus::ended);
  CHECK_FALSE(s.workforce.public_photo(id)->has_value());
  const Worker moved = s.workforce.open(id, s.department)->worker;
  CHECK(moved.territory == "111010000");
  CHECK(s.workforce.events(moved)->back().detail == "111000000 → 111010000");
  const auto fresh = s.workforce.issue_card(id, s.department);
  REQUIRE(fresh);
  CHECK(s.status(fresh->card->number) == CardStatus::valid);
  CHECK(s.act(id, EndWork{"own_wish", day("2021-09-15")}) == "ended");
  CHECK(s.act(id, MoveWorker{"111000000"}) == "worker.step");
}

TEST_CASE("reserve: the nearest first, then the better test, then whoever applied earlier") {
  const Codelist list = staff_territories();
  const auto person = [](const char* territory, int points, std::int64_t applied) {
    Worker worker;
    worker.territory = territory;
    worker.computer_points = points;
    worker.applied_at = {applied};
    return worker;
  };
  const std::vector<Worker> reserve = {person("751110000", 20, 1), person("111010000", 20, 1),
                                       person("111000000", 12, 2), person("111000000", 12, 1),
                                       person("111000000", 19, 3), person("", 20, 1)};
  std::vector<std::string> line;
  for (const Worker& one : in_line(reserve, "111000000", list))
    line.push_back(one.territory + ":" + std::to_string(one.applied_at.micros));
  CHECK(line == std::vector<std::string>{"111000000:3", "111000000:1", "111000000:2", "111010000:1", ":1",
                                         "751110000:1"});
  CHECK(in_line({}, "111000000", list).empty());
}

TEST_CASE("replace: the first in line is called up into the place of whoever left, once") {
  StaffScene s;
  const WorkerId gone = s.apply();
  ApplicationForm other = good_form("960206600028");
  other.territory = "111010000";
  const WorkerId next = s.apply(other);
  s.to_work(gone);
  REQUIRE(s.act(next, PutInReserve{}) == "reserve");
  const auto worker = [&](WorkerId id) { return s.workforce.open(id, s.department)->worker; };
  CHECK(s.workforce.replace(gone, next, s.department).error().code == "worker.step");  // still here
  REQUIRE(s.act(gone, EndWork{"own_wish", day("2021-09-15")}) == "ended");
  const auto line = s.workforce.successors(worker(gone), {"110000000", "111000000", "111010000"});
  REQUIRE(line->size() == 1);
  CHECK(s.workforce.replace(gone, next, s.other).error().code == "worker.unknown");
  const auto called = s.workforce.replace(gone, next, s.department);
  REQUIRE(called);
  CHECK(called->state == WorkerState::approved);
  CHECK(called->territory == "111000000");
  CHECK(s.workforce.is_replaced(worker(gone)).value());
  CHECK(s.store.lines.back().action == "worker.replaced");
  CHECK(s.workforce.replace(gone, next, s.department).error().code == "worker.replaced");
}
