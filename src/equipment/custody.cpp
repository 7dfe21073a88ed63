#include "equipment/custody.h"

#include <algorithm>
#include <set>
#include <utility>

namespace sanaq::equipment {
namespace {

std::string named(const Line& line) {
  return line.serial.empty() ? line.kind : line.kind + " " + line.serial;
}

// From which of the giver's things a line takes, in this order: whoever gives back a spoilt cable gives the
// one that is known to be spoilt, if there is one.
std::vector<Standing> sources(ActKind kind, Condition condition) {
  using enum Standing;
  switch (standing_of(condition)) {
    case sound:
      if (condition == Condition::repaired) return {damaged, sound};
      return kind == ActKind::giving_back ? std::vector{sound, lost} : std::vector{sound};
    case damaged:
      return kind == ActKind::damage ? std::vector{sound} : std::vector{damaged, sound};
    case lost:
      return kind == ActKind::loss ? std::vector{sound, damaged} : std::vector{lost};
  }
  return {};
}

Result<Done> move_piece(const Act& act, const Line& line, Custody& custody) {
  const PieceKey key{line.kind, line.serial};
  const auto found = custody.pieces.find(key);
  if (act.giver.kind == HolderKind::supplier) {
    if (found != custody.pieces.end()) return Error{"custody.known", named(line)};
    custody.pieces[key] = {act.taker.holder, line.condition};
    return Done{};
  }
  if (found == custody.pieces.end()) return Error{"custody.unknown", named(line)};
  Piece& piece = found->second;
  if (piece.holder != act.giver.holder) return Error{"custody.holder", named(line)};
  const bool was_lost = piece.condition == Condition::lost;
  const bool may_be_lost = act.kind == ActKind::giving_back || act.kind == ActKind::write_off;
  if ((was_lost && !may_be_lost) ||
      (act.kind == ActKind::write_off && was_lost != (line.condition == Condition::lost)))
    return Error{"custody.lost", named(line)};
  piece.condition = line.condition;
  if (!is_report(act.kind)) piece.holder = act.taker.holder;
  return Done{};
}

Result<Done> move_count(const Act& act, const Line& line, Custody& custody) {
  Balance& giver = custody.balances[{act.giver.holder, line.kind}];
  const HolderId to = is_report(act.kind) ? act.giver.holder : act.taker.holder;
  std::int64_t left = line.count;
  if (act.giver.kind == HolderKind::supplier) giver[Standing::sound] -= std::exchange(left, 0);
  for (const Standing standing : sources(act.kind, line.condition)) {
    const std::int64_t taken = std::min(left, std::max<std::int64_t>(giver[standing], 0));
    giver[standing] -= taken;
    left -= taken;
  }
  if (left > 0) return Error{"custody.short", named(line)};
  custody.balances[{to, line.kind}][standing_of(line.condition)] += line.count;
  return Done{};
}

}  // namespace

Result<Done> Custody::apply(const Act& act) {
  Custody touched;
  for (const PieceKey& key : pieces_of(act))
    if (const auto found = pieces.find(key); found != pieces.end()) touched.pieces.insert(*found);
  for (const BalanceKey& key : balances_of(act))
    if (const auto found = balances.find(key); found != balances.end()) touched.balances.insert(*found);
  for (const Line& line : act.lines)
    SANAQ_TRY_DONE(line.serial.empty() ? move_count(act, line, touched) : move_piece(act, line, touched));
  for (auto& [key, piece] : touched.pieces) pieces[key] = piece;
  for (auto& [key, balance] : touched.balances) balances[key] = balance;
  return Done{};
}

std::vector<PieceKey> pieces_of(const Act& act) {
  std::vector<PieceKey> keys;
  for (const Line& line : act.lines)
    if (!line.serial.empty()) keys.push_back({line.kind, line.serial});
  return keys;
}

std::vector<BalanceKey> balances_of(const Act& act) {
  std::set<BalanceKey> keys;
  for (const Line& line : act.lines)
    if (line.serial.empty())
      for (const HolderId& side : {act.giver.holder, act.taker.holder}) keys.insert({side, line.kind});
  return {keys.begin(), keys.end()};
}

}  // namespace sanaq::equipment
