#include "crypto/device_authority.h"

#include <doctest.h>
#include <openssl/pem.h>
#include <sys/stat.h>

#include "crypto/tunnel_key.h"
#include "crypto/x509_parts.h"
#include "os/files.h"

using namespace sanaq;
using namespace sanaq::crypto;

namespace {

const UtcInstant census = *parse_rfc3339("2021-09-01T00:00:00Z");
constexpr const char* device = "0190a000-0000-7000-8000-000000000001";

std::string request_of(const char* curve, bool sign = true) {
  const Owned<EVP_PKEY> key(EVP_EC_gen(curve));
  const Owned<X509_REQ> request(X509_REQ_new());
  REQUIRE(X509_REQ_set_pubkey(request.get(), key.get()) == 1);
  X509_NAME_add_entry_by_txt(X509_REQ_get_subject_name(request.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>("another"), -1, -1, 0);
  const Owned<EVP_PKEY> stranger(EVP_EC_gen(curve));
  REQUIRE(X509_REQ_sign(request.get(), sign ? key.get() : stranger.get(), EVP_sha256()) > 0);
  const Owned<BIO> memory(BIO_new(BIO_s_mem()));
  REQUIRE(PEM_write_bio_X509_REQ(memory.get(), request.get()) == 1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string name_of(X509* certificate) {
  char name[100] = "";
  X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, sizeof name);
  return name;
}

}  // namespace

TEST_CASE(
    "a device's certificate names the device, is for clients, ends after 60 days; the key stays where it "
    "was") {
  const os::ScratchFolder folder;
  const auto authority = DeviceAuthority::open(folder.path(), census);
  REQUIRE(authority);
  struct stat info{};
  REQUIRE(::stat((folder.path() + "/device-authority.key").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);

  const auto made = authority->sign_request(request_of("P-256"), device, census);
  REQUIRE(made);
  const Owned<X509> certificate = parse_certificate(made->pem);
  CHECK(name_of(certificate.get()) == device);
  CHECK(X509_check_purpose(certificate.get(), X509_PURPOSE_SSL_CLIENT, 0) == 1);
  CHECK(X509_check_purpose(certificate.get(), X509_PURPOSE_SSL_SERVER, 0) != 1);
  CHECK(X509_check_ca(certificate.get()) == 0);
  const Owned<X509> issuer = parse_certificate(authority->certificate());
  CHECK(X509_verify(certificate.get(), X509_get0_pubkey(issuer.get())) == 1);
  time_t last = static_cast<time_t>(made->expires_at.micros / micros_per_second) - 1;
  CHECK(X509_cmp_time(X509_get0_notAfter(certificate.get()), &last) > 0);
  last += 2;
  CHECK(X509_cmp_time(X509_get0_notAfter(certificate.get()), &last) < 0);

  const auto again = DeviceAuthority::open(folder.path(), census);
  REQUIRE(again);
  CHECK(again->certificate() == authority->certificate());
  CHECK(again->sign_request(request_of("P-256"), device, census)->mark != made->mark);
}

TEST_CASE("what is no request with a key of the right kind, signed by it, is refused") {
  const os::ScratchFolder folder;
  const auto authority = DeviceAuthority::open(folder.path(), census);
  for (const std::string& text :
       {std::string(), std::string("x"), request_of("P-384"), request_of("P-256", false)}) {
    CHECK_FALSE(is_certificate_request(text));
    CHECK(authority->sign_request(text, device, census).error().code == "certificate.request");
  }
}

TEST_CASE("the package opens with its password alone and holds key, certificate and authority") {
  const os::ScratchFolder folder;
  const auto authority = DeviceAuthority::open(folder.path(), census);
  const auto package = authority->make_package(device, "word", census);
  REQUIRE(package);
  const auto* bytes = reinterpret_cast<const unsigned char*>(package->pkcs12.data());
  const Owned<PKCS12> parsed(d2i_PKCS12(nullptr, &bytes, static_cast<long>(package->pkcs12.size())));
  REQUIRE(parsed);
  CHECK(PKCS12_verify_mac(parsed.get(), "other", -1) == 0);
  EVP_PKEY* key = nullptr;
  X509* certificate = nullptr;
  REQUIRE(PKCS12_parse(parsed.get(), "word", &key, &certificate, nullptr) == 1);
  const Owned<EVP_PKEY> own_key(key);
  const Owned<X509> own(certificate);
  CHECK(X509_check_private_key(certificate, key) == 1);
  CHECK(name_of(certificate) == device);
}

TEST_CASE("a lost half of the authority is told, not replaced") {
  const os::ScratchFolder folder;
  REQUIRE(DeviceAuthority::open(folder.path(), census));
  REQUIRE(os::remove_file(folder.path() + "/device-authority.key"));
  CHECK_FALSE(DeviceAuthority::open(folder.path(), census));
  REQUIRE(os::write_file(folder.path() + "/device-authority.key", "x"));
  CHECK(DeviceAuthority::open(folder.path(), census).error().code == "certificate.authority");
}

TEST_CASE("the listener's certificate is made once, renewed in time, and another authority's stays") {
  const os::ScratchFolder folder;
  const auto authority = DeviceAuthority::open(folder.path(), census);
  const CertificateFiles files{folder.path() + "/server.pem", folder.path() + "/server.key"};
  REQUIRE(authority->ensure_server_certificate(files, "10.21.0.1", census));
  const std::string first = *os::read_file(files.certificate);
  CHECK(X509_check_ip_asc(parse_certificate(first).get(), "10.21.0.1", 0) == 1);
  REQUIRE(authority->ensure_server_certificate(files, "10.21.0.1", census));
  CHECK(*os::read_file(files.certificate) == first);
  const UtcInstant later{census.micros + std::int64_t{340} * 86'400 * micros_per_second};
  REQUIRE(authority->ensure_server_certificate(files, "10.21.0.1", later));
  CHECK(*os::read_file(files.certificate) != first);
  REQUIRE(ensure_demo_certificate(files, {"census.example"}, census));
  const std::string given = *os::read_file(files.certificate);
  REQUIRE(authority->ensure_server_certificate(files, "10.21.0.1", later));
  CHECK(*os::read_file(files.certificate) == given);
}

TEST_CASE("keys of the tunnel are as wg makes them") {
  const auto keys = make_tunnel_keys();
  CHECK((keys.secret[0] & 7) == 0);
  CHECK((keys.secret[31] & 0xC0) == 0x40);
  CHECK(open_half(keys.secret) == keys.open);
  CHECK(to_text(keys.open).size() == 44);
  CHECK(make_preshared_key() != make_preshared_key());
  // RFC 7748, 6.1: Alice's key.
  TunnelKey alice{0x77, 0x07, 0x6d, 0x0a, 0x73, 0x18, 0xa5, 0x7d, 0x3c, 0x16, 0xc1,
                  0x72, 0x51, 0xb2, 0x66, 0x45, 0xdf, 0x4c, 0x2f, 0x87, 0xeb, 0xc0,
                  0x99, 0x2a, 0xb1, 0x77, 0xfb, 0xa5, 0x1d, 0xb9, 0x2c, 0x2a};
  CHECK(to_text(open_half(alice)) == "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=");
}
