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
  virtual Result<std::string> invite(const std::string& label, const std::string& territory) = 0;
  /// Gives a tablet the next addresses of its territory that nobody is to visit yet. How many there were.
  /// Errors: "device.unknown".
  virtual Result<int> assign_next(DeviceId device, int count) = 0;
  /// Locked: may hand in and nothing else. Revoked: may do nothing.
  virtual Result<Done> set_state(DeviceId device, DeviceState state) = 0;
};

}  // namespace sanaq
