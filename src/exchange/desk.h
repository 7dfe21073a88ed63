#pragma once
#include "base/clock.h"
#include "exchange/exchange_store.h"
#include "exchange/message.h"
#include "exchange/sheet.h"

namespace sanaq::exchange {

/// The office's side of the exchange: judges what a device sends, stores it in one transaction, and only then
/// signs.
class SyncDesk {
 public:
  SyncDesk(ExchangeStore& store, const OfficeSigner& signer, const Clock& clock)
      : store_(store), signer_(signer), clock_(clock) {}

  /// `key`: of the device that made the call, which the caller has identified. A run that is malformed or
  /// wrongly signed is answered with `refused` and does not touch the others. Sending again changes nothing.
  /// Errors: "exchange.device" (the request is of another device), "store.unavailable".
  Result<SyncAnswer> sync(DeviceId device, const DeviceKey& key, const SyncRequest& request,
                          const CallLimits& limits);

 private:
  struct Plan;
  Result<std::vector<SheetLine>> take_runs(DeviceId device, const DeviceKey& key, std::span<const Run> runs,
                                           UtcInstant at);
  Result<Done> judge_run(const Run& run, const ProvenRun& proven, const Head& stored, Plan& plan);

  ExchangeStore& store_;
  const OfficeSigner& signer_;
  const Clock& clock_;
};

}  // namespace sanaq::exchange
