#include "crypto/detached_cms.h"

#include <doctest.h>

#include "base/bytes.h"
#include "crypto/demo_organisation_key.h"

using namespace sanaq;
using namespace sanaq::crypto;

namespace {

constexpr UtcInstant day_of_list{1'622'520'000'000'000};  // 1 June 2021
constexpr std::int64_t year_micros = 365LL * 86'400 * micros_per_second;
constexpr const char* list = R"([{"id":"a","person":"{}","row":1}])";

DemoOrganisationKey demo_key() { return DemoOrganisationKey::make(day_of_list).value(); }

}  // namespace

TEST_CASE("001-9: a list signed by an organisation is known with its number and the name of its head") {
  const auto key = demo_key();
  const std::string cms = key.sign("123456789021", "Үлгібаева Басшы", list, day_of_list).value();
  const auto who = check_detached_cms(cms, list, key.authority(), day_of_list);
  REQUIRE(who);
  CHECK(who->organisation == "123456789021");
  CHECK(who->name == "Үлгібаева Басшы");
  CHECK(check_detached_cms(key.sign("123456789021", "", list, day_of_list).value(), list, key.authority(),
                           day_of_list));
}

TEST_CASE(
    "001-9: other content, a broken signature, a foreign authority and a date out of the certificate are "
    "refused") {
  const auto key = demo_key();
  const std::string cms = key.sign("123456789021", "Басшы", list, day_of_list).value();
  const auto code = [&](std::string_view signature, std::string_view content, const std::string& trusted,
                        UtcInstant at) {
    return check_detached_cms(signature, content, trusted, at).error().code;
  };
  CHECK(code(cms, std::string(list) + " ", key.authority(), day_of_list) == "signature.content");
  std::string broken = cms;
  broken.back() = static_cast<char>(broken.back() ^ 1);
  CHECK(code(broken, list, key.authority(), day_of_list) == "signature.content");
  CHECK(code(cms, list, demo_key().authority(), day_of_list) == "signature.authority");
  CHECK(code(cms, list, "", day_of_list) == "signature.authority");
  CHECK(code(cms, list, key.authority(), {day_of_list.micros + 2 * year_micros}) == "signature.expired");
  CHECK(code(cms, list, key.authority(), {day_of_list.micros - year_micros}) == "signature.expired");
  CHECK(code("", list, key.authority(), day_of_list) == "signature.format");
  CHECK(code("MIIB", list, key.authority(), day_of_list) == "signature.format");
  CHECK(code(std::string_view(cms).substr(0, cms.size() / 2), list, key.authority(), day_of_list) ==
        "signature.format");
}
