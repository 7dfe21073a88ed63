// Proves that the fuzz harness sees faults: this target reads past its input as soon as the input begins with
// two letters that libFuzzer finds in a moment. Its ctest entry passes only when the run fails.
#include <cstddef>
#include <cstdint>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2 || data[0] != 's' || data[1] != 'q') return 0;
  const std::vector<std::uint8_t> copy(data, data + size);
  volatile std::uint8_t beyond = copy.data()[size];  // one byte too far: the address sanitizer must stop us
  static_cast<void>(beyond);
  return 0;
}
