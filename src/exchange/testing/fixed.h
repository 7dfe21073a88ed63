#pragma once
#include <cstdint>

#include "base/clock.h"
#include "base/uuid.h"

namespace sanaq::exchange::testing {

/// Always the same moment.
struct StillClock final : Clock {
  UtcInstant now() const override { return {1'633'000'000'000'000}; }
};

/// A CaseId, DeviceId or ChainId that a test can name by a number.
template <class Id>
Id id(std::uint8_t number) {
  Uuid::Bytes bytes{};
  bytes[15] = number;
  return {Uuid(bytes)};
}

}  // namespace sanaq::exchange::testing
