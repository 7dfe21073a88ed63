#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "exchange/desk.h"
#include "exchange/testing/memory_exchange_store.h"
#include "exchange/testing/plain_keys.h"
#include "sim/faults.h"

namespace sanaq::sim {

class OfficeClock final : public Clock {
 public:
  UtcInstant now() const override { return {micros}; }
  std::int64_t micros = 1'631'000'000'000'000;
};

/// The office with its durable store. A crash loses nothing that was committed.
class OfficeActor {
 public:
  explicit OfficeActor(Mistake mistake);

  /// Answers a call; nothing when the office crashed before the answer left.
  std::optional<std::string> answer(DeviceId device, const std::string& call, const Faults& faults, Rng& rng);

  exchange::testing::MemoryExchangeStore& store() { return store_; }
  const exchange::testing::PlainOffice& keys() const { return keys_; }
  OfficeClock& clock() { return clock_; }

 private:
  Mistake mistake_;
  exchange::testing::PlainOffice keys_;
  OfficeClock clock_;
  exchange::testing::MemoryExchangeStore store_;
  exchange::SyncDesk desk_;
};

}  // namespace sanaq::sim
