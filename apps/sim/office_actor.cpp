#include "sim/office_actor.h"

#include "exchange/answer_file.h"
#include "exchange/bundle_import.h"
#include "exchange/testing/plain_chunks.h"
#include "sim/plain_seal.h"

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

void OfficeActor::tell_form(DeviceId device) {
  std::string& told = form_told_[device];
  if (told == form()) return;
  store_.tell(device, {0, exchange::FeedKind::form, {}, 0, 0, form()});
  told = form();
}

std::optional<std::string> OfficeActor::import(const std::string& file, const Faults& faults, Rng& rng) {
  clock_.micros += 1000;
  const auto bundle = exchange::read_bundle(file);
  if (!bundle) return std::nullopt;
  const DeviceId device = bundle->head.device;
  const exchange::testing::PlainDeviceKey key(device);
  if (!key.verify(bundle->head_bytes, bundle->signature)) return std::nullopt;
  const bool dies = rng.chance(faults.office_crash_before, 1000);
  const bool too_early = mistake_ == Mistake::answers_before_commit;
  if (!dies) tell_form(device);
  std::optional<exchange::testing::MemoryExchangeStore> before;
  if (dies) before = store_;
  const exchange::testing::PlainChunks chunks(bundle->head_bytes);
  const auto report = exchange::import_bundle(*bundle, chunks, desk_, key, clock_.now());
  if (before) store_ = *std::move(before);
  if (!report || (dies && !too_early) || rng.chance(faults.office_crash_after, 1000)) return std::nullopt;
  const auto pages = desk_.answer_pages(device, report->feed_after, report->lines, clock_.now());
  if (!pages) return std::nullopt;
  const exchange::AnswerHead head{device, exchange::name_of_bundle(bundle->head_bytes), clock_.now(), 0, 0,
                                  {}};
  const std::string sealed = plain_seal(answer_key(bundle->head_bytes), exchange::answer_place(head),
                                        exchange::write_answer_pages(*pages));
  return exchange::write_answer_file(head, sealed, keys_);
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
  if (!dies_before) tell_form(device);
  const exchange::testing::PlainDeviceKey key(device);
  const auto answer = desk_.sync(device, key, *request, limits);
  if (before) store_ = *std::move(before);
  if (!answer || (dies_after && !too_early)) return std::nullopt;
  return exchange::encode(*answer);
}

}  // namespace sanaq::sim
