// What the orders say of the people of the census: responsible employees are trained at seminars of the
// department (orders 000-002, point 6); interviewers show an identity card with photo, dates, signature and
// seal (letter 003).
#include <doctest.h>

#include "fieldwork/testing/staff_scene.h"

using namespace sanaq;
using namespace sanaq::testing;

TEST_CASE("003: from the application to a valid card, and it ends at once with the work") {
  StaffScene s;
  const WorkerId id = s.apply();
  const std::string number = s.to_work(id);
  CHECK(s.status(number) == CardStatus::valid);
  CHECK(s.workforce.look_up(number)->shown->name.surname == "Сынақов");
  CHECK(s.act(id, SuspendWork{"A complaint is looked into"}) == "suspended");
  CHECK(s.status(number) == CardStatus::suspended);
  CHECK_FALSE(s.workforce.look_up(number)->shown);
  CHECK_FALSE(s.workforce.public_photo(id)->has_value());
  CHECK(s.act(id, ResumeWork{}) == "working");
  CHECK(s.workforce.public_photo(id)->has_value());
  CHECK(s.act(id, EndWork{"own_wish", day("2021-09-15")}) == "ended");
  CHECK(s.status(number) == CardStatus::ended);
  CHECK(s.workforce.events(s.workforce.open(id, s.department)->worker)->size() == 9);
}

TEST_CASE("003: a card is valid on its days only") {
  StaffScene s;
  const std::string number = s.to_work(s.apply());
  s.clock.set("2021-08-31");
  CHECK(s.status(number) == CardStatus::not_yet);
  s.clock.set("2021-10-31");
  CHECK(s.status(number) == CardStatus::valid);
  s.clock.set("2021-11-01");
  CHECK(s.status(number) == CardStatus::ended);
}

TEST_CASE("003: a lost card is worth nothing once another one is issued") {
  StaffScene s;
  const WorkerId id = s.apply();
  const std::string lost = s.to_work(id);
  const std::string fresh = s.workforce.issue_card(id, s.department)->card->number;
  CHECK(lost != fresh);
  CHECK(s.status(lost) == CardStatus::ended);
  CHECK(s.status(fresh) == CardStatus::valid);
}

TEST_CASE("hiring: nobody under age on the first day of work, nobody without PC skills") {
  StaffScene s;
  ApplicationForm young = good_form();
  young.birth_date = "2003-09-16";  // 18 the day after tomorrow's decision
  const WorkerId id = s.apply(young);
  CHECK(s.act(id, Approve{}) == "worker.age");
  CHECK(s.workforce.open(id, s.department)->findings.front().code == "worker.age");
  s.clock.set("2021-09-16");
  CHECK(s.act(id, Approve{}) == "approved");
  // The contract would begin before the birthday.
  CHECK(s.act(id, SignContract{{"1", day("2021-09-15"), day("2021-10-01"), "city"}}) == "worker.age");
  CHECK(s.act(id, SignContract{{"1", day("2021-09-16"), day("2021-10-01"), "city"}}) == "contracted");

  for (const char* iin : {"960206600028", "970101600039"}) {
    ApplicationForm weak = good_form(iin);
    weak.computer_points = iin[1] == '6' ? "" : "11";
    CHECK(s.act(s.apply(weak), Approve{}) == "worker.computer");
  }
}

TEST_CASE("000-6, 001-6, 002-6: without seminar and test nobody starts") {
  StaffScene s;
  const WorkerId id = s.apply();
  s.act(id, Approve{});
  s.act(id, StaffScene::contract());
  s.add_photo(id);
  CHECK(s.workforce.issue_card(id, s.department).error().code == "worker.step");
  CHECK(s.act(id, NoteTraining{false, 30}) == "contracted");  // was not there: the points are nobody's
  CHECK_FALSE(s.workforce.open(id, s.department)->worker.test_points);
  CHECK(s.act(id, NoteTraining{true, 20}) == "contracted");
  CHECK(s.act(id, NoteTraining{true, 31}) == "worker.points");
  CHECK(s.workforce.issue_card(id, s.department).error().code == "worker.step");
  CHECK(s.act(id, NoteTraining{true, 21}) == "trained");
  CHECK(s.act(id, NoteTraining{true, 20}) == "contracted");  // the mark was wrong
  CHECK(s.workforce.issue_card(id, s.department).error().code == "worker.step");
}

