#include <doctest.h>

#include "fieldwork/staff_list.h"
#include "fieldwork/testing/staff_edition.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

using Rows = std::vector<std::vector<std::string>>;

StaffList read(const Rows& rows) {
  static const Edition edition = staff_edition();
  static const Codelist territories = staff_territories();
  return read_staff_list(rows, {edition, territories, {}, CivilDate::parse("2021-09-15").value()});
}

const std::vector<std::string> head = {"Фамилия", "ИМЯ",    "жсн",  "Date of birth", "телефон",
                                       "языки",   "білімі", "Роль", "территория",    "Тест по ПК"};
const std::vector<std::string> good = {"Сынақов", "Асан",   "950317600018", "17.03.1995", "8 701 000 00 01",
                                       "kk, ru",  "Higher", "interviewer",  "111000000",  "15"};

bool holds(const StaffList& list, std::size_t row, const std::string& column, const std::string& code) {
  for (const ListFinding& one : list.findings)
    if (one.row == row && one.column == column && one.code == code) return true;
  return false;
}

}  // namespace

TEST_CASE("list: headings in any language and order, blank rows passed over") {
  const auto list = read({head, {}, good, {"", " "}});
  CHECK(list.findings.empty());
  REQUIRE(list.candidates.size() == 1);
  CHECK(list.rows.front() == 3);
  CHECK(list.candidates[0].worker.computer_points == 15);
  CHECK(list.candidates[0].details.phone == "77010000001");
}

TEST_CASE("list: every error with its row and column") {
  auto nameless = good, twice = good, far = good;
  nameless[1] = "";
  nameless[2] = "960206600028";
  far[8] = "999";
  far[2] = "970101600039";
  const auto list = read({head, good, nameless, twice, far});
  CHECK(list.people == 4);
  CHECK(list.candidates.size() == 1);
  CHECK(holds(list, 3, "given", "application.empty"));
  CHECK(holds(list, 4, "iin", "list.twice"));
  CHECK(holds(list, 5, "territory", "application.territory"));
  CHECK(list.findings.size() == 3);
}

TEST_CASE("list: columns that are missing, unknown or there twice") {
  auto wrong = head;
  wrong[0] = "Nickname";
  wrong[1] = "ИИН";
  const auto list = read({wrong, good});
  CHECK(holds(list, 1, "Nickname", "list.heading"));
  CHECK(holds(list, 1, "surname", "list.heading"));
  CHECK(holds(list, 1, "given", "list.heading"));
  CHECK(holds(list, 1, "жсн", "list.heading"));
  CHECK(read({}).findings.front().code == "list.rows");
  CHECK(read({head}).findings.front().code == "list.rows");
}

TEST_CASE("list: semicolons as spreadsheets write them, and noughts that they drop") {
  const auto rows = parse_list_csv("a;b;c\n1,5;\"x;y\";\"p,q\"\n");
  REQUIRE(rows);
  CHECK((*rows)[1] == std::vector<std::string>{"1,5", "x;y", "p,q"});
  CHECK((*parse_list_csv("a,b\n1;2,3\n"))[1] == std::vector<std::string>{"1;2", "3"});
  CHECK_FALSE(parse_list_csv("a;b\n\"x;y\n"));
  auto dropped = good;
  dropped[2] = "10203500018";  // eleven digits: the nought of 01… is gone
  const auto list = read({head, dropped});
  CHECK_FALSE(holds(list, 2, "iin", "iin.length"));
}
