#include "os/stop_signal.h"

#include <cerrno>
#include <csignal>
#include <ctime>

#include "base/check.h"

namespace sanaq::os {
namespace {

sigset_t stop_set() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, number);
  return set;
}

}  // namespace

StopSignal::StopSignal() {
  const sigset_t set = stop_set();
  SANAQ_CHECK(::pthread_sigmask(SIG_BLOCK, &set, nullptr) == 0);
  ::signal(SIGPIPE, SIG_IGN);
}

int StopSignal::wait() {
  constexpr std::int64_t hour_ms = 3'600'000;
  for (;;)
    if (const auto number = wait(hour_ms)) return *number;
}

std::optional<int> StopSignal::wait(std::int64_t wait_ms) {
  const sigset_t set = stop_set();
  const timespec span{wait_ms / 1000, (wait_ms % 1000) * 1'000'000};
  const int number = ::sigtimedwait(&set, nullptr, &span);
  if (number < 0) return std::nullopt;
  return number;
}

}  // namespace sanaq::os