TEST_CASE("property: no way of steps leads to a valid card without contract, seminar, test and photo") {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    SplitMix rng(seed);
    const Edition edition = staff_edition();
    const RoleRules& role = edition.roles.front();
    Worker worker;
    worker.computer_points = rng.chance(4, 5) ? std::optional<int>(15) : std::nullopt;
    bool contract = false, attended = false, passed = false;
    for (int step = 0; step < 40; ++step) {
      const StepGround ground{edition.staff, role, day("1995-03-17"), day("2021-09-15")};
      const WorkerCommand commands[] = {Approve{},
                                        Refuse{"r"},
                                        PutInReserve{},
                                        CallUp{},
                                        StaffScene::contract(),
                                        NoteTraining{rng.chance(1, 2), static_cast<int>(rng.below(31))},
                                        IssueCard{"7K2M-9QXR-V"},
                                        SuspendWork{"s"},
                                        ResumeWork{},
                                        MoveWorker{rng.chance(1, 2) ? "111000000" : "111010000"},
                                        EndWork{"own_wish", day("2021-09-15")}};
      // Ends come rarely, so that ways grow long.
      const std::size_t which = rng.below(rng.chance(1, 8) ? 11 : 10);
      if (rng.chance(1, 6)) worker.has_photo = true;
      const auto decision = decide(worker, commands[which], ground);
      const auto& all = worker_steps();
      if (!decision) continue;
      const WorkerState before = worker.state, after = decision->worker.state;
      CHECK(std::any_of(all.begin(), all.end(), [&](const WorkerStep& row) {
        return row.action == decision->event.action && row.from == before && row.to == after;
      }));
      CHECK_FALSE(is_final(before));
      CHECK(decision->event.number == worker.version + 1);
      if (std::holds_alternative<SignContract>(commands[which])) contract = true;
      if (const auto* training = std::get_if<NoteTraining>(&commands[which])) {
        attended = training->attended;
        passed = training->attended && *training->points >= 21;
      }
      worker = decision->worker;
      if (worker.card && card_status(worker, worker.card->number, day("2021-09-15")) == CardStatus::valid)
        CHECK((contract && attended && passed && worker.has_photo));
    }
  }
}

TEST_CASE("reserve: called up when somebody leaves") {
  StaffScene s;
  const WorkerId id = s.apply();
  CHECK(s.act(id, PutInReserve{}) == "reserve");
  CHECK(s.act(id, StaffScene::contract()) == "worker.step");
  CHECK(s.act(id, CallUp{}) == "approved");
  CHECK(s.act(id, Refuse{" "}) == "worker.reason");
  CHECK(s.act(id, Refuse{"Has taken other work"}) == "refused");
  CHECK(s.act(id, Approve{}) == "worker.step");
}

TEST_CASE("leaving: only for the edition's reasons, on a day that has come") {
  StaffScene s;
  const WorkerId id = s.apply();
  s.to_work(id);
  CHECK(s.act(id, EndWork{"bored", day("2021-09-15")}) == "worker.reason");
  CHECK(s.act(id, EndWork{"breach", day("2021-09-16")}) == "worker.day");
  CHECK(s.act(id, EndWork{"breach", day("2021-08-31")}) == "worker.day");
  CHECK(s.act(id, EndWork{"breach", day("2021-09-14")}) == "ended");
}

TEST_CASE("territory: a department sees and moves its own people only, and is not told of others") {
  StaffScene s;
  const WorkerId id = s.apply();
  CHECK(s.workforce.open(id, s.other).error().code == "worker.unknown");
  CHECK(s.workforce.act(id, Approve{}, s.other).error().code == "worker.unknown");
  const Actor instructor{{}, "i", Role::instructor, "111000000"};
  CHECK(s.workforce.open(id, instructor));
  CHECK(s.workforce.act(id, Approve{}, instructor).error().code == "worker.unknown");
  const auto check = s.workforce.check(good_form("960206600028"));
  CHECK(s.workforce.apply(check.candidate, s.other).error().code == "worker.forbidden");
}

TEST_CASE("one person is on the books once, and may come back after leaving") {
  StaffScene s;
  const WorkerId id = s.apply();
  const auto again = s.workforce.check(good_form());
  CHECK(s.workforce.apply(again.candidate, s.department).error().code == "worker.known");
  CHECK(s.workforce.apply({again.candidate[0], again.candidate[0]}, s.department).error().code ==
        "worker.known");
  CHECK(s.act(id, Refuse{"No place"}) == "refused");
  CHECK(s.workforce.apply(again.candidate, s.department));
}

