#include <doctest.h>

#include "frame/address.h"

using namespace sanaq;

TEST_CASE("address key: case, street words, punctuation and look-alike letters fold") {
  CHECK(address_key("Абай көшесі") == "абай");
  CHECK(address_key("ул. АБАЙ") == "абай");
  CHECK(address_key("Aбaй") == "абай");  // Latin A and a
  CHECK(address_key("Baker Street") == "baker");
  CHECK(address_key("12-а") == "12 а");
}

TEST_CASE("address: what is refused") {
  CHECK(check_address({"750000000", "Абай", "1", "", "", {}}));
  CHECK(check_address({"", "Абай", "1", "", "", {}}).error().code == "address.territory");
  CHECK(check_address({"75", "Абай", " ", "", "", {}}).error().code == "address.house");
  CHECK(check_address({"75", std::string(200, 'x'), "1", "", "", {}}).error().code == "address.length");
}
