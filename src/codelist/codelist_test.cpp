#include "codelist/codelist.h"

#include <doctest.h>

#include "base/rng.h"
#include "base/text.h"
#include "codelist/label_words.h"

using namespace sanaq;

namespace {
constexpr std::string_view places =
    "name,label_kk,label::ru,label_en,parent,level\n"
    "71,Нұр-Сұлтан қ.,г. Нур-Султан,Nur-Sultan,,1\n"
    "\n"
    "75,Алматы қ.,г. Алматы,Almaty,,1\n"
    "7511,Алмалы ауданы,Алмалинский район,Almaly,75,2\n"
    "7513,Әуезов ауданы,\"Ауэзовский район\",Auezov,75,2\n";
}

TEST_CASE("a code list keeps rows, labels and columns") {
  const auto list = Codelist::parse("kato", places);
  REQUIRE(list);
  CHECK(list->name() == "kato");
  CHECK(list->languages() == std::vector<std::string>{"kk", "ru", "en"});
  CHECK(list->columns() == std::vector<std::string>{"parent", "level"});
  REQUIRE(list->rows().size() == 4);
  CHECK(list->find("7513")->labels[0] == "Әуезов ауданы");
  CHECK(list->find("99") == nullptr);
  CHECK(list->label("75", "ru") == "г. Алматы");
  CHECK(list->label("75", "de") == "Алматы қ.");
  CHECK(list->label("99", "ru") == "99");
  CHECK(list->column("level") == 1);
  CHECK(list->column("none") == static_cast<std::size_t>(-1));
  CHECK(list->complete());
}

TEST_CASE("rows are found by column, also after more rows came") {
  auto list = Codelist::parse("kato", places);
  REQUIRE(list);
  CHECK(list->where(0, "75") == std::vector<std::uint32_t>{2, 3});
  CHECK(list->where(0, "71").empty());
  CHECK(list->where(7, "71").empty());
  list->add({"7515", {"Бостандық ауданы", "Бостандыкский район", "Bostandyk"}, {"75", "2"}});
  list->add({"7515", {"twice", "twice", "twice"}, {"75", "2"}});
  CHECK(list->where(0, "75") == std::vector<std::uint32_t>{2, 3, 4});
  CHECK(list->rows().size() == 5);
}

TEST_CASE("search: every word, any language, without Kazakh letters, with Latin look-alikes") {
  const auto list = Codelist::parse("kato", places);
  REQUIRE(list);
  CHECK(list->search("нур султан", 9) == std::vector<std::uint32_t>{0});
  CHECK(list->search("НҰР", 9) == std::vector<std::uint32_t>{0});
  CHECK(list->search("ауезов", 9) == std::vector<std::uint32_t>{3});
  CHECK(list->search("Alm", 9) == std::vector<std::uint32_t>{1, 2});
  CHECK(list->search("алм рай", 9) == std::vector<std::uint32_t>{2});
  CHECK(list->search("а", 1).size() == 1);
  CHECK(list->search(" - ", 9).empty());
  CHECK(list->search("маты", 9).empty());  // inside a word is no match
}

TEST_CASE("a wrong list is refused with its row") {
  const auto code = [](std::string_view csv) {
    const auto list = Codelist::parse("x", csv);
    return list ? std::string("fine") : list.error().code + " " + list.error().detail;
  };
  CHECK(code("") == "codelist.header row 1");
  CHECK(code("code,label_kk\n1,a\n") == "codelist.header row 1");
  CHECK(code("name,parent\n1,a\n") == "codelist.header row 1");
  CHECK(code("name,label_kk,label_kk\n1,a,b\n") == "codelist.header row 1");
  CHECK(code("name,label_kk\n1,a\n,b\n") == "codelist.code row 3");
  CHECK(code("name,label_kk\n1,a\n1,b\n") == "codelist.code row 3");
  CHECK(code("name,label_kk\n1\n") == "codelist.label row 2");
  CHECK(code("name,label_kk\n1,\"a\n") == "csv.quote row 2");
}

TEST_CASE("a word of a label is always found by its beginning") {
  const auto list = Codelist::parse("kato", places);
  REQUIRE(list);
  SplitMix rng(11);
  for (int i = 0; i < 500; ++i) {
    const auto row = static_cast<std::uint32_t>(rng.below(list->rows().size()));
    const auto& labels = list->rows()[row].labels;
    const std::string folded = fold_look_alikes(labels[rng.below(labels.size())]);
    const auto words = label_words(folded);
    std::string_view word = words[rng.below(words.size())];
    word = word.substr(0, 2 * (1 + rng.below(word.size() / 2)));
    bool found = false;
    for (const std::uint32_t hit : list->search(word, 100)) found = found || hit == row;
    CHECK(found);
  }
}