TEST_CASE("what is stored and logged holds no number, phone or birth date") {
  StaffScene s;
  const WorkerId id = s.apply();
  s.to_work(id);
  for (const AuditRecord& line : s.store.lines)
    for (const char* secret : {"950317600018", "7010000001", "1995-03-17", "Сынақов"})
      CHECK((line.subject + line.detail).find(secret) == std::string::npos);
  const auto events = s.store.events(id);
  REQUIRE(events);
  for (const WorkerEvent& event : *events) CHECK(event.detail.find("950317600018") == std::string::npos);
}

TEST_CASE("application: every field that is wrong is named at once") {
  StaffScene s;
  ApplicationForm form;
  form.given = "<b>";
  form.iin = "950317600019";
  form.birth_date = "31.02.1995";
  form.phone = "12";
  form.languages = "kk fr";
  form.education = "wizard";
  form.computer_points = "21";
  form.role = "interviewer";
  form.territory = "110000000";  // a region: interviewers are bound to districts and below
  const auto check = s.workforce.check(form);
  CHECK(check.candidate.empty());
  const std::vector<FieldFinding> expected = {{"surname", "application.empty"},
                                              {"given", "application.name"},
                                              {"iin", "iin.checksum"},
                                              {"birth_date", "date.range"},
                                              {"phone", "phone.form"},
                                              {"languages", "application.code"},
                                              {"education", "application.code"},
                                              {"computer_points", "application.points"},
                                              {"territory", "application.territory"}};
  CHECK(check.findings.size() == expected.size());
  for (const FieldFinding& one : expected) {
    INFO(one.field, " ", one.code);
    CHECK(std::find(check.findings.begin(), check.findings.end(), one) != check.findings.end());
  }
  form = good_form();
  form.birth_date = "17.03.1995";
  form.education = "HIGHER";
  CHECK(s.workforce.check(form).findings.empty());
  form.birth_date = "2021-09-16";
  CHECK(s.workforce.check(form).findings.front().code == "application.birth");
}

TEST_CASE("card number: read as people write it; every wrong letter and every swap of two shows") {
  SplitMix rng(3);
  const std::string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  for (int i = 0; i < 200; ++i) {
    const std::string number = make_card_number(rng);
    CHECK(parse_card_number(number).value() == number);
    std::string typed;
    for (const char c : number)
      if (c != '-') typed += static_cast<char>(std::tolower(c));
    CHECK(parse_card_number(" " + typed).value() == number);
    for (std::size_t at = 0; at < typed.size(); ++at) {
      std::string wrong = typed;
      wrong[at] =
          alphabet[(alphabet.find(static_cast<char>(std::toupper(typed[at]))) + 1 + rng.below(31)) % 32];
      CHECK_FALSE(parse_card_number(wrong));
      if (at + 1 < typed.size() && typed[at] != typed[at + 1]) {
        wrong = typed;
        std::swap(wrong[at], wrong[at + 1]);
        CHECK_FALSE(parse_card_number(wrong));
      }
    }
  }
  CHECK(parse_card_number("7K2M-9QX").error().code == "card.form");
  CHECK(parse_card_number("").error().code == "card.form");
}

TEST_CASE("card slip: the office's word, without network; one changed letter shows") {
  StaffScene s;
  const WorkerId id = s.apply();
  const std::string number = s.to_work(id);
  const std::string slip = s.workforce.slip(s.workforce.open(id, s.department)->worker);
  const auto read = read_card_slip(slip, s.signer);
  REQUIRE(read);
  CHECK(read->number == number);
  CHECK(read->territory == "111000000");
  CHECK(s.workforce.look_up(slip)->status == CardStatus::valid);
  for (std::size_t i = 0; i < slip.size(); i += 7) {
    std::string wrong = slip;
    wrong[i] = wrong[i] == 'A' ? 'B' : 'A';
    CHECK_FALSE(read_card_slip(wrong, s.signer));
    CHECK(s.workforce.look_up(wrong)->status == CardStatus::unknown);
  }
  CHECK_FALSE(read_card_slip(slip.substr(0, slip.size() - 4), s.signer));
}

TEST_CASE("a store that is away is said, and changes nothing") {
  StaffScene s;
  const WorkerId id = s.apply();
  s.store.is_away = true;
  CHECK(s.act(id, Approve{}) == "store.unavailable");
  SplitMix rng(5);
  CHECK(s.workforce.look_up(make_card_number(rng)).error().code == "store.unavailable");
  s.store.is_away = false;
  CHECK(s.workforce.open(id, s.department)->worker.state == WorkerState::applied);
}
