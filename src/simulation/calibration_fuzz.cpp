#include <cstdint>

#include "simulation/calibration.h"

/// Any bytes as the calibration of a synthetic nation.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(sanaq::simulation::read_calibration({reinterpret_cast<const char*>(data), size}));
  return 0;
}
