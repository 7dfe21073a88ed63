#include "sim/office_actor.h"

namespace sanaq::sim {

OfficeActor::OfficeActor(Mistake mistake) : mistake_(mistake), desk_(store_, keys_, clock_) {
  store_.mistakes.accepts_gaps = mistake == Mistake::accepts_gaps;
  store_.mistakes.stores_twice = mistake == Mistake::stores_twice;
  store_.mistakes.drops_late_work = mistake == Mistake::drops_late_work;
  store_.mistakes.never_marks_late = mistake == Mistake::never_marks_late;
  store_.mistakes.drops_forks = mistake == Mistake::drops_forks;
  store_.mistakes.orders_by_device_clock = mistake == Mistake::orders_by_device_clock;
  store_.mistakes.feeds_everybody = mistake == Mistake::feeds_everybody;
  store_.mistakes.feed_skips = mistake == Mistake::feed_skips;
  store_.mistakes.forgets_parts = mistake == Mistake::acknowledges_before_last_part;
}

template <class Act>
void OfficeActor::act(const char* action, const Uuid& subject, const Faults& faults, Rng& rng,
                      Act&& carry_out) {
  clock_.micros += 1000;
  if (rng.chance(faults.office_crash_before, 1000)) return;
  carry_out();
  if (mistake_ == Mistake::audits_apart && rng.chance(faults.office_crash_after, 1000)) return;
  audit_.append(clock_.now(), action, subject.to_string());
  if (mistake_ == Mistake::changes_audit && rng.chance(1, 20))
    audit_.change(rng.below(audit_.lines().size()), "somebody else");
}

void OfficeActor::assign(CaseId case_id, DeviceId holder, const Faults& faults, Rng& rng) {
  act("case.assign", case_id.value, faults, rng, [&] { store_.assign(case_id, holder); });
}

void OfficeActor::lock(DeviceId device, bool lock, const Faults& faults, Rng& rng) {
  act(lock ? "device.lock" : "device.unlock", device.value, faults, rng, [&] {
    const auto kind = lock ? exchange::FeedKind::lock : exchange::FeedKind::unlock;
    store_.tell(device, {0, kind, {}, 0, 0, {}});
  });
}

std::optional<std::string> OfficeActor::answer(DeviceId device, const std::string& call, const Faults& faults,
                                               Rng& rng) {
  clock_.micros += 1000;
  const exchange::CallLimits limits;
  const auto request = exchange::decode_request(call, limits);
  if (!request) return std::nullopt;
  const bool dies_before = rng.chance(faults.office_crash_before, 1000);
  const bool dies_after = rng.chance(faults.office_crash_after, 1000);
  const bool too_early = mistake_ == Mistake::acknowledges_before_commit;
  if (dies_before && !too_early) return std::nullopt;
  std::optional<exchange::testing::MemoryExchangeStore> before;
  if (dies_before) before = store_;
  if (auto& told = form_told_[device]; !dies_before && told != form()) {
    store_.tell(device, {0, exchange::FeedKind::form, {}, 0, 0, form()});
    told = form();
  }
  const exchange::testing::PlainDeviceKey key(device);
  const auto answer = desk_.sync(device, key, *request, limits);
  if (before) store_ = *std::move(before);
  if (!answer || (dies_after && !too_early)) return std::nullopt;
  return exchange::encode(*answer);
}

}  // namespace sanaq::sim
