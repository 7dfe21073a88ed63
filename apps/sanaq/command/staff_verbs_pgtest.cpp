// The verbs of `sanaq staff` and `sanaq equipment`, one after the other, on a real database.
#include <algorithm>
#include <fstream>

#include "portrait/drawn_face.h"
#include "sanaq/command/equipment_verbs.h"
#include "sanaq/command/staff_verbs.h"
#include "sanaq/demo/rehearsal_people.h"
#include "sanaq/equipment/piece_import.h"
#include "sanaq/testing/collection_scene.h"
#include "sanaq/testing/workbook_writer.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

/// What an administrator types beside the server of the scene.
struct Terminal {
  CollectionScene scene;
  const Actor bureau{{}, "bureau", Role::bureau, ""};

  int staff(Words words, const char* language = "ru") {
    words.insert(words.end(), {"--lang", language});
    return run_staff_verb(*scene.collection, CollectionScene::must(staff_arguments(words)));
  }
  int equipment(const Words& words) {
    return run_equipment_verb(*scene.collection, CollectionScene::must(equipment_arguments(words)));
  }
  std::string write(const std::string& name, const std::string& content) {
    std::ofstream(scene.folder + "/" + name, std::ios::binary) << content;
    return scene.folder + "/" + name;
  }
  std::vector<Worker> workers() {
    WorkerQuery query;
    query.whole_country = true;
    return CollectionScene::must(scene.collection->fieldwork().workforce.list(query, bureau));
  }
  WorkerState state(const std::string& id) {
    return CollectionScene::must(
               scene.collection->fieldwork().workforce.open({Uuid::parse(id).value()}, bureau))
        .worker.state;
  }
  EquipmentDesk& depot() { return scene.collection->equipment(); }
};

std::string list_of(int people, int points) {
  std::string csv = application_head();
  for (int i = 0; i < people; ++i)
    csv += application_row(invented_application(i, {"interviewer", "431900000", points}));
  return csv;
}

}  // namespace

TEST_CASE("C3, C5: lists of people and of pieces are taken from workbooks, each wrong row by its number") {
  Terminal t;
  std::vector<std::vector<std::string>> people = {{"Тегі", "Аты", "ЖСН", "Туған күні", "Телефон", "Тілдері",
                                                   "Білімі", "Рөлі", "Аумақ", "Компьютер тесті"}};
  for (int i = 0; i < 3; ++i) {
    const ApplicationForm form = invented_application(i, {"interviewer", "431900000", 15});
    people.push_back({form.surname, form.given, form.iin, form.birth_date, form.phone, form.languages,
                      form.education, form.role, form.territory, form.computer_points});
  }
  auto wrong = people;
  wrong[2][2] = "123";
  CHECK(t.staff({"import", testing::write_workbook(t.scene.folder + "/wrong.xlsx", wrong)}) == exit_found);
  CHECK(t.workers().empty());
  CHECK(t.staff({"import", testing::write_workbook(t.scene.folder + "/people.xlsx", people)}) == exit_good);
  CHECK(t.workers().size() == 3);

  const Actor clerk{{}, "clerk", Role::department, "430000000"};
  const auto supplier = CollectionScene::must(t.depot().put_holder(
      clerk, {{}, equipment::HolderKind::supplier, "Supplier", "", "430000000", "", "", true}));
  const Words from = {"--supplier", supplier.id.value.to_string(), "--territory", "430000000"};
  const auto bring = [&](const std::string& name, const std::vector<std::vector<std::string>>& rows) {
    Words words = {"import", testing::write_workbook(t.scene.folder + "/" + name, rows)};
    words.insert(words.end(), from.begin(), from.end());
    return t.equipment(std::move(words));
  };
  CHECK(bring("bad.xlsx", {{"Наименование", "Серийный номер"}, {"Планшет", "X-1"}, {"Планшет", "X-1"}}) ==
        exit_found);
  CHECK(bring("good.xlsx", {{"Наименование", "Серийный номер", "Количество"},
                            {"Планшет", "X-1", ""},
                            {"USB-шнур", "", "40"}}) == exit_good);
  const auto acts = CollectionScene::must(t.depot().acts().list({}));
  REQUIRE(acts.size() == 1);
  CHECK(CollectionScene::must(t.depot().acts().find(acts[0].id))->lines.size() == 2);
}

