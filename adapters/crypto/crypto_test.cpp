#include <doctest.h>
#include <sys/stat.h>

#include <set>

#include "base/bytes.h"
#include "crypto/keyed_hash.h"
#include "crypto/keyring.h"
#include "crypto/password.h"
#include "crypto/signature.h"
#include "crypto/token.h"
#include "crypto/totp.h"
#include "os/files.h"

using namespace sanaq;
using namespace sanaq::crypto;

namespace {

template <std::size_t size>
std::string hex_of(const std::array<std::uint8_t, size>& bytes) {
  return to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

template <std::size_t size>
std::array<std::uint8_t, size> array_of(std::string_view hex) {
  const std::string bytes = *from_hex(hex);
  std::array<std::uint8_t, size> result{};
  REQUIRE(bytes.size() == size);
  for (std::size_t i = 0; i < size; ++i) result[i] = static_cast<std::uint8_t>(bytes[i]);
  return result;
}

/// Bytes 0, 1, 2 ... 31.
SecretKey counting_key() {
  std::string bytes;
  for (int i = 0; i < 32; ++i) bytes.push_back(static_cast<char>(i));
  return SecretKey::from_bytes(bytes);
}

UtcInstant at(std::int64_t seconds) { return {seconds * micros_per_second}; }

struct SignatureVector {
  std::string_view seed, key, message, signature;
};

// RFC 8032, section 7.1, tests 1 and 2.
constexpr SignatureVector rfc8032[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
     "655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
     "b00d291612bb0c00"},
};

}  // namespace

TEST_CASE("keyed_mix gives the value of the SipHash paper's vectors for sixteen bytes") {
  CHECK(keyed_mix(counting_key(), 0x0706050403020100, 0x0f0e0d0c0b0a0908) == 0x3f2acc7f57c29bdb);
}

TEST_CASE("Ed25519 gives the signatures of RFC 8032, and refuses changed ones") {
  for (const SignatureVector& vector : rfc8032) {
    const SigningKey key(SecretKey::from_bytes(*from_hex(vector.seed)));
    const std::string message = *from_hex(vector.message);
    CHECK(hex_of(key.public_key()) == vector.key);
    Ed25519Signature signature = key.sign(message);
    CHECK(hex_of(signature) == vector.signature);
    CHECK(is_signed(key.public_key(), message, signature));
    CHECK_FALSE(is_signed(key.public_key(), message + "x", signature));
    for (std::size_t i = 0; i < signature.size(); ++i) {
      signature[i] ^= 1;
      CHECK_FALSE(is_signed(key.public_key(), message, signature));
      signature[i] ^= 1;
    }
  }
  const auto stranger = SigningKey(SecretKey::random()).public_key();
  CHECK_FALSE(is_signed(stranger, "", array_of<64>(rfc8032[0].signature)));
}

