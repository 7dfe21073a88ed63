#include <doctest.h>

#include "casework/receipt.h"
#include "casework/submission_store.h"
#include "store/casework_keys.h"

using namespace sanaq;

namespace {
const auto ring = crypto::Keyring::of(crypto::SecretKey::from_bytes("an example of thirty-two bytes.."));
}

TEST_CASE("hashes differ by purpose and by key, and stay") {
  const CaseworkHash hash(ring);
  CHECK(hash.mac(HashPurpose::person, "a") == CaseworkHash(ring).mac(HashPurpose::person, "a"));
  CHECK(hash.mac(HashPurpose::person, "a") != hash.mac(HashPurpose::account, "a"));
  const CaseworkHash other(crypto::Keyring::of(crypto::SecretKey::from_bytes("another one of thirty-two bytes.")));
  CHECK(hash.mac(HashPurpose::person, "a") != other.mac(HashPurpose::person, "a"));
  CHECK(hash.mix(HashPurpose::member_code, 1, 2) == CaseworkHash(ring).mix(HashPurpose::member_code, 1, 2));
  CHECK(hash.mix(HashPurpose::member_code, 1, 2) != hash.mix(HashPurpose::member_code, 2, 1));
  CHECK(hash.mix(HashPurpose::member_code, 1, 2) != hash.mix(HashPurpose::session, 1, 2));
  CHECK(hash.mix(HashPurpose::member_code, 1, 2) != other.mix(HashPurpose::member_code, 1, 2));
}

TEST_CASE("what processing holds opens answers and no identities") {
  const CaseworkSealer server(ring), processing(ring, {SealPurpose::response});
  CHECK(*processing.open(SealPurpose::response, server.seal(SealPurpose::response, "x", "case"), "case") == "x");
  const std::string identity = server.seal(SealPurpose::identity, "name", "case");
  CHECK(processing.open(SealPurpose::identity, identity, "case").error().code == "seal.broken");
  CHECK(processing.open(SealPurpose::response, identity, "case").error().code == "seal.broken");
  CHECK(server.open(SealPurpose::identity, identity, "other case").error().code == "seal.broken");
}

TEST_CASE("a receipt signed by the server is verified with public keys alone") {
  StoredSubmission stored;
  stored.serial = SubmissionSerial(12);
  stored.form = {"kz-2021", "3", 1};
  stored.persons = 5;
  const std::string text = to_text(make_receipt(stored, CaseworkSigner(ring)));
  CHECK(text.size() < 200);
  ReceiptPublicKeys keys;
  CHECK(verify_receipt(text, keys).error().code == "receipt.signature");
  const ReceiptPublicKeys published(ring);
  for (const auto& [number, key] : published.all()) keys.add(number, key);
  CHECK(verify_receipt(text, keys)->persons == 5);
}
