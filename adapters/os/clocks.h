#pragma once
#include <cstdint>
#include <mutex>

#include "base/clock.h"

namespace sanaq::os {

/// The machine's clock, UTC with microseconds. It may jump when the machine is set; measure spans with
/// monotonic_micros().
class SystemClock final : public Clock {
 public:
  UtcInstant now() const override;
};

/// A clock for the demo and for tests: it follows another clock at a distance, or stands still. All functions
/// may be called from any thread at once.
class DemoClock final : public Clock {
 public:
  /// source: outlives this clock.
  explicit DemoClock(const Clock& source) : source_(source) {}
  UtcInstant now() const override;
  /// From now on the clock shows `instant` and runs on from there.
  void set(UtcInstant instant);
  /// From now on the clock shows `instant` and stands still until set() or run().
  void freeze(UtcInstant instant);
  /// A standing clock runs on from what it shows.
  void run();
  /// Moves what the clock shows by `micros`, forward or back; a standing clock keeps standing.
  void shift(std::int64_t micros);

 private:
  const Clock& source_;
  mutable std::mutex mutex_;
  bool frozen_ = false;
  std::int64_t value_ = 0;  // frozen: micros since 1970; running: distance to the source
};

/// Microseconds since an arbitrary moment; never runs backwards. For spans and deadlines inside one process.
std::int64_t monotonic_micros();
/// CPU time this process / this thread has used, in microseconds.
std::int64_t process_cpu_micros();
std::int64_t thread_cpu_micros();

}  // namespace sanaq::os
