#include "casework/picture_job.h"

namespace sanaq {

Result<Done> PictureJob::run() {
  const UtcInstant now = clock_.now();
  const bool clock_set_back = due_.micros - now.micros > pause_seconds * micros_per_second;
  if (now < due_ && !clock_set_back) return Done{};
  SANAQ_TRY(const bool more, store_.forget({now.micros - keep_seconds * micros_per_second}));
  if (!more) due_ = {now.micros + pause_seconds * micros_per_second};
  return Done{};
}

}  // namespace sanaq
