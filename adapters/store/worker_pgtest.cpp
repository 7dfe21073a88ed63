// People of the census in PostgreSQL, against the same steps as in memory.
#include <doctest.h>
#include <sanaq_sql/fieldwork.h>

#include <chrono>

#include "base/text.h"

#include "casework/testing/memory_keys.h"
#include "fieldwork/staff_list.h"
#include "fieldwork/testing/staff_edition.h"
#include "fieldwork/workforce.h"
#include "pg/testing/test_database.h"
#include "store/audit_log.h"
#include "store/fieldwork_books_pg.h"
#include "store/worker_store_pg.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

CivilDate day(const char* text) { return CivilDate::parse(text).value(); }

class StillClock final : public Clock {
 public:
  UtcInstant now() const override { return parse_rfc3339("2021-09-15T06:00:00Z").value(); }
};

struct Scene {
  pg::testing::TestDatabase database;
  pg::Pool pool{{.conninfo = database.conninfo_as("sanaq_server"), .size = 3, .limits = {}}};
  MemorySealer sealer;
  MemoryHash hash;
  MemorySigner signer;
  StillClock clock;
  SplitMix rng{11};
  Edition edition = staff_edition();
  Codelist territories = staff_territories();
  WorkerStorePg store{pool, sealer};
  Workforce workforce{edition, territories, {store, sealer, hash, signer, signer, clock, rng}};
  Actor department{{}, "dept", Role::department, "110000000"};

  WorkerId apply(const std::string& iin, const std::string& surname, const std::string& territory) {
    ApplicationForm form = good_form(iin);
    form.surname = surname;
    form.territory = territory;
    const auto check = workforce.check(form);
    REQUIRE(check.findings.empty());
    return workforce.apply(check.candidate, {{}, "bureau", Role::bureau, ""}).value().front();
  }
  std::string to_work(WorkerId id) {
    const auto step = [&](const WorkerCommand& command) { REQUIRE(workforce.act(id, command, department)); };
    step(Approve{});
    step(SignContract{{"12-И", day("2021-09-01"), day("2021-10-31"), "city"}});
    step(NoteTraining{true, 25});
    picture::File photo;
    photo.width = 300;
    photo.height = 400;
    photo.bytes = "a photo";
    REQUIRE(workforce.put_photo(id, photo, department));
    return workforce.issue_card(id, department).value().card->number;
  }
};

}  // namespace

TEST_CASE("workers: every statement is what its file claims") {
  Scene s;
  auto connection = s.database.connect();
  for (const pg::Statement* statement : sql::fieldwork::all_queries) {
    const auto shape = pg::describe(connection, *statement);
    REQUIRE_MESSAGE(shape.has_value(), statement->name << " " << (shape ? "" : shape.error().detail));
    CHECK_MESSAGE(shape->params == statement->params, statement->name);
    CHECK_MESSAGE(shape->columns == statement->columns, statement->name);
  }
}

TEST_CASE("workers: the whole way is stored, with its events and lines of the log") {
  Scene s;
  const WorkerId id = s.apply("950317600018", "Сынақов", "111000000");
  const std::string number = s.to_work(id);
  const Worker stored = s.store.find(id).value()->worker;
  CHECK(stored.state == WorkerState::working);
  CHECK(stored.contract->until == day("2021-10-31"));
  CHECK(stored.test_points == 25);
  CHECK(stored.languages == std::vector<std::string>{"kk", "ru"});
  CHECK(stored.card->number == number);
  CHECK(s.workforce.look_up(number)->status == CardStatus::valid);
  CHECK(s.store.photo(id).value()->bytes == "a photo");
  const auto events = s.store.events(id).value();
  REQUIRE(events.size() == 6);
  CHECK(events[5].action == "card");
  AuditLog log(s.pool);
  CHECK(log.find({.action = "worker.card"})->size() == 1);
  CHECK(log.verify()->broken_at == std::nullopt);
  REQUIRE(s.workforce.act(id, EndWork{"breach", day("2021-09-15")}, s.department));
  CHECK(s.workforce.look_up(number)->status == CardStatus::ended);
}

