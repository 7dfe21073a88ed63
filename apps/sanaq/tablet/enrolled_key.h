#pragma once
#include "crypto/signature.h"
#include "exchange/sheet.h"
#include "store/device_register_pg.h"

namespace sanaq {

/// The key a tablet was enrolled with.
class EnrolledKey final : public exchange::DeviceKey {
 public:
  explicit EnrolledKey(const DeviceRecord& device) : key_(device.key) {}
  bool verify(std::string_view bytes, const exchange::Signature& signature) const override {
    return crypto::is_signed(key_, bytes, signature);
  }

 private:
  crypto::Ed25519PublicKey key_;
};

/// Receipts of the exchange are signed by the key that signs those of households.
class SheetSigner final : public exchange::OfficeSigner {
 public:
  explicit SheetSigner(const ReceiptSigner& signer) : signer_(signer) {}
  std::uint8_t key_number() const override { return signer_.key_number(); }
  exchange::Signature sign(std::string_view bytes) const override { return signer_.sign(bytes); }

 private:
  const ReceiptSigner& signer_;
};

}  // namespace sanaq
