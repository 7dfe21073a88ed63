#pragma once
#include <cstdint>

#include "base/rng.h"
#include "exchange/sheet.h"
#include "exchange/wire.h"

namespace sanaq::exchange::testing {

/// A keyed check sum in the shape of a signature (FNV-1a, spread by the steps of SplitMix64): quick, and
/// right for everybody who knows the key. For simulations only.
inline Signature plain_signature(std::string_view key, std::string_view bytes) {
  std::uint64_t sum = 0xcbf29ce484222325;
  const auto take = [&](std::string_view text) {
    for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    sum = (sum ^ text.size()) * 0x100000001b3;
  };
  take(key);
  take(bytes);
  SplitMix spread(sum);
  Signature signature{};
  for (std::size_t i = 0; i < signature.size(); i += 8)
    for (std::uint64_t word = spread.next(), k = 0; k < 8; ++k)
      signature[i + k] = static_cast<Signature::value_type>(word >> (8 * k));
  return signature;
}

class PlainDeviceKey final : public DeviceKey {
 public:
  explicit PlainDeviceKey(DeviceId device) : key_("device:" + std::string(view(device.value.bytes()))) {}
  Signature sign(std::string_view bytes) const { return plain_signature(key_, bytes); }
  bool verify(std::string_view bytes, const Signature& signature) const override {
    return sign(bytes) == signature;
  }

 private:
  std::string key_;
};

class PlainOffice final : public OfficeSigner, public OfficeKeys {
 public:
  std::uint8_t key_number() const override { return 1; }
  Signature sign(std::string_view bytes) const override { return plain_signature("office", bytes); }
  bool verify(std::uint8_t number, std::string_view bytes, const Signature& signature) const override {
    return number == 1 && sign(bytes) == signature;
  }
};

}  // namespace sanaq::exchange::testing
