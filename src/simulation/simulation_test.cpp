#include <doctest.h>

#include <set>

#include "base/iin.h"
#include "simulation/composition.h"
#include "simulation/fitting.h"
#include "simulation/names.h"
#include "simulation/synthetic_iin.h"
#include "simulation/weights.h"

using namespace sanaq;
using namespace sanaq::simulation;

TEST_CASE("IINs are right, differ for every person and lie outside the years of living people") {
  std::set<std::string> seen;
  for (const std::uint64_t first : std::initializer_list<std::uint64_t>{0, 1'027'000, households_max - 500}) {
    for (std::uint64_t household = first; household < first + 500; ++household)
      for (std::uint64_t member = 0; member < members_max; ++member) {
        const int sex = 1 + static_cast<int>((household + member) % 2);
        const std::string iin = synthetic_iin(household, member, sex);
        REQUIRE(Iin::parse(iin));
        REQUIRE(seen.insert(iin).second);
        const bool late = iin[0] == '9' && (iin[6] == '5' || iin[6] == '6');
        const bool early = iin[6] == '1' || iin[6] == '2';
        REQUIRE((late || early));
        REQUIRE((iin[6] == '5' || iin[6] == '1') == (sex == 1));
      }
  }
  CHECK(households_max * 3 > 30'000'000);
}

TEST_CASE("weights are drawn in proportion and nothing of weight 0") {
  Weights weights;
  weights.add("never", 0);
  weights.add("a", 3);
  weights.add("b", 1);
  SplitMix rng(7);
  int a = 0;
  for (int i = 0; i < 40'000; ++i) {
    const std::string& code = weights.draw(rng);
    REQUIRE(code != "never");
    a += code == "a" ? 1 : 0;
  }
  CHECK(a > 29'500);
  CHECK(a < 30'500);
  CHECK(weights.at(0) == "a");
  CHECK(weights.at(~0ULL) == "b");
}

TEST_CASE("model tables: the last row that fits counts") {
  ModelTable table;
  const auto rows = parse_json(R"([{"from":5,"weights":{"young":1}},{"from":20,"weights":{"grown":1}},
    {"from":20,"sex":"2","weights":{"woman":1}},{"from":60,"urban":"no","weights":{"villager":1}}])");
  REQUIRE(table.read(*rows));
  SplitMix rng(1);
  CHECK(table.draw({4, 1, true}, rng).empty());
  CHECK(table.draw({5, 2, true}, rng) == "young");
  CHECK(table.draw({30, 1, true}, rng) == "grown");
  CHECK(table.draw({30, 2, true}, rng) == "woman");
  CHECK(table.draw({70, 2, true}, rng) == "woman");
  CHECK(table.draw({70, 2, false}, rng) == "villager");
  CHECK_FALSE(ModelTable().read(*parse_json(R"([{"from":5,"weights":{}}])")));
  CHECK_FALSE(ModelTable().read(*parse_json(R"([{"weights":{"a":1}}])")));
}

TEST_CASE("iterative proportional fitting meets both margins and keeps empty cells") {
  std::vector<std::uint64_t> cells = {1, 1, 0, 2, 5, 1};
  const std::vector<std::uint64_t> rows = {300, 700}, columns = {200, 450, 350};
  fit_margins(cells, rows, columns, 200);
  for (std::size_t c = 0; c < 3; ++c)
    CHECK((cells[c] + cells[3 + c] + fitting_scale / 2) / fitting_scale == columns[c]);
  for (std::size_t r = 0; r < 2; ++r) {
    const std::uint64_t sum = cells[3 * r] + cells[3 * r + 1] + cells[3 * r + 2];
    CHECK((sum + fitting_scale / 2) / fitting_scale == rows[r]);
  }
  CHECK(cells[2] == 0);
}

TEST_CASE("every pattern gives possible families") {
  SplitMix rng(3);
  for (const FamilyShape& shape : family_shapes())
    for (int i = 0; i < 20; ++i) {
      const Family family = draw_family(shape, rng);
      REQUIRE(!family.empty());
      REQUIRE(family.size() <= members_max - 4);
      REQUIRE(family.front().relation == 1);
      for (std::size_t at = 0; at < family.size(); ++at) {
        const Kin& kin = family[at];
        REQUIRE((at == 0) == (kin.relation == 1));
        const auto of = [&](int position) -> const Kin& { return family[static_cast<std::size_t>(position)]; };
        if (kin.mother >= 0) REQUIRE((of(kin.mother).sex == 2 && of(kin.mother).age - kin.age >= 12));
        if (kin.father >= 0) REQUIRE((of(kin.father).sex == 1 && of(kin.father).age - kin.age >= 12));
        if (kin.spouse >= 0) REQUIRE((of(kin.spouse).spouse == static_cast<int>(at) && of(kin.spouse).sex != kin.sex));
      }
    }
}

TEST_CASE("names follow sex and custom") {
  using Naming = EthnicGroup::Naming;
  CHECK(surname_of({"Иванов", Naming::russian}, 2) == "Иванова");
  CHECK(surname_of({"Шевченко", Naming::russian}, 2) == "Шевченко");
  CHECK(surname_of({"Ким", Naming::korean}, 2) == "Ким");
  CHECK(patronymic_of("Серік", Naming::kazakh, 2) == "Серікқызы");
  CHECK(patronymic_of("Серік", Naming::kazakh, 1) == "Серікұлы");
  CHECK(patronymic_of("Иван", Naming::russian, 1) == "Иванович");
  CHECK(patronymic_of("Андрей", Naming::russian, 2) == "Андреевна");
  CHECK(patronymic_of("Дмитрий", Naming::russian, 1) == "Дмитриевич");
  CHECK(patronymic_of("Анатолий", Naming::russian, 1) == "Анатольевич");
  CHECK(patronymic_of("Игорь", Naming::russian, 1) == "Игоревич");
  CHECK(patronymic_of("Павел", Naming::russian, 1) == "Павлович");
  CHECK(patronymic_of("Михаил", Naming::russian, 2) == "Михайловна");
}