TEST_CASE("workers: sealed at rest: neither number nor phone nor photo stands in a row") {
  Scene s;
  const WorkerId id = s.apply("950317600018", "Сынақов", "111000000");
  s.to_work(id);
  auto owner = s.database.connect();
  // The stand-in for the sealer hides nothing but binds to the place: moved bytes do not open.
  REQUIRE(owner.run_script("update fieldwork.worker set sealed = sealed || 'x'::bytea"));
  CHECK(s.workforce.open(id, s.department).error().code == "seal.broken");
  REQUIRE(owner.run_script("update fieldwork.photo set sealed = sealed || 'x'::bytea"));
  CHECK(s.store.photo(id).error().code == "seal.broken");
}

TEST_CASE("workers: two decisions at one time: the second one is told to look again") {
  Scene s;
  const WorkerId id = s.apply("950317600018", "Сынақов", "111000000");
  Worker seen = s.store.find(id).value()->worker;
  REQUIRE(s.workforce.act(id, Approve{}, s.department));
  ++seen.version;
  seen.state = WorkerState::reserve;
  AuditRecord line;
  line.actor = "dept";
  CHECK_FALSE(*s.store.save({{seen, {seen.version, {}, "dept", "reserve", seen.state, {}}, line}}));
  CHECK(s.store.find(id).value()->worker.state == WorkerState::approved);
}

TEST_CASE("workers: one person once, unless refused before") {
  Scene s;
  const WorkerId id = s.apply("950317600018", "Сынақов", "111000000");
  const auto check = s.workforce.check(good_form());
  CHECK(s.workforce.known(check.candidate).value() == std::vector<bool>{true});
  CHECK(s.workforce.apply(check.candidate, s.department).error().code == "worker.known");
  REQUIRE(s.workforce.act(id, Refuse{"No place"}, s.department));
  CHECK(s.workforce.known(check.candidate).value() == std::vector<bool>{false});
  CHECK(s.workforce.apply(check.candidate, s.department));
}

TEST_CASE("workers: the database itself lets nobody work without contract, training and card") {
  Scene s;
  const WorkerId id = s.apply("950317600018", "Сынақов", "111000000");
  auto owner = s.database.connect();
  const auto moved =
      owner.run_script("update fieldwork.worker set state = 7 where id = '" + id.value.to_string() + "'");
  CHECK_FALSE(moved);
}

TEST_CASE("workers: found by words of the name, state, role and territory, page by page") {
  Scene s;
  s.apply("950317600018", "Әбенова", "111000000");
  s.apply("960206600028", "Сынақов", "751110000");
  const WorkerId third = s.apply("970101600039", "Ясенев", "111010000");
  const auto names = [&](const WorkerQuery& query) {
    std::vector<std::string> found;
    for (const Worker& one : s.store.list(query).value()) found.push_back(one.name.surname);
    return found;
  };
  using Names = std::vector<std::string>;
  CHECK(names({}).size() == 3);
  CHECK(names({.territories = {"110000000", "111000000", "111010000"}}).size() == 2);
  CHECK(names({.name = "АСАН сын"}) == Names{"Сынақов"});
  CHECK(names({.name = "әбен"}) == Names{"Әбенова"});
  CHECK(names({.name = "%"}).empty());
  CHECK(names({.role = "operator"}).empty());
  REQUIRE(s.workforce.act(third, PutInReserve{}, s.department));
  CHECK(names({.state = WorkerState::reserve}) == Names{"Ясенев"});
  Names paged;
  WorkerQuery query;
  query.limit = 1;
  for (auto page = s.store.list(query).value(); !page.empty(); page = s.store.list(query).value()) {
    paged.push_back(page.front().name.surname);
    query.after = page.front().id;
  }
  CHECK(paged == names({}));
}

