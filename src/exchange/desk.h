#pragma once
#include "base/clock.h"
#include "exchange/exchange_store.h"
#include "exchange/message.h"
#include "exchange/sheet.h"

namespace sanaq::exchange {

/// What became of one run of a call.
struct TakenRun {
  SheetLine line;
  std::size_t known = 0;  // entries that were stored before; with `stored` the others are new
};

/// The office's side of the exchange: judges what a device sends, stores it in one transaction, and only then
/// signs.
class SyncDesk {
 public:
  SyncDesk(ExchangeStore& store, const OfficeSigner& signer, const Clock& clock)
      : store_(store), signer_(signer), clock_(clock) {}

  /// `key`: of the device that made the call, which the caller has identified. A run that is malformed or
  /// wrongly signed is answered with `refused` and does not touch the others. Sending again changes nothing.
  /// A run that names a picture the office does not have whole is answered as a gap, and the answer says
  /// which bytes are wanted: no receipt covers an entry without its picture. Errors: "exchange.device" (the
  /// request is of another device), "store.unavailable".
  Result<SyncAnswer> sync(DeviceId device, const DeviceKey& key, const SyncRequest& request,
                          const CallLimits& limits);
  /// Judges and stores runs without an answer to sign, one a run in the order given: for work that came on a
  /// carrier. proven: prove_all() of these runs with the device's key. Durable when it returns. Errors:
  /// "store.unavailable".
  Result<std::vector<TakenRun>> take(DeviceId device, std::span<const Run> runs, const ProvenCall& proven,
                                     UtcInstant at);
  /// Pieces of pictures that came with such work; before the runs that name them. Errors:
  /// "store.unavailable".
  Result<Done> take_parts(DeviceId device, std::span<const PicturePart> parts, UtcInstant at);
  /// What the office says to such work, after take(): receipts of these chains and the device's news after a
  /// number, divided into answers each of which a device can keep. Long news end early (`more` of the last).
  /// Errors: "store.unavailable".
  Result<std::vector<SyncAnswer>> answer_pages(DeviceId device, std::int64_t feed_after,
                                               std::span<const SheetLine> lines, UtcInstant at);

 private:
  struct Plan;
  Result<std::vector<TakenRun>> take_runs(DeviceId device, std::span<const Run> runs, const ProvenCall& call,
                                          UtcInstant at, std::vector<PictureId>& missing);
  Result<Done> judge_run(const Run& run, const ProvenRun& proven, const Head& stored, Plan& plan);
  Result<bool> pictures_settled(const ProvenRun& proven, std::size_t known, Plan& plan);
  Result<std::vector<PictureWant>> wants_of(std::vector<PictureId> asked);

  ExchangeStore& store_;
  const OfficeSigner& signer_;
  const Clock& clock_;
};

}  // namespace sanaq::exchange
