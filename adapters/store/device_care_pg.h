#pragma once
#include <string>

#include "store/device_register_pg.h"

namespace sanaq {

/// What the office cares about in a device beside its work.
struct DeviceCare {
  bool phrase = false;       // it is to be opened by a phrase, not by digits alone
  std::int32_t release = 0;  // number of the code that opens it after it sealed itself; 0: it has none
  std::string form;          // questionnaire it was told of last; empty: none
};

/// Secrets and questionnaires of devices. Any thread. Errors of every function: "store.unavailable".
class DeviceCarePg {
 public:
  explicit DeviceCarePg(pg::Pool& pool) : pool_(pool) {}

  /// The device that will use this code must be opened by a phrase.
  Result<Done> require_phrase(const Mac& code_hash);
  /// Of an unknown device: as of a new one.
  Result<DeviceCare> find(DeviceId device);
  /// have: number of the code the device holds, 0: none. Asked again, as an answer may be lost, it is the
  /// same. Errors also: "device.unknown".
  Result<std::int32_t> next_release(DeviceId device, std::int32_t have);
  Result<Done> note_form(DeviceId device, const std::string& form);

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
