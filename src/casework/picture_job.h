#pragma once
#include "base/clock.h"
#include "casework/picture_store.h"

namespace sanaq {

/// Takes away pictures that nobody names a month after they came. Cheap when nothing is due.
class PictureJob {
 public:
  static constexpr std::int64_t pause_seconds = 600, keep_seconds = 30 * 86'400;
  PictureJob(PictureStore& store, const Clock& clock) : store_(store), clock_(clock) {}
  /// One small step, every `pause_seconds` or at once while more is left. Errors: "store.unavailable": the
  /// next run tries again.
  Result<Done> run();

 private:
  PictureStore& store_;
  const Clock& clock_;
  UtcInstant due_{};
};

}  // namespace sanaq