TEST_CASE("003: a person is taken on, equipped and released by verbs, in each language") {
  Terminal t;
  CHECK(t.staff({"import", t.write("list.csv", list_of(1, 15))}, "kk") == exit_good);
  REQUIRE(t.workers().size() == 1);
  const std::string id = t.workers()[0].id.value.to_string();
  CHECK(t.staff({"import", t.write("list.csv", list_of(1, 15))}) == exit_found);           // known by now
  CHECK(t.staff({"card", id, "--to", t.scene.folder + "/card.pdf"}, "en") == exit_found);  // not yet
  CHECK(t.staff({"approve", id}) == exit_good);
  CHECK(t.staff({"contract", id, "--number", "7-Б", "--pay", "nothing"}) == exit_found);
  CHECK(t.staff({"contract", id, "--number", "7-Б", "--pay", "city", "--from", "someday"}) == exit_usage);
  CHECK(t.staff({"contract", id, "--number", "7-Б", "--pay", "city"}) == exit_good);
  CHECK(t.staff({"seminar", "--territory", "430000000", "--place", "Зал 1", "--hours", "9-18"}) == exit_good);
  const auto seminars = CollectionScene::must(t.scene.collection->fieldwork().seminars.list({}));
  REQUIRE(seminars.size() == 1);
  const std::string seminar = seminars[0].id.value.to_string();
  CHECK(t.staff({"enrol", seminar, id}) == exit_good);
  CHECK(t.staff({"mark", seminar, id, "--points", "999"}) == exit_found);
  CHECK(t.staff({"mark", seminar, id, "--points", "25"}) == exit_good);
  CHECK(t.state(id) == WorkerState::trained);
  CHECK(t.staff({"photo", id, t.write("list.png", "no picture")}) == exit_found);
  CHECK(t.staff({"photo", id, t.write("face.png", drawn_portrait(1))}) == exit_good);
  CHECK(t.staff({"card", id, "--to", t.scene.folder + "/card.pdf"}) == exit_good);
  CHECK(t.state(id) == WorkerState::working);
  const std::string card = t.workers()[0].card->number;
  CHECK(t.staff({"check", card}) == exit_good);
  CHECK(t.staff({"suspend", id, "--reason", "Жалоба"}) == exit_good);
  CHECK(t.staff({"check", card}) == exit_found);
  CHECK(t.staff({"resume", id}) == exit_good);
  CHECK(t.staff({"kit", id, "scarf", "briefcase"}) == exit_good);
  CHECK(t.staff({"kit", id, "spoon"}) == exit_usage);
  CHECK(t.staff({"list", "--state", "working", "--territory", "431900000"}) == exit_good);
  CHECK(t.staff({"list", "--state", "asleep"}) == exit_usage);
  CHECK(t.staff({"history", id}) == exit_good);
  CHECK(t.staff({"release", id, "--reason", "no reason"}) == exit_found);
  CHECK(t.staff({"release", id, "--reason", "term"}) == exit_good);
  CHECK(t.staff({"check", card}) == exit_found);
  CHECK(t.staff({"approve", id, "0190a000-0000-7000-8000-000000000000"}) == exit_found);
  CHECK(t.staff({"approve", "nobody"}) == exit_usage);
  CHECK(t.staff({"dance"}) == exit_usage);
  CHECK(t.staff({"list"}, "fr") == exit_usage);
}

TEST_CASE("staff verbs: refusal, reserve and call-up; a list is taken whole or not at all") {
  Terminal t;
  const std::string good = list_of(2, 15);
  const std::string bad = good + application_row(invented_application(7, {"interviewer", "nowhere", 15}));
  CHECK(t.staff({"import", t.write("list.csv", bad)}) == exit_found);
  CHECK(t.workers().empty());
  CHECK(t.staff({"import", t.write("list.csv", bad), "--partial"}) == exit_found);
  REQUIRE(t.workers().size() == 2);
  const std::string one = t.workers()[0].id.value.to_string(), other = t.workers()[1].id.value.to_string();
  CHECK(t.staff({"refuse", one}) == exit_found);  // without a reason
  CHECK(t.staff({"refuse", one, "--reason", "Тест"}) == exit_good);
  CHECK(t.staff({"reserve", other}) == exit_good);
  CHECK(t.staff({"call-up", one, other}) == exit_found);
  CHECK(t.state(one) == WorkerState::refused);
  CHECK(t.state(other) == WorkerState::approved);
}