TEST_CASE("000-6, 001-6, 002-6: seats of a seminar are not given twice; marks are steps of the people") {
  Scene s;
  SeminarStorePg store(s.pool);
  Seminars seminars(store, s.workforce, s.clock, s.rng);
  const WorkerId first = s.apply("950317600018", "Әбенова", "111000000");
  const WorkerId second = s.apply("960206600028", "Сынақов", "111000000");
  Seminar seminar;
  seminar.territory = "110000000";
  seminar.place = "Hall 2";
  seminar.day = day("2021-09-15");
  seminar.hours = "09:00-13:00";
  seminar.seats = 1;
  const SeminarId id = seminars.add(seminar, s.department).value();
  CHECK(seminars.enrol(id, {first}, s.department).error().code == "worker.step");  // no contract yet
  for (const WorkerId worker : {first, second}) {
    REQUIRE(s.workforce.act(worker, Approve{}, s.department));
    REQUIRE(s.workforce.act(worker, SignContract{{"1", day("2021-09-15"), day("2021-10-31"), "city"}},
                            s.department));
  }
  CHECK(seminars.waiting({"111000000"})->size() == 2);
  CHECK(seminars.enrol(id, {first, second}, s.department).error().code == "seminar.full");
  CHECK(seminars.seats(id)->empty());
  REQUIRE(seminars.enrol(id, {first}, s.department));
  CHECK(seminars.waiting({})->size() == 1);
  REQUIRE(seminars.note(id, first, {true, 25}, s.department));
  CHECK(seminars.seats(id)->front().worker.state == WorkerState::trained);
  CHECK(seminars.seats(id)->front().points == 25);
  CHECK(seminars.find(id, {{}, "b", Role::department, "750000000"}).error().code == "seminar.unknown");
  seminar.day = day("2021-09-16");
  const SeminarId later = seminars.add(seminar, s.department).value();
  REQUIRE(seminars.enrol(later, {second}, s.department));
  CHECK(seminars.note(later, second, {true, 25}, s.department).error().code == "seminar.early");
  for (const char* wrong : {"place", "seats", "day"}) {
    Seminar bad = seminar;
    if (*wrong == 'p') bad.place = " ";
    if (*wrong == 's') bad.seats = 0;
    if (*wrong == 'd') bad.day = day("2021-11-10");
    CHECK(seminars.add(bad, s.department).error().code == std::string("seminar.") + wrong);
  }
}

TEST_CASE("seminars: put off and called off; those enrolled wait again or have a seat elsewhere") {
  Scene s;
  SeminarStorePg store(s.pool);
  Seminars seminars(store, s.workforce, s.clock, s.rng);
  const WorkerId first = s.apply("950317600018", "Әбенова", "111000000");
  const WorkerId second = s.apply("960206600028", "Сынақов", "111000000");
  for (const WorkerId worker : {first, second}) {
    REQUIRE(s.workforce.act(worker, Approve{}, s.department));
    REQUIRE(s.workforce.act(worker, SignContract{{"1", day("2021-09-15"), day("2021-10-31"), "city"}},
                            s.department));
  }
  const auto add = [&](int seats, const char* date) {
    return seminars.add({{}, "110000000", "Hall", day(date), "09:00-13:00", seats, 0, ""}, s.department)
        .value();
  };
  const SeminarId early = add(2, "2021-09-15"), small = add(1, "2021-09-16"), large = add(2, "2021-09-17");
  REQUIRE(seminars.enrol(early, {first, second}, s.department));
  CHECK(seminars.move(early, {"Hall 2", "10:00-14:00", day("2021-12-01")}, s.department).error().code ==
        "seminar.day");
  const auto moved = seminars.move(early, {"Hall 2", "10:00-14:00", day("2021-09-16")}, s.department);
  REQUIRE(moved);
  CHECK(seminars.find(early, s.department)->place == "Hall 2");
  CHECK(seminars.call_off(early, " ", std::nullopt, s.department).error().code == "seminar.reason");
  // One seat for two: nobody goes over, and nothing is called off.
  CHECK(seminars.call_off(early, "Ill", small, s.department).error().code == "seminar.full");
  CHECK(seminars.find(early, s.department)->called_off.empty());
  REQUIRE(seminars.call_off(early, "Ill", large, s.department));
  CHECK(seminars.seats(large)->size() == 2);
  CHECK(seminars.waiting({})->empty());
  CHECK(seminars.enrol(early, {first}, s.department).error().code == "seminar.unknown");
  CHECK(seminars.note(early, first, {true, 25}, s.department).error().code == "seminar.over");
  CHECK(seminars.move(early, {"Hall", "9", day("2021-09-18")}, s.department).error().code == "seminar.over");
  REQUIRE(seminars.call_off(large, "No light", std::nullopt, s.department));
  CHECK(seminars.waiting({})->size() == 2);
  const SeminarId today = add(2, "2021-09-15");
  REQUIRE(seminars.enrol(today, {first}, s.department));
  REQUIRE(seminars.note(today, first, {true, 25}, s.department));
  CHECK(seminars.call_off(today, "Late", std::nullopt, s.department).error().code == "seminar.over");
  AuditLog log(s.pool);
  CHECK(log.find({.action = "seminar.call_off"})->size() == 2);
  CHECK(log.find({.action = "seminar.move"})->size() == 1);
}

