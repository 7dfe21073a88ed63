#include <doctest.h>

#include "casework/paper.h"
#include "casework/testing/household_form.h"

using namespace sanaq;

TEST_CASE("paper: the sample follows from the number, in about the share that was asked for") {
  int sampled = 0;
  for (int i = 0; i < 10'000; ++i) sampled += is_sampled("TP" + std::to_string(i), 10) ? 1 : 0;
  CHECK(sampled > 900);
  CHECK(sampled < 1'100);
  CHECK(is_sampled("TP17", 10) == is_sampled("TP17", 10));
  CHECK_FALSE(is_sampled("TP17", 0));
  CHECK(is_sampled("TP17", 100));
}

TEST_CASE("paper: a number is one however it is typed") {
  CHECK(paper_number("tp 00-17") == "TP0017");
  CHECK(paper_number(" - ").empty());
  CHECK(paper_number(std::string(31, '7')).empty());
}

TEST_CASE("paper: two keyings are compared answer by answer, persons by their order") {
  testing::Scenario first(testing::household_text()), second(testing::household_text());
  testing::fill_household(first, 2, 10);
  testing::fill_household(second, 2, 10);
  CHECK(keying_differences(first.interview, second.interview, "en").empty());
  second.answer("rooms", "4");
  second.answer("m1.sex", "2");
  auto found = keying_differences(first.interview, second.interview, "en");
  REQUIRE(found.size() == 2);
  CHECK(found[0].first == "3");
  CHECK(found[0].second == "4");
  CHECK(found[1].first == "Male");
  CHECK(found[1].second == "Female");
  second.add("members", "m7");
  found = keying_differences(first.interview, second.interview, "en");
  CHECK(found.size() == 3);
}

TEST_CASE("paper: while a second keying goes on, what is still to come does not differ") {
  testing::Scenario first(testing::household_text()), second(testing::household_text());
  testing::fill_household(first, 2, 10);
  CHECK(keyed_differences(keying_differences(first.interview, second.interview, "en")) == 1);  // of persons
  second.answer("rooms", "4");
  const auto found = keying_differences(first.interview, second.interview, "en");
  CHECK(found.size() > 2);
  CHECK(keyed_differences(found) == 2);
}
