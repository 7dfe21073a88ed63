#include <benchmark/benchmark.h>
#include <sodium.h>

#include <vector>

#include "base/rng.h"
#include "crypto/keyed_hash.h"
#include "crypto/pack.h"
#include "crypto/seal.h"
#include "crypto/signature.h"

namespace {

using namespace sanaq;
using namespace sanaq::crypto;

/// About eight kilobytes of answers of a household, as canonical JSON.
std::string household(std::uint64_t seed) {
  SplitMix rng(seed);
  std::string text = R"({"form":"household","version":"2021.3","persons":[)";
  for (int person = 0; person < 4; ++person) {
    text += person == 0 ? "{" : ",{";
    for (int question = 0; question < 46; ++question) {
      const std::string name = std::to_string(question);
      text += R"("question_)" + name + R"(_of_person":{"value":")" + std::to_string(rng.below(900)) + R"("},)";
    }
    text += R"("id":")" + std::to_string(rng.next()) + "\"}";
  }
  return text + "]}";
}

Packer trained_packer(int level) {
  std::vector<std::string> samples;
  for (std::uint64_t i = 0; i < 500; ++i) samples.push_back(household(i));
  Packer packer(level);
  static_cast<void>(packer.add_dictionary(*train_dictionary(samples, 32'768)));
  return packer;
}

void pack_only(benchmark::State& state) {
  const bool with_dictionary = state.range(1) == 1;
  const int level = static_cast<int>(state.range(0));
  const Packer packer = with_dictionary ? trained_packer(level) : Packer(level);
  const std::string plain = household(100'000);
  std::size_t size = 0;
  for (auto _ : state) benchmark::DoNotOptimize(size = packer.pack(plain).size());
  state.counters["plain"] = static_cast<double>(plain.size());
  state.counters["packed"] = static_cast<double>(size);
}
BENCHMARK(pack_only)->ArgNames({"level", "dictionary"})->ArgsProduct({{1, 3, 6}, {0, 1}});

void unpack_and_open(benchmark::State& state) {
  const Packer packer = trained_packer(3);
  const SealKeys keys(Keyring::of(SecretKey::random()), 1);
  const std::string sealed = keys.seal(packer.pack(household(100'000)), "0123456789abcdef");
  for (auto _ : state) benchmark::DoNotOptimize(packer.unpack(*keys.open(sealed, "0123456789abcdef"), 1 << 20));
}
BENCHMARK(unpack_and_open);

void pack_and_seal(benchmark::State& state) {
  const Packer packer = trained_packer(static_cast<int>(state.range(0)));
  const SealKeys keys(Keyring::of(SecretKey::random()), 1);
  const std::string plain = household(100'000);
  for (auto _ : state) benchmark::DoNotOptimize(keys.seal(packer.pack(plain), "0123456789abcdef"));
}
BENCHMARK(pack_and_seal)->ArgName("level")->Arg(1)->Arg(3);

void seal_only(benchmark::State& state) {
  const SealKeys keys(Keyring::of(SecretKey::random()), 1);
  const std::string plain(static_cast<std::size_t>(state.range(0)), 'x');
  for (auto _ : state) benchmark::DoNotOptimize(keys.seal(plain, "0123456789abcdef"));
}
BENCHMARK(seal_only)->Arg(200)->Arg(1'700)->Arg(8'192);

/// The other candidate, for the choice written down in seal.h.
void seal_aes_gcm(benchmark::State& state) {
  if (crypto_aead_aes256gcm_is_available() == 0) return state.SkipWithError("no AES instructions");
  crypto_aead_aes256gcm_state key;
  unsigned char bytes[32] = {1};
  crypto_aead_aes256gcm_beforenm(&key, bytes);
  const std::string plain(static_cast<std::size_t>(state.range(0)), 'x');
  for (auto _ : state) {
    std::string sealed(plain.size() + 28, '\0');
    auto* out = reinterpret_cast<unsigned char*>(sealed.data());
    randombytes_buf(out, 12);
    crypto_aead_aes256gcm_encrypt_afternm(out + 12, nullptr, reinterpret_cast<const unsigned char*>(plain.data()),
                                          plain.size(), nullptr, 0, nullptr, out, &key);
    benchmark::DoNotOptimize(sealed);
  }
}
BENCHMARK(seal_aes_gcm)->Arg(200)->Arg(1'700)->Arg(8'192);

void person_keys(benchmark::State& state) {
  const SecretKey key = SecretKey::random();
  for (auto _ : state) benchmark::DoNotOptimize(person_key(key, {"iin", "identity-12c"}));
}
BENCHMARK(person_keys);

void sign(benchmark::State& state) {
  const SigningKey key(SecretKey::random());
  const std::string payload(130, 'r');
  for (auto _ : state) benchmark::DoNotOptimize(key.sign(payload));
}
BENCHMARK(sign);

void verify(benchmark::State& state) {
  const SigningKey key(SecretKey::random());
  const std::string payload(130, 'r');
  const auto signature = key.sign(payload);
  for (auto _ : state) benchmark::DoNotOptimize(is_signed(key.public_key(), payload, signature));
}
BENCHMARK(verify);

}  // namespace
