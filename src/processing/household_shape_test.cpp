#include "processing/household_shape.h"

#include <doctest.h>

#include "base/rng.h"
#include "processing/register_comparison.h"

using namespace sanaq;

TEST_CASE("households are told apart by who names whom") {
  const auto type = [](const std::vector<FamilyMember>& members) { return household_shape(members).type; };
  CHECK(type({{}}) == "1");
  CHECK(type({{2, 0, 0}, {1, 0, 0}}) == "2");
  CHECK(type({{2, 0, 0}, {1, 0, 0}, {0, 2, 1}}) == "3");
  CHECK(type({{0, 0, 0}, {0, 1, 0}, {0, 1, 0}}) == "4");
  CHECK(type({{2, 0, 0}, {1, 0, 0}, {0, 2, 1}, {0, 0, 0}}) == "5");  // and a lodger
  CHECK(type({{2, 0, 0}, {1, 0, 0}, {4, 2, 1}, {3, 0, 0}, {0, 4, 3}}) ==
        "6");  // the son has a family of his own
  CHECK(type({{}, {}}) == "7");
  CHECK(type({{2, 0, 0}, {0, 0, 0}}) == "7");  // only one of them says so
  CHECK(type({{9, 9, 9}, {0, 0, 0}}) == "7");
}

TEST_CASE("a grown child with a child is a parent, and the grandparent's nucleus is the couple alone") {
  const HouseholdShape shape = household_shape({{2, 0, 0}, {1, 0, 0}, {0, 2, 1}, {0, 3, 0}});
  CHECK(shape.nucleus == std::vector<int>{1, 1, 2, 2});
  CHECK(shape.type == "6");
}

TEST_CASE("whatever the numbers say, nuclei are numbered without a gap and hold two people or more") {
  SplitMix rng(9);
  for (int round = 0; round < 2000; ++round) {
    std::vector<FamilyMember> members(rng.below(7));
    const auto number = [&] { return static_cast<int>(rng.below(9)) - 1; };
    for (FamilyMember& one : members) one = {number(), number(), number()};
    const HouseholdShape shape = household_shape(members);
    std::vector<int> people(static_cast<std::size_t>(shape.nuclei) + 1);
    for (const int nucleus : shape.nucleus) ++people[static_cast<std::size_t>(nucleus)];
    for (int nucleus = 1; nucleus <= shape.nuclei; ++nucleus)
      CHECK(people[static_cast<std::size_t>(nucleus)] >= 2);
  }
}

TEST_CASE("a register is compared line by line, the largest difference first") {
  const auto lines =
      parse_register_counts("area,sex,age_from,age_to,persons\n11,1,0,4,100\n11,1,5,9,100\n75,2,0,4,0\n")
          .value();
  const auto census = [](const RegisterCount& line) -> std::int64_t {
    return line.area == "75" ? 40 : line.age_from == 0 ? 90 : 103;
  };
  const auto found = compare_register(lines, census, {10, 50'000});
  REQUIRE(found.size() == 2);
  CHECK(found[0].line.area == "75");
  CHECK(found[0].ppm == 1'000'000);
  CHECK(found[1].ppm == -100'000);
  const auto code = [](const char* csv) { return parse_register_counts(csv).error().code; };
  CHECK(code("area,sex,persons\n") == "register_counts.header");
  CHECK(code("area,sex,age_from,age_to,persons\n11,1,5,4,1\n") == "register_counts.row");
  CHECK(code("area,sex,age_from,age_to,persons\n11,1,0,4,1\n11,1,4,9,1\n") == "register_counts.row");
  CHECK(code("area,sex,age_from,age_to,persons\n11,1,0,4,-1\n") == "register_counts.row");
}
