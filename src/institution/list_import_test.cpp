#include "institution/list_import.h"

#include <doctest.h>

using namespace sanaq;

namespace {

const CivilDate list_date = CivilDate::parse("2021-06-01").value();
using Rows = std::vector<std::vector<std::string>>;

}  // namespace

TEST_CASE("001-9: a table of people is read in three languages, whatever stands above and between") {
  const Rows russian = {{"Список людей"},
                        {},
                        {"№", "Фамилия", "Имя", "ИИН (12 цифр)", "Дата рождения", "Пол"},
                        {"1", "Үлгібай", "Адам", "950517500070", "01.01.1949", "муж."},
                        {"", "", ""},
                        {"2", "Үлгібаева", "Адам", "950517600146", "1951-01-01", "ж"}};
  const auto read = read_list_table(russian, list_date);
  REQUIRE(read);
  CHECK(read->takes());
  REQUIRE(read->people.size() == 2);
  CHECK(read->people[0].birth_date == "1949-01-01");
  CHECK(read->people[1].sex == "2");
  CHECK(read_list_table({{"Тегі", "ЖСН"}, {"А", "950517500070"}}, list_date)->people.size() == 1);
  CHECK(read_list_table({{"Surname", "Number of the document"}, {"A", "N 1"}}, list_date)->takes());
}

TEST_CASE("001-9: each row that is wrong is told by row and column") {
  const auto read = read_list_table({{"Фамилия", "ИИН", "Дата рождения"},
                                     {"А", "950517500071", "01.01.1949"},
                                     {"Б", "950517500070", "31.02.1949"},
                                     {"В", "950517500070", ""},
                                     {"", "950517600146", ""}},
                                    list_date);
  REQUIRE(read);
  CHECK_FALSE(read->takes());
  std::string told;
  for (const RowProblem& one : read->problems)
    told += std::to_string(one.row) + " " + one.column + " " + one.code + "; ";
  CHECK(told == "2 ИИН iin; 3 Дата рождения birth_date; 4 ИИН twice; 5 Фамилия no_name; ");
}

TEST_CASE("a table without a heading, and one that is too long, are refused") {
  CHECK(read_list_table({}, list_date).error().code == "institution.table");
  CHECK(read_list_table({{"Фамилия", "Имя"}}, list_date).error().code == "institution.table");
  Rows long_one(20'002, {"А", "950517500070"});
  long_one[0] = {"Фамилия", "ИИН"};
  CHECK(read_list_table(long_one, list_date).error().code == "institution.table.long");
}

TEST_CASE("003-A6: kinds of documents and countries become the codes households give, or are told") {
  DocumentWords words;
  words.kinds = {{"шетел паспорты", "1"}, {"1", "1"}};
  words.countries = {{"ресей", "RUS"}, {"россия", "RUS"}, {"rus", "RUS"}};
  const std::vector<std::vector<std::string>> table = {
      {"Тегі", "Құжат түрі", "Құжат нөмірі", "Құжатты берген ел"},
      {"А", "Шетел паспорты", "N 1", "Россия"},
      {"Б", "1", "N 2", "RUS"},
      {"В", "әліппе", "N 3", "Атлантида"}};
  const auto read = read_list_table(table, list_date, words);
  REQUIRE(read);
  CHECK(read->people[0].document_kind == "1");
  CHECK(read->people[0].document_country == "RUS");
  CHECK(read->people[1].document_country == "RUS");
  REQUIRE(read->problems.size() == 2);
  CHECK(read->problems[0].row == 4);
  CHECK(read->problems[0].column == "Құжат түрі");
  CHECK(read->problems[0].code == "word");
  CHECK_FALSE(read->takes());
}
