#pragma once
#include <string>
#include <vector>

#include "store/device_register_pg.h"

namespace sanaq {

/// What the office's page of tablets needs (port). Errors of every function: "store.unavailable".
class TabletDesk {
 public:
  virtual ~TabletDesk() = default;
  virtual Result<std::vector<DeviceLine>> list() = 0;
  /// A one-time code, good for ten minutes: `K7QF-2M9D`. It is shown once and is nowhere else.
  /// phrase: the tablet is to be opened by a phrase, not by digits alone.
  virtual Result<std::string> invite(const std::string& label, const std::string& territory, bool phrase) = 0;
  /// Codes that open the tablet after it sealed itself, newest first, each with its number: `3: K7QF-2M9D`.
  virtual Result<std::vector<std::string>> release_codes(DeviceId device) = 0;
  /// Gives a tablet the next addresses of its territory that nobody is to visit yet. How many there were.
  /// Errors: "device.unknown".
  virtual Result<int> assign_next(DeviceId device, int count) = 0;
  /// Locked: may hand in and nothing else. Revoked: may do nothing.
  virtual Result<Done> set_state(DeviceId device, DeviceState state) = 0;
};

}  // namespace sanaq
