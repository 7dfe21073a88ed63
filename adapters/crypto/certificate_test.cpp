#include <doctest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <memory>

#include "crypto/certificate.h"
#include "os/files.h"

using namespace sanaq;
using namespace sanaq::crypto;

namespace {

const UtcInstant census = *parse_rfc3339("2021-09-01T00:00:00Z");
constexpr std::int64_t day = 86'400 * micros_per_second;

std::shared_ptr<X509> load(const std::string& path) {
  const std::string pem = *os::read_file(path);
  BIO* memory = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  X509* certificate = PEM_read_bio_X509(memory, nullptr, nullptr, nullptr);
  BIO_free(memory);
  REQUIRE(certificate != nullptr);
  return {certificate, X509_free};
}

}  // namespace

TEST_CASE("the demo certificate names its hosts, is self-signed, and its key is private") {
  const os::ScratchFolder folder;
  const CertificateFiles files{folder.path() + "/cert.pem", folder.path() + "/key.pem"};
  REQUIRE(ensure_demo_certificate(files, {"census.example", "10.1.2.3"}, census));
  const auto certificate = load(files.certificate);
  for (const char* name : {"localhost", "census.example"}) {
    CHECK(X509_check_host(certificate.get(), name, 0, 0, nullptr) == 1);
  }
  for (const char* address : {"127.0.0.1", "::1", "10.1.2.3"}) {
    CHECK(X509_check_ip_asc(certificate.get(), address, 0) == 1);
  }
  CHECK(X509_check_host(certificate.get(), "other.example", 0, 0, nullptr) == 0);
  CHECK(X509_verify(certificate.get(), X509_get0_pubkey(certificate.get())) == 1);
  struct stat key {};
  REQUIRE(::stat(files.key.c_str(), &key) == 0);
  CHECK((key.st_mode & 0777) == 0600);
}

TEST_CASE("a good certificate stays; one that ends, lacks a host or is broken is made anew") {
  const os::ScratchFolder folder;
  const CertificateFiles files{folder.path() + "/cert.pem", folder.path() + "/key.pem"};
  const auto made = [&](const std::vector<std::string>& hosts, UtcInstant now) {
    REQUIRE(ensure_demo_certificate(files, hosts, now));
    return *os::read_file(files.certificate);
  };
  const std::string first = made({}, census);
  CHECK(made({}, {census.micros + 300 * day}) == first);
  const std::string second = made({}, {census.micros + 340 * day});
  CHECK(second != first);
  const std::string third = made({"census.example"}, {census.micros + 340 * day});
  CHECK(third != second);
  REQUIRE(os::write_file(files.key, "no key"));
  CHECK(made({"census.example"}, {census.micros + 340 * day}) != third);
  CHECK(ensure_demo_certificate(files, {"bad host,DNS:evil"}, census).error().code == "certificate.host");
}
