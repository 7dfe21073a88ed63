#pragma once
#include <string>
#include <vector>

#include "casework/secrets.h"
#include "store/device_care_pg.h"

namespace sanaq {

/// Codes that open a tablet which has sealed itself, after too many wrong PINs or as the office locked it:
/// `K7QF-2M9D`, 40 bits. The tablet gets the next one while it works, wraps its key under it and forgets it;
/// the office can say it at any time, also by telephone, as it follows from a key that is not in the
/// database.
std::string release_code(const KeyedHash& hash, DeviceId device, std::int32_t number);

/// The codes a tablet may ask for, newest first: of the number it was given last, and of the one before,
/// which it still has when the answer was lost. Empty: it never was given one.
Result<std::vector<std::string>> release_codes(const KeyedHash& hash, DeviceCarePg& care, DeviceId device);

}  // namespace sanaq
