#pragma once
#include <map>
#include <string>
#include <vector>

#include "sanaq/collection.h"

namespace sanaq {

/// What became of things that come back. delivered = back + written_off + missing, for each kind.
struct DepotAccount {
  std::int64_t delivered = 0, back = 0, written_off = 0, missing = 0;
};

/// The equipment of a rehearsed census: one department's depot, from which everybody gets a tablet with its
/// set by an act, and to which it returns by another. The department signs with its log-in, people on paper.
/// Errors: those of EquipmentDesk.
class RehearsalDepot {
 public:
  RehearsalDepot(Collection& collection, std::string region);

  /// The delivery of so many sets, and the commission things are written off to.
  Result<Done> open(int sets);
  /// Hands a set over. carries_kit: scarf and briefcase go with it.
  Result<Done> equip(const Worker& worker, bool carries_kit);
  /// The person gives back all that comes back; what is damaged stands in the act.
  Result<Done> take_back(const Worker& worker, bool cable_is_damaged);
  /// A report of the loss of the tablet, then its write-off by the commission.
  Result<Done> lose_tablet(const Worker& worker);
  /// The department hands the commission what came back damaged.
  Result<Done> write_off_damaged();
  /// Nothing is left with the person but what is used up.
  Result<bool> is_clear(const Worker& worker);

  /// By kind.
  Result<std::map<std::string, DepotAccount>> account();
  int acts() const { return acts_; }

 private:
  Result<equipment::Holder> holder_of(const Worker& worker);
  Result<Done> move(equipment::ActKind kind, const equipment::Holder& giver, const equipment::Holder& taker,
                    std::vector<equipment::Line> lines,
                    const std::optional<equipment::Incident>& incident = {});
  Result<std::vector<equipment::Holding>> owed_by(equipment::HolderId holder);

  EquipmentDesk& desk_;
  const Actor clerk_;
  equipment::Holder office_, supplier_, commission_;
  int next_serial_ = 1, acts_ = 0;
  std::map<std::string, std::int64_t> delivered_;  // of what comes back
  std::vector<std::string> spare_;                 // tablets that came back and can go out again
};

}  // namespace sanaq
