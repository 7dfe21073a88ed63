#include "casework/likeness.h"

#include <doctest.h>

#include "casework/testing/memory_keys.h"

using namespace sanaq;

namespace {

std::optional<PersonKey> key(const char* surname, const char* given, const char* born) {
  const testing::MemoryHash hash;
  return likeness_key(surname, given, born, hash);
}

}  // namespace

TEST_CASE("one person is alike in whatever letters and order the names are written, and on that day alone") {
  const auto one = key("Әбілқасым", "Айгүл", "1987-05-04");
  REQUIRE(one);
  CHECK(one == key("АБИЛКАСЫМ", "айгул", "1987-05-04"));
  CHECK(one == key("Айгүл", "Әбілқасым", "1987-05-04"));
  CHECK(one == key(" Әбілқасым ", "Aйгүл", "1987-05-04"));  // a Latin A
  CHECK(one != key("Әбілқасым", "Айгүл", "1987-05-05"));
  CHECK(one != key("Әбілқасым", "Айгерім", "1987-05-04"));
}

TEST_CASE("without a name or a day of birth nobody is like anybody") {
  CHECK_FALSE(key("", "Айгүл", "1987-05-04"));
  CHECK_FALSE(key("Әбілқасым", "", "1987-05-04"));
  CHECK_FALSE(key("Әбілқасым", "Айгүл", ""));
  CHECK_FALSE(key("Әбілқасым", "Айгүл", "1987-02-30"));
}
