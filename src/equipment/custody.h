#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "equipment/act.h"

namespace sanaq::equipment {

/// A piece with a number of its own.
struct PieceKey {
  std::string kind, serial;
  friend auto operator<=>(const PieceKey&, const PieceKey&) = default;
};
struct Piece {
  HolderId holder;
  Condition condition = Condition::good;
  friend bool operator==(const Piece&, const Piece&) = default;
};
/// Whose counted things of which kind.
struct BalanceKey {
  HolderId holder;
  std::string kind;
  friend auto operator<=>(const BalanceKey&, const BalanceKey&) = default;
};

/// Who has what: the fold of all acts in force, in their order. A piece is with exactly one holder; counted
/// things are booked twice, so the sum of a kind over all holders is zero and nothing comes or goes but from
/// a supplier (whose balance falls below zero) and to a commission.
struct Custody {
  std::map<PieceKey, Piece> pieces;
  std::map<BalanceKey, Balance> balances;

  /// Does what the act says, all of it or nothing. Errors (detail: kind and serial): "custody.unknown" (no
  /// such piece), "custody.known" (a supplier delivers what is here already), "custody.holder" (the piece is
  /// not with the giver), "custody.lost" (handed over or lost once more), "custody.short" (the giver has
  /// fewer). O(lines · log pieces).
  Result<Done> apply(const Act& act);
  friend bool operator==(const Custody&, const Custody&) = default;
};

/// Which pieces and balances the act touches: what must be loaded to apply it.
std::vector<PieceKey> pieces_of(const Act& act);
std::vector<BalanceKey> balances_of(const Act& act);

}  // namespace sanaq::equipment
