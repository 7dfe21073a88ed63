#pragma once
#include <cstdint>

#include "base/rng.h"

namespace sanaq::sim {

/// How often things go wrong, in thousandths a tick or a message. Drawn from the seed; each fault is off in
/// some runs (swarm testing: Groce et al., 2012), since faults can hide each other.
struct Faults {
  std::uint64_t loss = 0, duplicate = 0;  // a message
  std::uint64_t delay_max = 0;            // ticks
  std::uint64_t partition = 0;            // a tablet goes out of reach for up to 40 ticks
  std::uint64_t tablet_crash = 0, torn_write = 0;
  std::uint64_t flush_delay = 0;          // a write stays in the cache at a tick
  std::uint64_t office_crash_before = 0;  // in mid-call, nothing was committed
  std::uint64_t office_crash_after = 0;   // committed, and the answer is lost
  std::uint64_t clock_jump = 0;
  std::uint64_t storage_set_back = 0;  // an old image of a tablet's storage is put back
  std::uint64_t carrier = 0;           // a tablet writes a bundle to a carrier
  std::uint64_t carrier_delay = 0;     // ticks, at most
  std::uint64_t carrier_cut = 0, carrier_damage = 0, carrier_astray = 0, forgery = 0;
  std::uint64_t reassign = 0, steal = 0, online = 0, lock = 0, update = 0, new_form = 0;

  static Faults draw(Rng& rng);
};

/// Mistakes planted on purpose: each must be found.
enum class Mistake : std::uint8_t {
  none,
  sends_before_flush,
  acknowledges_before_commit,
  forgets_after_sending,
  ignores_check_sums,
  accepts_gaps,
  stores_twice,
  drops_late_work,
  never_marks_late,
  drops_forks,
  orders_by_device_clock,
  feeds_everybody,
  feed_skips,
  numbers_again_after_update,
  forgets_new_form,
  audits_apart,
  changes_audit,
  acknowledges_before_last_part,
  takes_answers_of_others,
  believes_any_receipt,
  answers_before_commit,
  count_of_mistakes,
};
const char* name_of(Mistake mistake);

}  // namespace sanaq::sim
