#pragma once
#include <algorithm>

#include "base/sha256.h"
#include "exchange/sheet.h"
#include "exchange/wire.h"

namespace sanaq::exchange::testing {

/// A keyed hash in the shape of a signature: quick, and right for everybody who knows the key. For
/// simulations only.
inline Signature plain_signature(std::string_view key, std::string_view bytes) {
  std::string all(key);
  all += '/';
  all += bytes;
  const std::string digest = sha256(all);
  Signature signature{};
  std::copy(digest.begin(), digest.end(), signature.begin());
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