TEST_CASE("one-time passwords are those of RFC 6238, appendix B, cut to six digits") {
  const std::string secret = "12345678901234567890";
  const auto code = [&](std::int64_t seconds) { return totp_code(secret, seconds / totp_step_seconds); };
  CHECK(code(59) == "287082");
  CHECK(code(1'111'111'109) == "081804");
  CHECK(code(1'111'111'111) == "050471");
  CHECK(code(1'234'567'890) == "005924");
  CHECK(code(2'000'000'000) == "279037");
  CHECK(code(20'000'000'000) == "353130");
}

TEST_CASE("a one-time password is good for a minute and a half, once") {
  const std::string secret = "12345678901234567890";
  const std::int64_t step = 37'037'037;
  const UtcInstant now = at(step * 30 + 7);
  CHECK(accepted_totp_step(secret, totp_code(secret, step), now, -1) == step);
  CHECK(accepted_totp_step(secret, totp_code(secret, step - 1), now, -1) == step - 1);
  CHECK(accepted_totp_step(secret, totp_code(secret, step + 1), now, -1) == step + 1);
  CHECK_FALSE(accepted_totp_step(secret, totp_code(secret, step - 2), now, -1));
  CHECK_FALSE(accepted_totp_step(secret, totp_code(secret, step + 2), now, -1));
  CHECK_FALSE(accepted_totp_step(secret, totp_code(secret, step), now, step));
  CHECK_FALSE(accepted_totp_step(secret, totp_code(secret, step - 1), now, step));
  CHECK(accepted_totp_step(secret, totp_code(secret, step + 1), now, step) == step + 1);
  for (const char* bad : {"", "12345", "1234567", "abcdef"}) CHECK_FALSE(accepted_totp_step(secret, bad, now, -1));
}

TEST_CASE("base32 is that of RFC 4648, section 10") {
  for (const auto& [plain, text] : std::initializer_list<std::pair<std::string, std::string>>{
           {"", ""}, {"f", "MY"}, {"fo", "MZXQ"}, {"foo", "MZXW6"}, {"foob", "MZXW6YQ"}, {"fooba", "MZXW6YTB"},
           {"foobar", "MZXW6YTBOI"}}) {
    CHECK(to_base32(plain) == text);
    CHECK(*from_base32(text) == plain);
  }
  CHECK(*from_base32("mzxw 6ytb oi======") == "foobar");
  CHECK(from_base32("M1").error().code == "base32.form");
  CHECK(from_base32("MZ").error().code == "base32.form");  // bits left over
  CHECK(from_base32("M").error().code == "base32.form");
  CHECK(make_totp_secret().size() == 20);
  CHECK(totp_uri("12345678901234567890", "Санақ 2021", "a@b") ==
        "otpauth://totp/%D0%A1%D0%B0%D0%BD%D0%B0%D2%9B%202021:a%40b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        "&issuer=%D0%A1%D0%B0%D0%BD%D0%B0%D2%9B%202021&algorithm=SHA1&digits=6&period=30");
}

TEST_CASE("HMAC-SHA256 is that of RFC 4231, tests 2 and 6") {
  CHECK(hex_of(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hex_of(hmac_sha256(std::string(131, '\xAA'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("derived keys and person keys never change: computed with Python's hashlib") {
  const Keyring ring = Keyring::of(counting_key());
  const SecretKey key = ring.stable_key(KeyUse::keyed_hash, 1);
  const auto bytes = key.reveal();
  CHECK(to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()}) ==
        "14fca67083e4d51b539de8f40f742d6406bc72ddbf7b30912befa9a1aa40fb20");
  CHECK(hex_of(person_key(key, {"iin", "identity"}).bytes) == "17ca32e324647a7f74b620ec0017bce7");
  CHECK(hex_of(session_digest(key, "abc")) == "9e5ae90badb925f203039a8fbb3d6a505718c216e9428fa586c9fc878d19cde0");
}

TEST_CASE("person keys tell parts, kinds and keys apart") {
  const Keyring ring = Keyring::of(counting_key());
  const SecretKey key = ring.stable_key(KeyUse::keyed_hash, 1);
  const PersonKey one = person_key(key, {"name", "ab", "c"});
  CHECK(one == person_key(key, {"name", "ab", "c"}));
  CHECK(one != person_key(key, {"name", "a", "bc"}));
  CHECK(one != person_key(key, {"name", "abc"}));
  CHECK(one != person_key(key, {"iin", "ab", "c"}));
  CHECK(one != person_key(ring.stable_key(KeyUse::keyed_hash, 2), {"name", "ab", "c"}));
  CHECK(one != person_key(ring.stable_key(KeyUse::session, 1), {"name", "ab", "c"}));
}

TEST_CASE("the keyring is made once, kept private and grows") {
  const os::ScratchFolder scratch;
  const std::string folder = scratch.path() + "/keys";
  CHECK(Keyring::open(folder).error().code == "keyring.missing");
  auto made = Keyring::create(folder);
  REQUIRE(made);
  CHECK(Keyring::create(folder).error().code == "keyring.exists");
  struct stat file {};
  REQUIRE(::stat((folder + "/master-001.key").c_str(), &file) == 0);
  CHECK((file.st_mode & 0777) == 0600);
  const auto person = [](const Keyring& ring) {
    return person_key(ring.stable_key(KeyUse::keyed_hash, 1), {"iin", "identity"});
  };
  auto rotated = Keyring::rotate(folder);
  REQUIRE(rotated);
  CHECK(rotated->current() == 2);
  CHECK(rotated->has(1));
  CHECK(person(*rotated) == person(*made));
  CHECK(os::list_folder(folder)->size() == 2);
  REQUIRE(::chmod((folder + "/master-002.key").c_str(), 0640) == 0);
  CHECK(Keyring::open(folder).error().code == "keyring.mode");
  REQUIRE(os::write_file(folder + "/master-002.key", "short\n", os::FileAccess::owner_only));
  CHECK(Keyring::open(folder).error().code == "keyring.form");
}

TEST_CASE("passwords are kept as argon2id") {
  const PasswordCost least = PasswordCost::least();
  auto hash = hash_password("құпия сөз", least);
  REQUIRE(hash);
  CHECK(hash->starts_with("$argon2id$v=19$"));
  CHECK(is_password("құпия сөз", *hash));
  CHECK_FALSE(is_password("құпия сөз ", *hash));
  CHECK_FALSE(is_password("", *hash));
  CHECK(*hash != *hash_password("құпия сөз", least));
  CHECK_FALSE(needs_new_hash(*hash, least));
  CHECK(needs_new_hash(*hash, PasswordCost{2, 16'384}));
  for (const std::string& bad : {std::string(), std::string("$argon2id$"), std::string(500, 'x')}) {
    CHECK_FALSE(is_password("a", bad));
    CHECK(needs_new_hash(bad, least));
  }
}

TEST_CASE("tokens are long, differ, and belong to one session") {
  std::set<std::string> seen;
  for (int i = 0; i < 1'000; ++i) seen.insert(random_token());
  CHECK(seen.size() == 1'000);
  CHECK(seen.begin()->size() == 43);
  CHECK(from_base64url(*seen.begin())->size() == 32);
  CHECK(equal_in_constant_time("abc", "abc"));
  CHECK_FALSE(equal_in_constant_time("abc", "abd"));
  CHECK_FALSE(equal_in_constant_time("abc", "ab"));
  CHECK(equal_in_constant_time("", ""));
  const SecretKey key = counting_key();
  const std::string token = form_token(key, "session-one");
  CHECK(is_form_token(key, "session-one", token));
  CHECK_FALSE(is_form_token(key, "session-two", token));
  CHECK_FALSE(is_form_token(SecretKey::random(), "session-one", token));
  CHECK_FALSE(is_form_token(key, "session-one", ""));
  CHECK(session_digest(key, "session-one") != session_digest(key, "session-two"));
}
