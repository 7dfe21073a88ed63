#include <doctest.h>

#include "base/bytes.h"
#include "crypto/deflate.h"
#include "crypto/hpke.h"

using namespace sanaq;
using namespace sanaq::crypto;

namespace {

SecretKey secret(std::string_view hex) { return SecretKey::from_bytes(*from_hex(hex)); }
std::string hex_of(const X25519PublicKey& key) {
  return to_hex({reinterpret_cast<const char*>(key.data()), key.size()});
}

// RFC 9180, appendix A.1.1.
const SecretKey ephemeral = secret("52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736");
const SecretKey recipient = secret("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8");
const std::string info = "Ode on a Grecian Urn";
const std::string plain = "Beauty is truth, truth beauty";

HpkeChannel sender() { return HpkeChannel::send(ephemeral, x25519_public(recipient), info).value(); }
HpkeChannel receiver() { return HpkeChannel::receive(x25519_public(ephemeral), recipient, info).value(); }

}  // namespace

TEST_CASE("messages are those of RFC 9180, A.1.1") {
  CHECK(hex_of(x25519_public(ephemeral)) ==
        "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431");
  CHECK(hex_of(x25519_public(recipient)) ==
        "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");
  CHECK(to_hex(sender().seal(0, plain, "Count-0")) ==
        "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a");
  CHECK(to_hex(sender().seal(1, plain, "Count-1")) ==
        "af2d7e9ac9ae7e270f46ba1f975be53c09f8d875bdc8535458c2494e8a6eab251c03d0c22a56b8ca42c2063b84");
}

TEST_CASE("the recipient opens each message under its number and nothing else") {
  const std::string sealed = sender().seal(300, plain);
  CHECK(receiver().open(300, sealed).value() == plain);
  CHECK(receiver().open(44, sealed).error().code == "seal.broken");
  CHECK(receiver().open(300, sealed, "more").error().code == "seal.broken");
  CHECK(receiver().open(300, "short").error().code == "seal.broken");
  CHECK(HpkeChannel::receive(x25519_public(ephemeral), recipient, "other")->open(300, sealed).error().code ==
        "seal.broken");
  CHECK(HpkeChannel::receive(X25519PublicKey{}, recipient, info).error().code == "hpke.key");
}

TEST_CASE("both ends export the same key for the way back") {
  const std::string answer = seal_once(receiver().export_key("answer"), plain, "file 1");
  CHECK(open_once(sender().export_key("answer"), answer, "file 1").value() == plain);
  CHECK(open_once(sender().export_key("answer"), answer, "file 2").error().code == "seal.broken");
  CHECK(open_once(sender().export_key("other"), answer, "file 1").error().code == "seal.broken");
  CHECK(open_once(sender().export_key("answer"), "x", "").error().code == "seal.broken");
}

TEST_CASE("what was deflated comes back, within its limit") {
  std::string text;
  for (int i = 0; i < 5'000; ++i) text += "answer " + std::to_string(i % 7);
  const std::string packed = deflate(text);
  CHECK(packed.size() < text.size() / 20);
  CHECK(inflate(packed, text.size()).value() == text);
  CHECK(inflate(packed, text.size() - 1).error().code == "pack.size");
  CHECK(inflate(packed.substr(0, packed.size() - 1), text.size()).error().code == "pack.form");
  CHECK(inflate(packed + "x", text.size()).error().code == "pack.form");
  CHECK(inflate(deflate(""), 0).value().empty());
}
