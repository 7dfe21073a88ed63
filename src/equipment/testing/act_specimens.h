#pragma once
#include <algorithm>

#include "base/rng.h"
#include "equipment/custody.h"

namespace sanaq::equipment::testing {

/// Holders, kinds and acts for tests.

inline HolderId holder(std::uint8_t number) {
  Uuid::Bytes bytes{};
  bytes[0] = 0xE0;
  bytes[15] = number;
  return {Uuid(bytes)};
}

inline EquipmentRules rules() {
  EquipmentRules out;
  out.kinds = {
      {"tablet", {{"kk", "Планшет"}, {"ru", "Планшет"}, {"en", "Tablet"}}, Counting::serial, "", true},
      {"usb_cable", {{"en", "USB cable"}}, Counting::count, "tablet", true},
      {"power_bank", {{"en", "Power bank"}}, Counting::either, "tablet", true},
      {"certificates", {{"en", "Certificates"}}, Counting::count, "", false}};
  out.return_days = 10;
  return out;
}

/// 1 supplier, 2 bureau, 3 department, 4 instructor, 5 and 6 interviewers, 7 employee, 8 workshop, 9
/// commission.
inline HolderKind kind_of(std::uint8_t number) {
  constexpr HolderKind kinds[] = {HolderKind::supplier,   HolderKind::bureau,      HolderKind::department,
                                  HolderKind::instructor, HolderKind::interviewer, HolderKind::interviewer,
                                  HolderKind::employee,   HolderKind::workshop,    HolderKind::commission};
  return kinds[number - 1];
}
inline constexpr std::uint8_t holders = 9;

inline Party party(std::uint8_t number) {
  return {holder(number), kind_of(number), "Holder " + std::to_string(number), "position", "470000000"};
}

inline ActId act_id(std::uint64_t number) {
  SplitMix rng(number);
  return {Uuid::make(1'633'000'000'000, rng)};
}

inline Act act(ActKind kind, std::uint8_t giver, std::uint8_t taker, std::vector<Line> lines) {
  static std::uint64_t made = 0;
  Act out;
  out.id = act_id(++made);
  out.kind = kind;
  out.territory = "470000000";
  out.day = CivilDate::from_days(18'900);
  out.giver = party(giver);
  out.taker = party(taker);
  out.lines = std::move(lines);
  out.drafted_by = "aigul";
  out.drafted_at = {1'633'000'000'000'000};
  if (is_report(kind)) out.incident = Incident{out.day, "A place", "What happened"};
  out.code = out.id.value.to_string();
  return out;
}

inline Line piece(std::string serial, Condition condition = Condition::good, std::string kind = "tablet") {
  return {std::move(kind), std::move(serial), 1, condition, ""};
}
inline Line counted(std::string kind, std::int64_t count, Condition condition = Condition::good) {
  return {std::move(kind), "", count, condition, ""};
}

/// An act that may well be wrong: any kind that may stand between any two, pieces and counts that may not be
/// there.
inline Act random_act(Rng& rng) {
  for (;;) {
    const auto kind = static_cast<ActKind>(1 + rng.below(act_kinds));
    const auto giver = static_cast<std::uint8_t>(1 + rng.below(holders));
    const auto taker = static_cast<std::uint8_t>(1 + rng.below(holders));
    if (giver == taker || !may_stand_between(kind, kind_of(giver), kind_of(taker))) continue;
    Act out = act(kind, giver, taker, {});
    const std::uint64_t wanted = 1 + rng.below(3);
    while (out.lines.size() < wanted) {
      const auto condition = static_cast<Condition>(1 + rng.below(conditions));
      Line line = rng.chance(1, 2) ? piece("T-" + std::to_string(rng.below(12)), condition)
                  : rng.chance(1, 2)
                      ? counted("usb_cable", 1 + static_cast<std::int64_t>(rng.below(20)), condition)
                      : counted("certificates", 1 + static_cast<std::int64_t>(rng.below(200)), condition);
      Act alone = out;
      alone.lines = {line};
      const bool twice = std::any_of(out.lines.begin(), out.lines.end(), [&](const Line& other) {
        return !line.serial.empty() && other.serial == line.serial;
      });
      if (!twice && check_act(alone, rules())) out.lines.push_back(line);
    }
    return out;
  }
}

/// An act with a good chance: about things where they are, or a delivery.
inline Act likely_act(Rng& rng, const Custody& custody) {
  if (custody.pieces.empty() || rng.chance(1, 5)) {
    Act out = act(ActKind::acceptance, 1, rng.chance(1, 2) ? 2 : 3, {});
    out.lines = {piece("T-" + std::to_string(rng.below(40)), Condition::as_new),
                 counted("usb_cable", 1 + static_cast<std::int64_t>(rng.below(20)), Condition::as_new)};
    return out;
  }
  auto at = custody.pieces.begin();
  std::advance(at, static_cast<std::ptrdiff_t>(rng.below(custody.pieces.size())));
  for (int tries = 0; tries < 1000; ++tries) {
    Act out = random_act(rng);
    if (out.giver.holder != at->second.holder) continue;
    out.lines = {piece(at->first.serial, out.lines[0].condition)};
    if (rng.chance(1, 3)) out.lines.push_back(counted("usb_cable", 1, out.lines[0].condition));
    return out;
  }
  return random_act(rng);
}

}  // namespace sanaq::equipment::testing
