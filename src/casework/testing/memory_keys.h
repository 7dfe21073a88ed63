#pragma once
#include <string>

#include "base/sha256.h"
#include "casework/secrets.h"

namespace sanaq::testing {

/// Hashes, seals and signatures of tests: they tell every wrong key, context and change, and hide nothing.
class MemoryHash final : public KeyedHash {
 public:
  explicit MemoryHash(std::string key = "key") : key_(std::move(key)) {}
  Mac mac(HashPurpose purpose, std::string_view bytes) const override {
    const std::string digest = sha256(key_ + static_cast<char>(purpose) + std::string(bytes));
    Mac mac{};
    for (std::size_t i = 0; i < mac.size(); ++i) mac[i] = static_cast<std::uint8_t>(digest[i]);
    return mac;
  }
  std::uint64_t mix(HashPurpose purpose, std::uint64_t first, std::uint64_t second) const override {
    const Mac digest = mac(purpose, std::to_string(first) + '|' + std::to_string(second));
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 8; ++i) bits = bits << 8 | digest[i];
    return bits;
  }

 private:
  std::string key_;
};

class MemorySealer final : public Sealer {
 public:
  std::string seal(SealPurpose purpose, std::string_view plain, std::string_view context) const override {
    return tag(purpose, plain, context) + std::string(plain);
  }
  Result<std::string> open(SealPurpose purpose, std::string_view sealed, std::string_view context) const override {
    if (sealed.size() < 32 || sealed.substr(0, 32) != tag(purpose, sealed.substr(32), context))
      return Error{"seal.broken", {}};
    return std::string(sealed.substr(32));
  }

 private:
  static std::string tag(SealPurpose purpose, std::string_view plain, std::string_view context) {
    return sha256(std::to_string(static_cast<int>(purpose)) + "|" + std::string(context) + "|" + std::string(plain));
  }
};

class MemorySigner final : public ReceiptSigner, public ReceiptKeys {
 public:
  explicit MemorySigner(std::uint8_t number = 1) : number_(number) {}
  std::uint8_t key_number() const override { return number_; }
  Signature sign(std::string_view payload) const override {
    const std::string digest = sha256(std::to_string(number_) + std::string(payload));
    Signature signature{};
    for (std::size_t i = 0; i < signature.size(); ++i) signature[i] = static_cast<std::uint8_t>(digest[i % 32]);
    return signature;
  }
  bool verify(std::uint8_t key_number, std::string_view payload, const Signature& signature) const override {
    return key_number == number_ && sign(payload) == signature;
  }

 private:
  std::uint8_t number_;
};

}  // namespace sanaq::testing
