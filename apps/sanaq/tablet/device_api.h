#pragma once
#include "http/router.h"

namespace sanaq {

class BundleDesk;
class DeviceChannel;
class DoorDesk;
class FieldDesk;
class ReceiptPublicKeys;
class WrongCodesPg;

/// Where tablets come in: the site, or the listener in the tunnel. Everything outlives the router.
struct DeviceDoor {
  FieldDesk& desk;
  DoorDesk& households;
  const BundleDesk& bundles;
  const ReceiptPublicKeys& keys;
  DeviceChannel& channel;
  WrongCodesPg& codes;
  std::int16_t channel_number = 1;  // as in the log of synchronisations: 1 site, 3 tunnel
  bool is_open = true;              // false: enrolment alone; synchronising is refused with "device.channel"
};

/// What tablets call: POST /device/enrol, /device/sync, /device/certificate, /device/check,
/// /device/release (docs/handbook/tablets.md). No
/// cookies: a device proves each call by its signature.
void add_device_api(http::Router& router, const DeviceDoor& door);

}  // namespace sanaq