TEST_CASE("000-8: equipment by verbs: delivered, handed over by an act, given back, with its history") {
  Terminal t;
  const Actor clerk{{}, "clerk", Role::department, "430000000"};
  const auto supplier = CollectionScene::must(t.depot().put_holder(
      clerk, {{}, equipment::HolderKind::supplier, "Supplier", "", "430000000", "", "", true}));
  const std::string list = t.write("pieces.csv", "Наименование;Серийный номер\nПланшет;T-1\nПланшет;T-2\n");
  const std::string from = supplier.id.value.to_string();
  CHECK(t.equipment({"import", list, "--supplier", "nobody"}) == exit_failed);
  CHECK(t.equipment({"import", list, "--supplier", from, "--territory", "430000000"}) == exit_good);
  const auto acts = CollectionScene::must(t.depot().acts().list({}));
  REQUIRE(acts.size() == 1);
  const std::string paper = t.write("act.pdf", "%PDF-1.4\n% signed\n%%EOF\n");
  CHECK(t.staff({"sign", acts[0].id.value.to_string(), "--paper", list}) == exit_found);  // no paper
  CHECK(t.staff({"sign", acts[0].id.value.to_string(), "--paper", paper}) == exit_good);
  CHECK(t.equipment({"import", list, "--supplier", from, "--territory", "430000000"}) == exit_found);

  CHECK(t.staff({"import", t.write("list.csv", list_of(1, 15))}) == exit_good);
  const std::string id = t.workers()[0].id.value.to_string();
  CHECK(t.staff({"equip", id, "tablet:T-1"}) == exit_found);  // no contract yet
  CHECK(t.staff({"approve", id}) == exit_good);
  CHECK(t.staff({"contract", id, "--number", "1", "--pay", "city"}) == exit_good);
  CHECK(t.staff({"equip", id, "tablet:T-9"}) == exit_found);
  CHECK(t.staff({"equip", id, "tablet"}) == exit_usage);
  CHECK(t.staff({"equip", id, "tablet:T-1"}) == exit_good);
  const auto sign_last = [&] {
    const auto all = CollectionScene::must(t.depot().acts().list({}));
    return t.staff({"sign", all[0].id.value.to_string(), "--paper", paper});
  };
  CHECK(sign_last() == exit_good);
  const auto holder = CollectionScene::must(t.depot().holder_of("worker " + id));
  REQUIRE(holder);
  const auto held = [&] {
    return CollectionScene::must(equipment::holdings_of(t.depot().acts(), holder->id)).size();
  };
  CHECK(held() == 1);
  for (const char* verb : {"holders", "holdings", "owed"})
    CHECK(t.equipment({verb, "--territory", "430000000", "--language", "kk"}) == exit_good);
  CHECK(t.equipment({"of", holder->id.value.to_string()}) == exit_good);
  CHECK(t.equipment({"of", "nobody"}) == exit_failed);
  CHECK(t.equipment({"history", "tablet", "t-1"}) == exit_good);
  CHECK(t.equipment({"history", "tablet", "T-9"}) == exit_failed);
  CHECK(t.equipment({}) == exit_usage);
  CHECK(t.staff({"release", id, "--reason", "term"}) == exit_good);
  // Gone as a worker, and still holding a tablet: it can be given back, and nothing more is handed out.
  CHECK(t.staff({"equip", id, "tablet:T-2"}) == exit_found);
  CHECK(t.staff({"return", id}) == exit_good);
  CHECK(sign_last() == exit_good);
  CHECK(held() == 0);
}

TEST_CASE("000-8: a list of pieces speaks of things, in each language, and says what is wrong with a row") {
  Terminal t;
  const Messages& texts = t.scene.collection->site().texts;
  const std::string file = "Наименование;Серийный номер;Количество\nПланшет;T-1;\nПланшет;T-1;\nТелега;;3\n";
  const auto wrong = CollectionScene::must(read_piece_file(t.depot(), texts, file));
  const auto good =
      CollectionScene::must(read_piece_file(t.depot(), texts, "Наименование;Серийный номер\nПланшет;T-1\n"));
  CHECK(told_piece_list(texts, "ru", good, "12") == "Вещей в файле: 1. Составлен акт приёмки 12.\n");
  for (const char* language : {"kk", "ru", "en"}) {
    const std::string told =
        told_piece_list(texts, language, wrong, "") + told_piece_list(texts, language, good, "12");
    INFO(told);
    CHECK(std::count(told.begin(), told.end(), '\n') == static_cast<long>(wrong.findings.size()) + 2);
    for (const char* word : {"адам", "Людей", "eople", "list.", "{"})
      CHECK(told.find(word) == std::string::npos);
  }
}