TEST_CASE("workers: an application is put right, and found by its new name") {
  Scene s;
  const WorkerId id = s.apply("950317600018", "Сынақов", "111000000");
  ApplicationForm form = good_form();
  form.surname = "Әбенов";
  form.phone = "87010000009";
  form.languages = "ru";
  std::vector<FieldFinding> findings;
  REQUIRE(s.workforce.amend(id, form, findings, s.department));
  const WorkerFile file = s.workforce.open(id, s.department).value();
  CHECK(file.worker.name.surname == "Әбенов");
  CHECK(file.worker.languages == std::vector<std::string>{"ru"});
  CHECK(file.details.phone == "77010000009");
  CHECK(s.store.list({.name = "әбен"})->size() == 1);
  CHECK(s.store.list({.name = "сынақ"})->empty());
  AuditLog log(s.pool);
  CHECK(log.find({.action = "worker.amend"})->size() == 1);
}

TEST_CASE("reports from doors: sealed, read by their region, looked after once") {
  Scene s;
  DoorReportStorePg reports(s.pool, s.sealer);
  DoorReport report;
  report.id = Uuid::make(1, s.rng);
  report.territory = "110000000";
  report.status = "unknown";
  report.place = "Street 5";
  report.words = "Showed no card";
  REQUIRE(reports.add(report));
  CHECK(reports.list({"750000000"})->empty());
  const auto read = reports.list({"110000000"}).value();
  REQUIRE(read.size() == 1);
  CHECK(read[0].place == "Street 5");
  CHECK_FALSE(*reports.see(report.id, {"750000000"}, "b", {2}));
  CHECK(*reports.see(report.id, {"110000000"}, "dept", {2}));
  CHECK_FALSE(*reports.see(report.id, {"110000000"}, "other", {3}));
  CHECK(reports.list({})->front().seen_by == "dept");
  auto owner = s.database.connect();
  REQUIRE(owner.run_script("update fieldwork.door_report set sealed = sealed || 'x'::bytea"));
  CHECK(reports.list({}).error().code == "seal.broken");
}

TEST_CASE("leaving: kit and tablets are on the books, a tablet is in one person's hands") {
  Scene s;
  HandoverStorePg books(s.pool);
  const WorkerId first = s.apply("950317600018", "Әбенова", "111000000");
  const WorkerId second = s.apply("960206600028", "Сынақов", "111000000");
  auto owner = s.database.connect();
  const DeviceId device{Uuid::make(5, s.rng)};
  REQUIRE(owner.run_script("insert into exchange.device (id, key, label, territory, enrolled_at) values ('" +
                           device.value.to_string() +
                           "', decode(repeat('00', 32), 'hex'), 'T1', '111000000', now())"));
  AuditRecord line;
  line.actor = "dept";
  line.at = {1};
  REQUIRE(books.hand(first, {"scarf", "briefcase"}, line));
  REQUIRE(books.hand(first, {"scarf"}, line));
  CHECK(books.kit(first)->size() == 2);
  CHECK(books.free_devices({"111000000"})->size() == 1);
  CHECK(*books.give_device(device, first, line));
  CHECK_FALSE(*books.give_device(device, second, line));
  CHECK(books.free_devices({})->empty());
  CHECK(books.devices(first)->front().label == "T1");
  const CaseId case_id{Uuid::make(6, s.rng)};
  REQUIRE(owner.run_script("insert into exchange.lease (case_id, device, epoch, place) values ('" +
                           case_id.value.to_string() + "', '" + device.value.to_string() + "', 1, '{}')"));
  const auto cases = books.cases_of(device).value();
  REQUIRE(cases.size() == 1);
  REQUIRE(books.note_open(first, cases, {2}));
  line.at = {3};
  CHECK(books.take_devices(first, line).value() == std::vector<DeviceId>{device});
  CHECK(books.devices(first)->empty());
  CHECK(books.open_cases(first)->size() == 1);
  REQUIRE(books.note_given(first, case_id, device));
  CHECK(books.open_cases(first)->empty());
  CHECK(*books.give_device(device, second, line));
}

