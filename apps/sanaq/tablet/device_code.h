#pragma once
#include <string>
#include <string_view>

#include "base/rng.h"
#include "casework/secrets.h"

namespace sanaq {

/// A one-time code for a tablet, `K7QF-2M9D`: eight of Crockford's digits, 40 bits.
std::string make_device_code(Rng& rng);
/// What the register keeps of a code, however it was typed: case, dashes and look-alikes do not matter.
Mac device_code_hash(const KeyedHash& hash, std::string_view code);

}  // namespace sanaq
