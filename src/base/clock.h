#pragma once
#include "base/instant.h"

namespace sanaq {

/// Tells the time. Only adapters/os reads the machine's clock; tests and the demo set their own.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual UtcInstant now() const = 0;
};

}  // namespace sanaq