TEST_CASE("a list of 10,000 people is read, sealed and stored in under two seconds") {
  Scene s;
  std::vector<std::vector<std::string>> rows = {{"Surname", "Given", "IIN", "Birth date", "Phone",
                                                 "Languages", "Education", "Role", "Territory",
                                                 "PC skills test"}};
  for (int i = 0; rows.size() <= 10'000; ++i) {
    const std::string body = std::to_string(96030350000 + i % 10'000 + i / 10'000 * 1'000'000);
    const int check = iin_check_digit(body);
    if (check < 0) continue;  // such a number is not issued
    rows.push_back({"Сынақов", "Асан", body + std::to_string(check), "1996-03-03", "87010000001", "kk,ru",
                    "higher", "interviewer", "111010000", "15"});
  }
  const auto start = std::chrono::steady_clock::now();
  const StaffList list = read_staff_list(rows, {s.edition, s.territories, PhoneRules{}, s.workforce.today()});
  CHECK(list.findings.empty());
  CHECK(s.workforce.known(list.candidates).value().size() == list.candidates.size());
  REQUIRE(s.workforce.apply(list.candidates, s.department));
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  MESSAGE("list of ", list.candidates.size(), " people: ", seconds, " s");
  CHECK(seconds < 2);
}

TEST_CASE("workers: the reserve is called up as a whole or not at all, whatever fails in the middle") {
  Scene s;
  const WorkerId gone = s.apply("950317600018", "Асанов", "111000000");
  const WorkerId next = s.apply("960206600028", "Бақытов", "111010000");
  s.to_work(gone);
  REQUIRE(s.workforce.act(gone, EndWork{"own_wish", day("2021-09-15")}, s.department));
  REQUIRE(s.workforce.act(next, PutInReserve{}, s.department));
  const auto lines = AuditLog(s.pool).verify().value().lines;
  const auto unchanged = [&] {
    const Worker worker = s.workforce.open(next, s.department).value().worker;
    return worker.state == WorkerState::reserve && worker.territory == "111010000" &&
           s.workforce.events(worker).value().size() == 2 &&
           !s.workforce.is_replaced(s.workforce.open(gone, s.department).value().worker).value() &&
           AuditLog(s.pool).verify().value().lines == lines;
  };
  auto owner = s.database.connect();
  // The third of three steps fails; before it, both of the successor were written.
  REQUIRE(
      owner.run_script("create function fieldwork.fail() returns trigger language plpgsql as "
                       "$$begin raise exception 'planned'; end$$;"
                       "create trigger fail before insert on fieldwork.worker_event for each row "
                       "when (new.action = 'replaced') execute function fieldwork.fail();"));
  CHECK_FALSE(s.workforce.replace(gone, next, s.department));
  CHECK(unchanged());
  // So does the log, after all three.
  REQUIRE(
      owner.run_script("drop trigger fail on fieldwork.worker_event;"
                       "create trigger fail before insert on access.audit for each row "
                       "when (new.action = 'worker.replaced') execute function fieldwork.fail();"));
  CHECK_FALSE(s.workforce.replace(gone, next, s.department));
  CHECK(unchanged());
  // Somebody else was quicker with one of them.
  const Worker stale = s.workforce.open(gone, s.department).value().worker;
  Worker called = s.workforce.open(next, s.department).value().worker;
  ++called.version;
  const AuditRecord line{0, s.clock.now(), "dept", "worker.callup", "worker", "", ""};
  CHECK_FALSE(*s.store.save({{called, {called.version, {}, "dept", "callup", called.state, {}}, line},
                             {stale, {stale.version, {}, "dept", "replaced", stale.state, {}}, line}}));
  CHECK(unchanged());
  REQUIRE(owner.run_script("drop trigger fail on access.audit;"));
  const auto replaced = s.workforce.replace(gone, next, s.department);
  REQUIRE(replaced);
  CHECK(replaced->territory == "111000000");
  CHECK(replaced->state == WorkerState::approved);
  CHECK(AuditLog(s.pool).verify().value().lines == lines + 3);
}
