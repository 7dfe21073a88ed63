#include "pg/deadline.h"

#include <algorithm>

#include "os/clocks.h"

namespace sanaq::pg {
namespace {

std::chrono::milliseconds monotonic() { return std::chrono::milliseconds(os::monotonic_micros() / 1000); }

}  // namespace

Deadline Deadline::after(std::chrono::milliseconds wait) { return Deadline(monotonic() + wait); }

std::chrono::milliseconds Deadline::left() const {
  return std::max(std::chrono::milliseconds(0), at_ - monotonic());
}

}  // namespace sanaq::pg
