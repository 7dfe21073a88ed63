#include "sim/world.h"

#include <algorithm>

#include "sim/carriers.h"

namespace sanaq::sim {
namespace {

constexpr std::uint64_t faulty_ticks = 300, healing_ticks = 3'000;
constexpr std::size_t areas = 2, cases_an_area = 4;

template <class Id>
Id numbered_id(std::uint64_t kind, std::uint64_t number) {
  Uuid::Bytes bytes{};
  bytes[0] = static_cast<std::uint8_t>(kind);
  for (std::size_t i = 0; i < 8; ++i) bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  return {Uuid(bytes)};
}

class World {
 public:
  World(std::uint64_t seed, Mistake mistake)
      : rng_(seed),
        mistake_(mistake),
        faults_(Faults::draw(rng_)),
        office_(mistake),
        checks_(office_, area_of_case_) {
    for (std::size_t i = 0; i < areas * cases_an_area; ++i)
      area_of_case_.emplace(numbered_id<CaseId>(2, i + 1), i % areas);
    const std::size_t tablets = 2 + rng_.below(4);
    tablets_.reserve(tablets + 8);  // stolen ones are replaced
    for (std::size_t i = 0; i < tablets; ++i) enrol(i % areas);
    for (const auto& [case_id, area] : area_of_case_) assign(case_id);
  }

  Outcome run() {
    while (now_ < faulty_ticks && !broken_) tick();
    if (!broken_) broken_ = checks_.everything(tablets_);
    if (!broken_) heal();
    return {broken_, now_, entries_};
  }

 private:
  void enrol(std::size_t area) {
    tablets_.emplace_back(numbered_id<DeviceId>(1, tablets_.size() + 1), area, office_.keys(), mistake_);
    // Some have nothing but carriers, to the end.
    tablets_.back().has_no_network = faults_.carrier > 0 && rng_.chance(1, 4);
  }

  TabletActor& any_tablet() { return tablets_[rng_.below(tablets_.size())]; }

  CaseId any_case() {
    auto at = area_of_case_.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(rng_.below(area_of_case_.size())));
    return at->first;
  }

  void assign(CaseId case_id) {
    std::vector<DeviceId> able;
    for (const TabletActor& tablet : tablets_)
      if (!tablet.stolen && tablet.area() == area_of_case_.at(case_id)) able.push_back(tablet.device());
    if (!able.empty()) office_.assign(case_id, able[rng_.below(able.size())], faults_, rng_);
  }

  void tick() {
    ++now_;
    deliver();
    hand_over();
    for (std::size_t i = 0; i < tablets_.size() && !broken_; ++i) live(i);
    rule();
    if (!broken_ && now_ % 50 == 0) broken_ = checks_.everything(tablets_);
  }

  void deliver() {
    Message message;
    while (!broken_ && network_.take(now_, message)) {
      TabletActor& tablet = tablets_[message.tablet];
      if (!message.to_office) {
        if (tablet.stolen || !tablet.in_reach(now_)) continue;
        tablet.take(message.bytes);
        broken_ = checks_.promises(tablet);
        if (!broken_) broken_ = checks_.news(tablet);
        continue;
      }
      auto answer = office_.answer(tablet.device(), message.bytes, faults_, rng_);
      if (!broken_) broken_ = checks_.new_entries();
      if (answer) network_.send({false, message.tablet, *std::move(answer)}, now_, faults_, rng_);
    }
    for (const TabletActor& tablet : tablets_)
      if (!broken_) broken_ = checks_.feed(tablet);
  }

  // Carriers arrive: at the office, which answers, or at a tablet.
  void hand_over() {
    CarriedFile file;
    while (!broken_ && carriers_.take(now_, file)) {
      TabletActor& tablet = tablets_[file.tablet];
      if (!file.to_office) {
        if (!tablet.stolen) tablet.take_file(file.bytes);
        broken_ = checks_.promises(tablet);
        if (!broken_) broken_ = checks_.news(tablet);
        continue;
      }
      auto answer = office_.import(file.bytes, faults_, rng_);
      broken_ = checks_.new_entries();
      if (answer) carry({false, file.tablet, *std::move(answer)});
    }
  }

  void carry(CarriedFile file) { carriers_.give(std::move(file), now_, tablets_.size(), faults_, rng_); }

  // A tick of one tablet: work, write to storage, perhaps fail, perhaps call.
  void live(std::size_t number) {
    TabletActor& tablet = tablets_[number];
    if (tablet.stolen) return;
    if (working_ && rng_.chance(200, 1000)) work(tablet);
    if (tablet.dirty() && !rng_.chance(faults_.flush_delay, 1000)) tablet.flush();
    if (rng_.chance(faults_.tablet_crash, 1000)) tablet.crash(rng_, rng_.chance(faults_.torn_write, 1000));
    if (rng_.chance(faults_.clock_jump, 1000)) tablet.jump_clock(rng_);
    if (rng_.chance(faults_.update, 1000)) tablet.update(rng_);
    if (rng_.chance(20, 1000)) tablet.keep_image();
    if (rng_.chance(faults_.storage_set_back, 1000)) tablet.set_back();
    if (rng_.chance(faults_.partition, 1000)) tablet.away_until = now_ + rng_.below(40);
    if (rng_.chance(tablet.has_no_network ? 150 : faults_.carrier, 1000))
      carry({true, number, tablet.bundle(rng_)});
    if (rng_.chance(faults_.forgery, 1000))
      if (auto forged = tablet.forged_answer(); !forged.empty()) carry({false, number, std::move(forged)});
    if (tablet.has_no_network) return;
    if (tablet.in_reach(now_) && rng_.chance(350, 1000))
      network_.send({true, number, tablet.call(rng_)}, now_, faults_, rng_);
  }

