#include "crypto/detached_cms.h"

#include <openssl/pem.h>  // before cms.h, which else declares no readers

#include <openssl/cms.h>

#include <doctest.h>

#include "base/bytes.h"
#include "crypto/demo_organisation_key.h"

using namespace sanaq;
using namespace sanaq::crypto;

namespace {

constexpr UtcInstant day_of_list{1'622'520'000'000'000};  // 1 June 2021
constexpr std::int64_t year_micros = 365LL * 86'400 * micros_per_second;
constexpr const char* list = R"([{"id":"a","person":"{}","row":1}])";

// The same signature, said to be made by other algorithms: it cannot be checked, and does not have to be.
std::string renamed(const std::string& cms, const char* digest_identifier, const char* signature_identifier) {
  const auto* at = reinterpret_cast<const unsigned char*>(cms.data());
  CMS_ContentInfo* parsed = d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(cms.size()));
  REQUIRE(parsed != nullptr);
  X509_ALGOR *digest = nullptr, *signature = nullptr;
  CMS_SignerInfo_get0_algs(sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(parsed), 0), nullptr, nullptr,
                           &digest, &signature);
  if (digest_identifier[0] != 0)
    X509_ALGOR_set0(digest, OBJ_txt2obj(digest_identifier, 1), V_ASN1_UNDEF, nullptr);
  X509_ALGOR_set0(signature, OBJ_txt2obj(signature_identifier, 1), V_ASN1_UNDEF, nullptr);
  unsigned char* der = nullptr;
  const int size = i2d_CMS_ContentInfo(parsed, &der);
  REQUIRE(size > 0);
  std::string out(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  CMS_ContentInfo_free(parsed);
  return out;
}

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

TEST_CASE("001-9: a GOST signature is known for one, and not called broken") {
  const auto key = demo_key();
  const std::string cms = key.sign("123456789021", "Басшы", list, day_of_list).value();
  const auto refused = [&](const char* digest, const char* signature) {
    const auto checked =
        check_detached_cms(renamed(cms, digest, signature), list, key.authority(), day_of_list);
    REQUIRE_FALSE(checked);
    return checked.error().code + ": " + checked.error().detail;
  };
  const std::string code = "signature.unsupported: ";
  CHECK(refused("1.2.398.3.10.1.3.3", "1.2.398.3.10.1.1.2.3.2") == code + "GOST 34.10-2015 (512)");
  CHECK(refused("", "1.2.398.3.10.1.1.2.3.1") == code + "GOST 34.10-2015 (256)");
  CHECK(refused("", "1.2.398.3.10.1.1.1.2") == code + "GOST 34.310-2004");
  CHECK(refused("", "1.2.643.7.1.1.3.3") == code + "GOST 34.10-2015 (512)");
  CHECK(refused("1.2.398.3.10.1.3.3", "1.2.840.10045.4.3.2") == code + "GOST 34.11-2015");
  CHECK(refused("1.3.14.3.2.26", "1.2.840.10045.4.3.2") == code + "SHA-1");
  CHECK(refused("", "1.3.101.112") == code + "1.3.101.112");
}
