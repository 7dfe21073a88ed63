#include <doctest.h>

#include "equipment/piece_list.h"
#include "equipment/testing/act_specimens.h"

using namespace sanaq;
using namespace sanaq::equipment;

namespace {

using Rows = std::vector<std::vector<std::string>>;

PieceList read(const Rows& rows) {
  return read_piece_list(rows, equipment::testing::rules(),
                         {{"жаңа", Condition::as_new}, {"исправно", Condition::good}});
}

std::string first(const Rows& rows) {
  const PieceList list = read(rows);
  return list.findings.empty() ? "" : list.findings[0].code;
}

}  // namespace

TEST_CASE("C5: a list of pieces in Kazakh, Russian and English, columns in any order") {
  const PieceList kk = read({{"Сериялық нөмірі", "Атауы", "Жай-күйі"}, {"r52t-1", "Планшет", "ЖАҢА"}});
  REQUIRE(kk.findings.empty());
  CHECK(kk.lines[0] == Line{"tablet", "R52T-1", 1, Condition::as_new, ""});
  const PieceList ru = read({{"Наименование", "Количество", "Состояние", "Примечание"},
                             {"usb_cable", "40", "исправно", "коробка 2"},
                             {"", "", "", ""},
                             {"certificates", "100", "", ""}});
  REQUIRE(ru.findings.empty());
  CHECK(ru.lines[0] == Line{"usb_cable", "", 40, Condition::good, "коробка 2"});
  CHECK(ru.rows == std::vector<std::uint32_t>{2, 4});
  CHECK(read({{"item", "serial number"}, {"Power bank", "PB1"}}).lines[0].kind == "power_bank");
}

TEST_CASE("C5: each row that is wrong is told, with its column") {
  CHECK(first({}) == "list.header");
  CHECK(first({{"a", "b"}}) == "list.header");
  CHECK(first({{"kind", "item"}}) == "list.header");
  CHECK(first({{"kind"}}) == "list.rows");
  const PieceList list = read({{"kind", "serial", "count", "condition"},
                               {"tablet", "SN-1", "", ""},
                               {"spoon", "", "1", ""},
                               {"tablet", "", "", ""},
                               {"tablet", "A B", "", ""},
                               {"tablet", "sn-1", "", ""},
                               {"usb_cable", "SN-9", "", ""},
                               {"usb_cable", "", "none", ""},
                               {"tablet", "SN-2", "2", ""},
                               {"usb_cable", "", "1", "shiny"},
                               {"usb_cable", "", "1", "lost"}});
  const std::vector<std::pair<std::uint32_t, std::string>> wanted = {
      {3, "list.kind"},     {4, "list.serial"},     {5, "list.serial"},
      {6, "list.repeated"}, {7, "list.serial"},     {8, "list.count"},
      {9, "list.count"},    {10, "list.condition"}, {11, "list.condition"}};
  REQUIRE(list.findings.size() == wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    CHECK(list.findings[i].row == wanted[i].first);
    CHECK(list.findings[i].code == wanted[i].second);
  }
  CHECK(list.findings[3].detail == "2");
  CHECK(list.findings[3].column == "serial");
}

TEST_CASE("a list full of faults ends after some hundred") {
  Rows rows = {{"kind"}};
  for (int i = 0; i < 5000; ++i) rows.push_back({"spoon"});
  CHECK(read(rows).findings.size() == 500);
}
