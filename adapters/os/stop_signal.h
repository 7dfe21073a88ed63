#pragma once
#include <cstdint>
#include <optional>

namespace sanaq::os {

/// Turns SIGINT, SIGTERM and SIGHUP into values. Make one in main() before any thread starts: the signals are
/// blocked in this thread and in those it starts. SIGPIPE is ignored from then on.
class StopSignal {
 public:
  StopSignal();
  /// Waits until one of the signals comes and gives its number.
  int wait();
  /// The same for at most `wait_ms`; nothing when none came.
  std::optional<int> wait(std::int64_t wait_ms);
};

}  // namespace sanaq::os
