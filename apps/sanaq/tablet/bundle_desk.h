#pragma once
#include <condition_variable>
#include <deque>
#include <mutex>

#include "base/json.h"
#include "crypto/hpke.h"
#include "exchange/desk.h"
#include "sanaq/site.h"
#include "sanaq/tablet/carrier_desk.h"
#include "sanaq/tablet/enrolled_key.h"
#include "store/department_keys.h"
#include "store/exchange_store_pg.h"

namespace sanaq {

class FieldDesk;

/// The office's side of the carrier: gives tablets the key of their department, takes their bundles. Any
/// thread.
class BundleDesk final : public CarrierDesk {
 public:
  struct Parts {
    const Site& site;
    ExchangeStorePg& exchange;
    DeviceRegisterPg& devices;
    FieldDesk& field;
    const DepartmentKeys& keys;
    AnswerStorePg& answers;
  };
  explicit BundleDesk(Parts parts)
      : parts_(parts), signer_(parts.site.signer), desk_(parts.exchange, signer_, parts.site.clock) {}

  /// {"department","number","key","signed_by","signature"}: the key to which tablets of a territory seal,
  /// signed as receipts are.
  Json key_for(std::string_view territory) const;
  /// The same for an enrolled tablet that has the key `number`; null when that one is in use. Errors:
  /// "store.unavailable".
  Result<Json> newer_key(DeviceId device, std::int64_t number) const;

  Result<KnownBundle> look(std::string_view file) override;
  Result<TakenBundle> take(const KnownBundle& known) override;
  Result<std::optional<KeptAnswer>> answer_to(const exchange::BundleName& bundle) override {
    return parts_.answers.find(bundle);
  }

  /// After a start: what an earlier process took and did not carry over.
  Result<Done> find_undrafted();
  /// Devices whose work was taken and is not in the drafts yet. draft_next() carries that of one of them
  /// over, which may take minutes; false when there is none.
  bool draft_next();

  static std::string signed_key(std::uint8_t number, std::string_view key, std::string_view department);

 private:
  std::string department_of(std::string_view territory) const;
  Result<std::string> answer(const KnownBundle& known, const crypto::HpkeChannel& channel,
                             const exchange::BundleReport& report, UtcInstant at);

  Parts parts_;
  SheetSigner signer_;
  exchange::SyncDesk desk_;
  std::mutex mutex_;
  std::deque<DeviceId> undrafted_;
};

}  // namespace sanaq
