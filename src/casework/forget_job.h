#pragma once
#include "base/clock.h"
#include "casework/registration.h"

namespace sanaq {

/// Takes away what is only kept to count attempts, and sessions that are over. Cheap when nothing is due.
class ForgetJob {
 public:
  static constexpr std::int64_t pause_seconds = 600;
  /// store, clock: outlive the job. rules: those of Registration, which counts attempts of its window.
  ForgetJob(RegistrationStore& store, const Clock& clock, const RegistrationRules& rules = {})
      : store_(store), clock_(clock), keep_seconds_(rules.window_seconds) {}
  /// One small step, every `pause_seconds` or at once while more is left. Errors: "store.unavailable": the
  /// next run tries again.
  Result<Done> run();

 private:
  RegistrationStore& store_;
  const Clock& clock_;
  std::int64_t keep_seconds_;
  UtcInstant due_{};
};

}  // namespace sanaq
