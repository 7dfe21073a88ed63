#include "os/clocks.h"

#include <ctime>

namespace sanaq::os {
namespace {

std::int64_t read_clock(clockid_t id) {
  timespec t{};
  SANAQ_CHECK(clock_gettime(id, &t) == 0);
  return std::int64_t{t.tv_sec} * micros_per_second + t.tv_nsec / 1000;
}

}  // namespace

UtcInstant SystemClock::now() const { return {read_clock(CLOCK_REALTIME)}; }

UtcInstant DemoClock::now() const {
  const std::lock_guard lock(mutex_);
  return {frozen_ ? value_ : source_.now().micros + value_};
}

void DemoClock::set(UtcInstant instant) {
  const std::lock_guard lock(mutex_);
  frozen_ = false;
  value_ = instant.micros - source_.now().micros;
}

void DemoClock::freeze(UtcInstant instant) {
  const std::lock_guard lock(mutex_);
  frozen_ = true;
  value_ = instant.micros;
}

void DemoClock::run() {
  const std::lock_guard lock(mutex_);
  if (!frozen_) return;
  frozen_ = false;
  value_ -= source_.now().micros;
}

void DemoClock::shift(std::int64_t micros) {
  const std::lock_guard lock(mutex_);
  value_ += micros;
}

std::int64_t monotonic_micros() { return read_clock(CLOCK_MONOTONIC); }
std::int64_t process_cpu_micros() { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }
std::int64_t thread_cpu_micros() { return read_clock(CLOCK_THREAD_CPUTIME_ID); }

}  // namespace sanaq::os