  void work(TabletActor& tablet) {
    std::vector<CaseId> route;
    for (const auto& [case_id, state] : tablet.tablet().cases()) route.push_back(case_id);
    if (route.empty()) return;
    tablet.write(route[rng_.below(route.size())], rng_);
    ++entries_;
  }

  // What the office and the households do.
  void rule() {
    if (rng_.chance(faults_.reassign, 1000)) assign(any_case());
    if (rng_.chance(faults_.online, 1000)) {
      exchange::Entry entry;
      entry.payload = "online=" + std::to_string(rng_.below(1000));
      const CaseId case_id = any_case();
      office_.store().write_online(case_id, entry, office_.clock().now());
      if (rng_.chance(1, 4)) office_.store().complete(case_id);
    }
    if (rng_.chance(faults_.lock, 1000)) {
      const TabletActor& tablet = any_tablet();
      office_.lock(tablet.device(), !tablet.tablet().locked(), faults_, rng_);
    }
    if (rng_.chance(faults_.new_form, 1000)) office_.publish_form();
    if (rng_.chance(faults_.steal, 1000) && tablets_.size() < tablets_.capacity()) steal();
    if (!broken_) broken_ = checks_.new_entries();
  }

  // The tablet is gone with what it had not handed in; another one takes over its route.
  void steal() {
    TabletActor& gone = any_tablet();
    if (gone.stolen) return;
    gone.stolen = true;
    const std::size_t area = gone.area();
    const DeviceId device = gone.device();
    enrol(area);
    for (const auto& [case_id, of] : area_of_case_)
      if (office_.store().lease(case_id).holder == device)
        office_.assign(case_id, tablets_.back().device(), faults_, rng_);
  }

  void heal() {
    faults_ = Faults{};
    working_ = false;
    for (TabletActor& tablet : tablets_) {
      tablet.away_until = 0;
      if (!tablet.stolen) tablet.flush();
    }
    for (std::uint64_t i = 0; i < healing_ticks && !broken_; ++i) {
      tick();
      if (i % 20 == 19 && arrived()) break;
    }
    if (!broken_) broken_ = checks_.everything(tablets_);
    if (!broken_ && !arrived()) broken_ = "flushed work never arrived, or the feed was never read to its end";
  }

  bool arrived() {
    return std::all_of(tablets_.begin(), tablets_.end(), [&](const TabletActor& tablet) {
      if (tablet.stolen) return true;
      const auto& feed = office_.store().whole_feed(tablet.device());
      return tablet.tablet().feed_read() == static_cast<std::int64_t>(feed.size()) &&
             tablet.form() == office_.form() &&
             std::all_of(tablet.owed().begin(), tablet.owed().end(),
                         [&](const Work& work) { return checks_.holds(work); });
    });
  }

  SplitMix rng_;
  Mistake mistake_;
  Faults faults_;
  OfficeActor office_;
  std::map<CaseId, std::size_t> area_of_case_;
  Checks checks_;
  std::vector<TabletActor> tablets_;
  Network network_;
  Carriers carriers_;
  std::uint64_t now_ = 0, entries_ = 0;
  bool working_ = true;
  std::optional<std::string> broken_;
};

}  // namespace

Faults Faults::draw(Rng& rng) {
  const auto pick = [&](std::uint64_t max) { return rng.chance(2, 5) ? 0 : rng.below(max + 1); };
  Faults faults;
  faults.loss = pick(500);
  faults.duplicate = pick(300);
  faults.delay_max = pick(25);
  faults.partition = pick(30);
  faults.tablet_crash = pick(40);
  faults.torn_write = pick(1000);
  faults.flush_delay = pick(800);
  faults.office_crash_before = pick(200);
  faults.office_crash_after = pick(200);
  faults.clock_jump = pick(50);
  faults.storage_set_back = rng.chance(1, 3) ? rng.below(6) : 0;
  faults.carrier = pick(60);
  faults.carrier_delay = pick(60);
  faults.carrier_cut = pick(300);
  faults.carrier_damage = pick(200);
  faults.carrier_astray = pick(300);
  faults.forgery = pick(10);
  faults.reassign = pick(100);
  faults.steal = pick(5);
  faults.online = pick(100);
  faults.lock = pick(20);
  faults.update = pick(10);
  faults.new_form = pick(15);
  return faults;
}

const char* name_of(Mistake mistake) {
  static constexpr const char* names[] = {"none",
                                          "sends_before_flush",
                                          "acknowledges_before_commit",
                                          "forgets_after_sending",
                                          "ignores_check_sums",
                                          "accepts_gaps",
                                          "stores_twice",
                                          "drops_late_work",
                                          "never_marks_late",
                                          "drops_forks",
                                          "orders_by_device_clock",
                                          "feeds_everybody",
                                          "feed_skips",
                                          "numbers_again_after_update",
                                          "forgets_new_form",
                                          "audits_apart",
                                          "changes_audit",
                                          "acknowledges_before_last_part",
                                          "takes_answers_of_others",
                                          "believes_any_receipt",
                                          "answers_before_commit"};
  static_assert(std::size(names) == static_cast<std::size_t>(Mistake::count_of_mistakes));
  return names[static_cast<std::size_t>(mistake)];
}

Outcome run_seed(std::uint64_t seed, Mistake mistake) { return World(seed, mistake).run(); }

}  // namespace sanaq::sim
