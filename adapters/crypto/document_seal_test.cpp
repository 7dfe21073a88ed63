// The seal of a body, judged by the program openssl, which knows nothing of ours.
#include <doctest.h>

#include <sys/stat.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "crypto/document_seal.h"

using namespace sanaq;
using namespace sanaq::crypto;

namespace {

class RealClock final : public Clock {
 public:
  UtcInstant now() const override {
    return {std::chrono::duration_cast<std::chrono::microseconds>(
                std::chrono::system_clock::now().time_since_epoch())
                .count()};
  }
};

struct Folder {
  std::string path = "/tmp/sanaq-seal-XXXXXX";
  Folder() { REQUIRE(::mkdtemp(path.data()) != nullptr); }
  ~Folder() { std::filesystem::remove_all(path); }
  void write(const std::string& name, const std::string& content) const {
    std::ofstream(path + "/" + name, std::ios::binary) << content;
  }
  /// What `openssl cms -verify` says of the signature over `content`.
  bool verifies(const std::string& content, const std::string& der) const {
    write("content", content);
    write("signature", der);
    const std::string command = "cd " + path +
                                " && openssl cms -verify -binary -inform DER -in signature -content content "
                                "-CAfile seal-authority.pem -out /dev/null 2>/dev/null";
    return std::system(command.c_str()) == 0;
  }
};

}  // namespace

TEST_CASE("seal: openssl verifies it, and no other bytes") {
  const Folder folder;
  const RealClock clock;
  const auto seal = DocumentSeal::open(folder.path, clock);
  REQUIRE(seal);
  const auto der = seal->sign("470000000", "Маңғыстау облысы — Статистика департаменті, ұзын атауымен бірге",
                              "bytes of a card");
  REQUIRE(der);
  CHECK(folder.verifies("bytes of a card", *der));
  CHECK_FALSE(folder.verifies("bytes of a cart", *der));
  CHECK_FALSE(folder.verifies("bytes of a card", der->substr(0, der->size() - 9)));
  CHECK(verify_seal(*der, "bytes of a card", seal->authority()));
  CHECK(verify_seal(*der + std::string(9, '\0'), "bytes of a card", seal->authority()));
  CHECK(verify_seal(*der, "bytes of a cart", seal->authority()).error().code == "certificate.signature");
  const Folder elsewhere;
  const auto other = DocumentSeal::open(elsewhere.path, clock);
  REQUIRE(other);
  CHECK(verify_seal(*der, "bytes of a card", other->authority()).error().code == "certificate.signature");
  CHECK(verify_seal(*der, "bytes of a card", "no PEM").error().code == "certificate.authority");
  struct stat file{};
  REQUIRE(::stat((folder.path + "/seal-470000000.key").c_str(), &file) == 0);
  CHECK((file.st_mode & 0077) == 0);
}

TEST_CASE("seal: the same certificate after a restart; broken files and bodies are refused") {
  const Folder folder;
  const RealClock clock;
  REQUIRE(DocumentSeal::open(folder.path, clock)->sign("bureau", "Bureau", "x"));
  const auto time = std::filesystem::last_write_time(folder.path + "/seal-bureau.pem");
  const auto again = DocumentSeal::open(folder.path, clock);
  REQUIRE(again);
  CHECK(folder.verifies("x", again->sign("bureau", "Bureau", "x").value()));
  CHECK(std::filesystem::last_write_time(folder.path + "/seal-bureau.pem") == time);
  for (const char* body : {"", "authority", "../x", "A"})
    CHECK(again->sign(body, "B", "x").error().code == "certificate.seal");
  folder.write("seal-110000000.pem", "no certificate");
  folder.write("seal-110000000.key", "no key");
  CHECK(again->sign("110000000", "B", "x").error().code == "certificate.seal");
  folder.write("seal-authority.key", "no key");
  CHECK(DocumentSeal::open(folder.path, clock).error().code == "certificate.authority");
}
