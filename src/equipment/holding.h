#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/civil_date.h"
#include "base/uuid.h"
#include "equipment/act.h"

namespace sanaq::equipment {

/// Something somebody has: a piece, or so many of a kind in one standing.
struct Holding {
  HolderId holder;
  HolderKind holder_kind = HolderKind::interviewer;
  std::string territory;
  std::string kind, serial;  // serial empty: counted
  std::int64_t count = 1;
  Standing standing = Standing::sound;
  std::optional<Condition> condition = {};  // of a piece
  std::optional<CivilDate> since = {};      // day of the act that brought a piece here
  std::optional<Uuid> device = {};          // the enrolled tablet this piece is
  bool reserved = false;                    // an act about this piece is under way
};

/// Which holdings are wanted.
struct HoldingQuery {
  std::vector<std::string> territories;  // of the holders; none: of all
  std::optional<HolderId> holder;
  std::string kind;               // empty: any
  std::vector<HolderKind> among;  // none: all kinds of holder
  int limit = 1'000;
};

/// One line of a piece's history: an act that named it.
struct PieceStep {
  ActId act;
  ActKind kind = ActKind::handover;
  ActState state = ActState::drafted;
  std::string territory;
  std::int64_t number = 0;
  CivilDate day;
  HolderId giver, taker;
  Condition condition = Condition::good;
};

}  // namespace sanaq::equipment
