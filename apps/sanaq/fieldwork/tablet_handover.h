#pragma once
#include "fieldwork/handover.h"
#include "sanaq/tablet/field_desk.h"

namespace sanaq {

/// Moves cases between tablets (port). Errors of every function: "store.unavailable".
class TabletHandover {
 public:
  virtual ~TabletHandover() = default;
  /// Nobody is to visit them; the tablet that had them is told at its next call.
  virtual Result<Done> withdraw(const std::vector<OpenCase>& cases) = 0;
  virtual Result<Done> give(const OpenCase& one, DeviceId device) = 0;
};

/// By the leases of the exchange.
class LeaseHandover final : public TabletHandover {
 public:
  LeaseHandover(FieldDesk& field, DeviceRegisterPg& devices, ExchangeStorePg& exchange)
      : field_(field), devices_(devices), exchange_(exchange) {}
  Result<Done> withdraw(const std::vector<OpenCase>& cases) override;
  Result<Done> give(const OpenCase& one, DeviceId device) override {
    return field_.assign(one.id, device, one.place);
  }

 private:
  FieldDesk& field_;
  DeviceRegisterPg& devices_;
  ExchangeStorePg& exchange_;
};

}  // namespace sanaq
