#include "institution/place_import.h"

#include <doctest.h>

using namespace sanaq;

namespace {

using Table = std::vector<std::vector<std::string>>;

Codelist some_territories() {
  return Codelist::parse("kato",
                         "name,label_kk,label_ru,parent\n"
                         "47,Маңғыстау облысы,Мангистауская область,\n"
                         "4710,Ақтау,Актау,47\n"
                         "4711,Бейнеу,Бейнеу,47\n"
                         "471101,Жаңа ауыл,Новый аул,4711\n"
                         "471001,Жаңа ауыл,Новый аул,4710\n"
                         "75,Алматы,Алматы,\n")
      .value();
}

InstitutionRules some_kinds() {
  InstitutionRules rules;
  InstitutionKind home, crisis;
  home.name = "childrens_home";
  home.label = {{"kk", "Балалар үйі"}, {"ru", "Детский дом"}};
  crisis.name = "crisis_centre";
  crisis.is_protected = true;
  rules.kinds = {home, crisis};
  return rules;
}

const Table heading = {
    {"Номер", "Название на русском языке", "Вид", "Территория", "Дом", "Ожидается человек", "БИН"}};

Result<PlaceImport> read(Table rows) {
  Table table = heading;
  table.insert(table.end(), rows.begin(), rows.end());
  return read_place_table(table, some_kinds(), some_territories(), "47");
}

std::string told(const PlaceImport& import) {
  std::string out;
  for (const RowProblem& one : import.problems) out += std::to_string(one.row) + ' ' + one.code + "; ";
  return out;
}

}  // namespace

TEST_CASE("000-3 001-3: a register is read with kinds and territories by code or by name") {
  const auto found = read({{"1", "Дом один", "Детский дом", "Актау", "5", "40", "123456789021"},
                           {"", "", "", "", "", "", ""},
                           {"2", "Центр", "crisis_centre", "4711", "", "", ""}});
  REQUIRE(found);
  CHECK(told(*found) == "");
  REQUIRE(found->places.size() == 2);
  CHECK(found->places[0].kind == "childrens_home");
  CHECK(found->places[0].territory == "4710");
  CHECK(found->places[0].expected == 40);
  CHECK(found->places[0].details.house == "5");
  CHECK(found->places[0].details.bin == "123456789021");
  CHECK(found->places[1].is_protected);
}

TEST_CASE("000-3 001-3: every wrong cell of a register is told with its row") {
  const auto found = read({{"1", "А", "Детский дом", "Новый аул", "", "", ""},  // two have the name
                           {"1", "Б", "Детский дом", "Актау", "", "", ""},      // the number again
                           {"3", "В", "дом", "Алматы", "", "", ""},       // no such kind; not of the region
                           {"4", "", "Детский дом", "4710", "", "", ""},  // no name
                           {"5", "Д", "Детский дом", "4710", "", "много", ""},    // no number of people
                           {"6", "Е", "Детский дом", "4710", "", "", "12345"}});  // no business number
  REQUIRE(found);
  CHECK(told(*found) == "2 territory; 3 twice; 4 kind; 4 territory; 5 name; 6 expected; 7 bin; ");
}

TEST_CASE("000-3 001-3: a register names addresses of the frame by number or by its own street and house") {
  Table table = heading;
  table[0].push_back("Адресная база");
  table.push_back({"1", "А", "Детский дом", "4710", "5", "", "", "1204"});
  table.push_back({"2", "Б", "Детский дом", "4710", "5", "", "", "Да"});
  table.push_back({"3", "В", "Детский дом", "4710", "5", "", "", ""});
  table.push_back({"4", "Г", "Детский дом", "4710", "5", "", "", "рядом"});
  table.push_back({"5", "Д", "crisis_centre", "4710", "", "", "", "да"});
  const auto found = read_place_table(table, some_kinds(), some_territories(), "47");
  REQUIRE(found);
  CHECK(told(*found) == "5 address; 6 address.protected; ");
  REQUIRE(found->addresses.size() == 2);
  CHECK(found->addresses[0].dwelling == DwellingId(1204));
  CHECK(found->addresses[0].row == 2);
  CHECK_FALSE(found->addresses[1].dwelling);
  CHECK(found->addresses[1].place == 1);
}

TEST_CASE("000-3 001-3: a table that is no register, or too long, is refused") {
  CHECK(read_place_table({{"Номер", "Вид"}}, some_kinds(), some_territories(), "47").error().code ==
        "institution.register");
  CHECK(read(Table(20'001, {"1"})).error().code == "institution.register.long");
}
