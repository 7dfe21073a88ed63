#pragma once
#include <map>

#include "base/clock.h"
#include "base/json.h"
#include "crypto/signature.h"
#include "exchange/desk.h"
#include "exchange/testing/memory_exchange_store.h"

namespace sanaq {

/// The office's side of the exchange in memory, with real signatures: what a tablet under test calls.
/// Its key is always the same, so that two runs give the same bytes.
class Office {
 public:
  Office();
  /// key        null → {"number","key"}
  /// enrol      {"device","key"};  assign {"device","case","payload":{}};  withdraw, complete {"case"}
  /// online     {"case","operations":[]}: the household writes;  tell {"device","kind","payload"}
  /// sync       {"device","proof","body","at"} → {"answer"}. Errors: "device.proof" and those of the desk
  /// log        {"case"} → [{"device","kind","payload","late"}], in the order of commits
  Result<std::string> call(std::string_view name, const Json& input);

 private:
  struct Clock final : sanaq::Clock {
    UtcInstant at;
    UtcInstant now() const override { return at; }
  };
  struct Signer final : exchange::OfficeSigner {
    explicit Signer(const crypto::SigningKey& signing) : key(signing) {}
    std::uint8_t key_number() const override { return 1; }
    exchange::Signature sign(std::string_view bytes) const override { return key.sign(bytes); }
    const crypto::SigningKey& key;
  };

  Result<std::string> enrol(const Json& input);
  Result<std::string> change(std::string_view name, const Json& input);
  Result<std::string> tell(const Json& input);
  Result<std::string> sync(const Json& input);
  Result<std::string> log(const Json& input);

  crypto::SigningKey key_;
  Signer signer_{key_};
  Clock clock_;
  exchange::testing::MemoryExchangeStore store_;
  exchange::SyncDesk desk_{store_, signer_, clock_};
  std::map<DeviceId, crypto::Ed25519PublicKey> devices_;
};

}  // namespace sanaq
