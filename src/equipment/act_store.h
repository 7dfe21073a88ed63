#pragma once
#include <optional>
#include <string>
#include <vector>

#include "equipment/act_steps.h"
#include "equipment/custody.h"
#include "equipment/holding.h"

namespace sanaq::equipment {

/// A signature that is put under an act, and the signed paper when there is one.
struct Signing {
  Side side = Side::giver;
  SignedBy signature;
};

/// Which acts are wanted: those with a side in the territories, or of one holder.
struct ActQuery {
  std::vector<std::string> territories;  // of either side; none: all
  std::optional<HolderId> holder;        // as either side
  std::optional<ActState> state;
  std::string code;  // as printed; empty: any
  int limit = 200;
};

/// A signed act as it was brought in, sealed at rest.
struct Scan {
  enum class Kind : std::uint8_t { pdf = 1, jpeg = 2 };  // stored
  Kind kind = Kind::pdf;
  std::string bytes;
};

/// Acts and what follows from them (port). Any thread. Errors of every function: "store.unavailable", and
/// "seal.broken" where words are opened.
class ActStore {
 public:
  virtual ~ActStore() = default;
  /// Gives the act its number, the next of its territory and year, and reserves what it names. Errors: those
  /// of Custody::apply with everything reserved taken away, "custody.reserved" (a piece stands in another act
  /// that is under way; detail: kind and serial).
  virtual Result<Act> draft(Act act) = 0;
  virtual Result<std::optional<Act>> find(ActId id) = 0;
  /// Newest first, without lines.
  virtual Result<std::vector<Act>> list(const ActQuery& query) = 0;
  /// Signs for one or both sides at once; with the taker's signature custody moves, in the same transaction.
  /// Errors: those of equipment::sign() and Custody::apply, "act.unknown".
  virtual Result<Act> sign(ActId id, const std::vector<Signing>& signings,
                           const std::optional<Scan>& paper) = 0;
  /// Errors: those of equipment::cancel(), "act.unknown".
  virtual Result<Act> cancel(ActId id, const std::string& by, const std::string& because, UtcInstant at) = 0;
  /// Newest first; none: nothing was brought in.
  virtual Result<std::vector<Scan>> scans(ActId id) = 0;
  virtual Result<std::vector<Holding>> holdings(const HoldingQuery& query) = 0;
  /// In the order of the acts.
  virtual Result<std::vector<PieceStep>> history(const PieceKey& piece) = 0;
  /// Names the enrolled tablet a piece is, or none. Errors: "custody.unknown", "custody.device" (another
  /// piece is it).
  virtual Result<Done> link(const PieceKey& piece, std::optional<Uuid> device) = 0;
  /// The enrolled tablet a piece is, if any.
  virtual Result<std::optional<Uuid>> device_of(const PieceKey& piece) = 0;
  /// Those of the pieces that are on record, or that an act under way names.
  virtual Result<std::vector<PieceKey>> known(const std::vector<PieceKey>& pieces) = 0;
  /// Enrolled tablets that are lost by an act in force, or reported lost by a signed one, and whose register
  /// does not say so yet. reported: only the holder has signed.
  struct LostDevice {
    Uuid device;
    bool reported = false;
  };
  virtual Result<std::vector<LostDevice>> lost_devices() = 0;
};

/// What somebody still has: to be asked when they leave. Errors: those of ActStore::holdings.
inline Result<std::vector<Holding>> holdings_of(ActStore& store, HolderId holder) {
  HoldingQuery query;
  query.holder = holder;
  return store.holdings(query);
}

}  // namespace sanaq::equipment
