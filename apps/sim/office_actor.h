#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "exchange/desk.h"
#include "exchange/testing/memory_exchange_store.h"
#include "exchange/testing/plain_keys.h"
#include "sim/audit_trail.h"
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

  /// Takes a file from a carrier; the answer, or nothing when the file is none, or the office crashed.
  std::optional<std::string> import(const std::string& file, const Faults& faults, Rng& rng);

  /// Acts of the office: the act and its line of the audit log are one transaction, which a crash undoes
  /// whole.
  void assign(CaseId case_id, DeviceId holder, const Faults& faults, Rng& rng);
  void lock(DeviceId device, bool lock, const Faults& faults, Rng& rng);

  /// A new questionnaire: every device is told at its next call.
  void publish_form() { ++form_; }
  /// Payload of the news of the questionnaire; empty while there is only the first.
  std::string form() const { return form_ == 0 ? "" : "form " + std::to_string(form_); }

  exchange::testing::MemoryExchangeStore& store() { return store_; }
  const AuditTrail& audit() const { return audit_; }
  const exchange::testing::PlainOffice& keys() const { return keys_; }
  OfficeClock& clock() { return clock_; }

 private:
  void tell_form(DeviceId device);
  template <class Act>
  void act(const char* action, const Uuid& subject, const Faults& faults, Rng& rng, Act&& carry_out);

  Mistake mistake_;
  exchange::testing::PlainOffice keys_;
  OfficeClock clock_;
  exchange::testing::MemoryExchangeStore store_;
  exchange::SyncDesk desk_;
  AuditTrail audit_;
  std::uint64_t form_ = 0;
  std::map<DeviceId, std::string> form_told_;
};

}  // namespace sanaq::sim
