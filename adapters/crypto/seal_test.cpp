#include <doctest.h>

#include "base/bytes.h"
#include "crypto/pack.h"
#include "crypto/seal.h"
#include "os/files.h"

using namespace sanaq;
using namespace sanaq::crypto;

namespace {

SecretKey counting_key() {
  std::string bytes;
  for (int i = 0; i < 32; ++i) bytes.push_back(static_cast<char>(i));
  return SecretKey::from_bytes(bytes);
}

/// Answers of one made-up household; `seed` varies the values.
std::string sample(int seed) {
  std::string text = R"({"form":"household","version":"3","persons":[)";
  for (int person = 0; person < 4; ++person) {
    const int n = seed * 31 + person * 7;
    text += std::string(person == 0 ? "" : ",") + R"({"id":"p)" + std::to_string(person) + R"(","relation":")" +
            std::to_string(n % 12) + R"(","sex":")" + std::to_string(n % 2 + 1) + R"(","birth":"20)" +
            std::to_string(90 + n % 10) + "-0" + std::to_string(n % 9 + 1) + R"(-11","ethnic_group":")" +
            std::to_string(n % 120) + R"(","native_language":")" + std::to_string(n % 7) + R"("})";
  }
  return text + "]}";
}

}  // namespace

TEST_CASE("what is sealed opens, with its context and key only") {
  const Keyring ring = Keyring::of(counting_key());
  const SealKeys keys(ring, 1);
  for (const std::string& plain : {std::string(), std::string("x"), std::string(100'000, 'y')}) {
    const std::string sealed = keys.seal(plain, "case-1");
    CHECK(sealed.size() == plain.size() + SealKeys::overhead);
    CHECK(*keys.open(sealed, "case-1") == plain);
    CHECK(keys.open(sealed, "case-2").error().code == "seal.broken");
    CHECK(keys.open(sealed, "").error().code == "seal.broken");
    CHECK(SealKeys(ring, 2).open(sealed, "case-1").error().code == "seal.broken");
    CHECK(SealKeys(Keyring::of(SecretKey::random()), 1).open(sealed, "case-1").error().code == "seal.broken");
  }
  CHECK(keys.seal("same", "c") != keys.seal("same", "c"));
}

TEST_CASE("any changed or missing byte is noticed") {
  const SealKeys keys(Keyring::of(counting_key()), 1);
  const std::string sealed = keys.seal("answers", "case");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    for (const int bit : {1, 128}) {
      std::string changed = sealed;
      changed[i] = static_cast<char>(changed[i] ^ bit);
      CHECK_FALSE(keys.open(changed, "case"));
    }
    CHECK_FALSE(keys.open(sealed.substr(0, i), "case"));
    CHECK_FALSE(keys.open(sealed.substr(i + 1), "case"));
  }
  CHECK_FALSE(keys.open(sealed + "x", "case"));
}

TEST_CASE("the head says what is wrong") {
  const SealKeys keys(Keyring::of(counting_key()), 1);
  std::string sealed = keys.seal("answers", "case");
  sealed[1] = 9;
  CHECK(keys.open(sealed, "case").error().code == "seal.key");
  sealed[0] = 2;
  CHECK(keys.open(sealed, "case").error().code == "seal.version");
}

TEST_CASE("old seals open after a rotation, and what the first version sealed opens for ever") {
  const os::ScratchFolder scratch;
  const std::string folder = scratch.path() + "/keys";
  const SealKeys before(*Keyring::create(folder), 1);
  const std::string sealed = before.seal("answers", "case");
  const SealKeys after(*Keyring::rotate(folder), 1);
  CHECK(*after.open(sealed, "case") == "answers");
  const std::string fresh = after.seal("answers", "case");
  CHECK(fresh[1] == 2);
  CHECK(before.open(fresh, "case").error().code == "seal.key");
  const std::string first = *from_hex(
      "0101e10029f310e88143765f08c149184cf92f7c8d42b96ec66bfea62db8"
      "b1a8198feb17f33817dfc9a5fa51007b86712ddef7e61cec17");
  CHECK(*SealKeys(Keyring::of(counting_key()), 1).open(first, "case") == "first version");
}

TEST_CASE("packing keeps every text") {
  const Packer packer;
  for (const std::string& plain : {std::string(), std::string("a"), sample(1), std::string(1'000'000, 'z')}) {
    CHECK(*packer.unpack(packer.pack(plain), plain.size()) == plain);
    CHECK(packer.pack(plain).size() <= plain.size() + 1);
  }
  CHECK(packer.pack(sample(1)).size() < sample(1).size());
}

TEST_CASE("a dictionary makes short answers smaller, and is needed to read them") {
  std::vector<std::string> samples;
  for (int i = 0; i < 400; ++i) samples.push_back(sample(i));
  auto dictionary = train_dictionary(samples, 8'192);
  REQUIRE(dictionary);
  Packer with;
  REQUIRE(with.add_dictionary(*dictionary));
  const Packer without;
  const std::string plain = sample(5'000);
  const std::string packed = with.pack(plain);
  CHECK(packed.size() * 2 < without.pack(plain).size());
  CHECK(*with.unpack(packed, 10'000) == plain);
  CHECK(*with.unpack(without.pack(plain), 10'000) == plain);
  CHECK(without.unpack(packed, 10'000).error().code == "pack.dictionary");
  CHECK(Packer().add_dictionary("no dictionary").error().code == "pack.dictionary");
  CHECK(train_dictionary(std::span(samples).first(3), 8'192).error().code == "pack.samples");
}

TEST_CASE("broken and greedy packs are refused") {
  const Packer packer;
  const std::string packed = packer.pack(std::string(1'000'000, 'z'));
  CHECK(packed.size() < 200);
  CHECK(packer.unpack(packed, 999'999).error().code == "pack.size");
  for (std::size_t cut = 0; cut < packed.size(); ++cut) CHECK_FALSE(packer.unpack(packed.substr(0, cut), 1'000'000));
  CHECK(packer.unpack("", 10).error().code == "pack.form");
  CHECK(packer.unpack("\7abc", 10).error().code == "pack.form");
  CHECK(packer.unpack(std::string("\0abc", 4), 2).error().code == "pack.size");
  CHECK(packer.unpack(packed + packed, 10'000'000).error().code == "pack.form");
}
