#pragma once
#include <optional>
#include <string>
#include <vector>

#include "access/decision.h"
#include "casework/secrets.h"
#include "edition/edition.h"
#include "equipment/act_store.h"
#include "equipment/holder_store.h"
#include "os/log.h"
#include "sanaq/tablet/tablet_desk.h"

namespace sanaq {

/// An act somebody wants to draw up.
struct ActOrder {
  equipment::ActKind kind = equipment::ActKind::handover;
  equipment::HolderId giver, taker;
  std::vector<equipment::Line> lines;
  std::string note;
  std::optional<equipment::Incident> incident;
};

/// What an actor may do with an act as it stands.
struct ActTurn {
  std::optional<equipment::Side> own;  // the side the actor signs for now, with the own log-in
  bool paper = false;                  // may bring the signed paper in
  bool cancel = false;
};

/// Equipment at the office's desk: who may draw up, sign, see and cancel which act, and what follows from a
/// lost tablet. Managers of equipment act for the holders of their territory; everybody else sees and signs
/// own acts alone. Any thread. Errors of every function: "store.unavailable", "seal.broken".
class EquipmentDesk {
 public:
  struct Parts {
    equipment::HolderStore& holders;
    equipment::ActStore& acts;
    TabletDesk& tablets;
    const Edition& edition;
    const Codelist& territories;
    const KeyedHash& hash;
    const Clock& clock;
    Rng& rng;
    os::Log& log;
  };
  explicit EquipmentDesk(Parts parts) : parts_(parts) {}

  const EquipmentRules& rules() const { return parts_.edition.equipment; }
  const Edition& edition() const { return parts_.edition; }
  CivilDate today() const;
  /// Of the things that come back.
  std::optional<CivilDate> deadline() const;
  equipment::ActStore& acts() { return parts_.acts; }

  bool manages(const Actor& actor, std::string_view territory) const;
  /// Territories the actor manages, and the whole country's own holders; none: all.
  std::vector<std::string> territories_of(const Actor& actor) const;

  /// The office of a territory as a holder; made at the first use. territory: empty for the bureau, else of a
  /// department.
  Result<equipment::Holder> office_of(const std::string& territory);
  /// Holders the actor can name in an act: those of the own territory, and offices, suppliers, workshops and
  /// commissions of the whole country.
  Result<std::vector<equipment::Holder>> holders(const Actor& actor,
                                                 std::optional<equipment::HolderKind> kind);
  /// Those of holders() of one of the kinds whose name has every word, any case; at most `most`. Names are
  /// sealed: cost grows with all holders of the territories.
  Result<std::vector<equipment::Holder>> find_holders(const Actor& actor, std::string_view words,
                                                      const std::vector<equipment::HolderKind>& kinds,
                                                      std::size_t most);
  /// Instructors hand things to the interviewers of their own area and take them back, by acts of their own.
  static bool leads(const Actor& actor) { return actor.role == Role::instructor; }
  /// Errors: "holder.unknown" (none, or not the actor's to see).
  Result<equipment::Holder> holder(const Actor& actor, equipment::HolderId id);
  /// Adds one, or changes it. Errors: those of check_holder and HolderStore::put, "equipment.forbidden".
  Result<equipment::Holder> put_holder(const Actor& actor, equipment::Holder holder);
  /// Enters somebody who stands in another list, by their reference there, or brings what is known of them up
  /// to date; a log-in that was given here stays. Errors: those of put_holder().
  Result<equipment::Holder> adopt(const Actor& actor, equipment::Holder holder);
  Result<std::optional<equipment::Holder>> holder_of(const std::string& reference);
  /// Somebody of another list has left: gives back what is there and gets nothing more. Nothing happens when
  /// they never were a holder.
  Result<Done> note_left(const std::string& reference);
  /// Who the actor is as a holder.
  Result<std::optional<equipment::Holder>> self(const Actor& actor);

  /// Errors: "equipment.forbidden", "holder.unknown", "holder.left" (takes nothing more), those of check_act
  /// and ActStore::draft.
  Result<equipment::Act> draft(const Actor& actor, const ActOrder& order);
  /// Errors: "act.unknown" (none, or not the actor's to see).
  Result<equipment::Act> act(const Actor& actor, equipment::ActId id);
  /// By the code printed on it, as typed. Errors: "act.unknown".
  Result<equipment::Act> act_of_code(const Actor& actor, std::string_view code);
  Result<ActTurn> turn(const Actor& actor, const equipment::Act& act);
  /// With the own log-in, for the side whose turn it is. Errors: "equipment.forbidden", those of
  /// ActStore::sign.
  Result<equipment::Act> sign(const Actor& actor, equipment::ActId id);
  /// The signed paper: for the sides that signed on it. Errors: "equipment.forbidden", "scan.kind",
  /// "scan.size", those of ActStore::sign.
  Result<equipment::Act> sign_on_paper(const Actor& actor, equipment::ActId id,
                                       const std::vector<equipment::Side>& sides, std::string_view file);
  /// Errors: "equipment.forbidden", those of ActStore::cancel.
  Result<equipment::Act> cancel(const Actor& actor, equipment::ActId id, const std::string& because);

  /// Locks tablets that were reported lost and revokes those that are lost by an act in force. What fails is
  /// tried again with the next call.
  Result<Done> secure_lost();

  static constexpr std::size_t scan_bytes_max = std::size_t{10} << 20;

 private:
  bool covers(const Actor& actor, equipment::HolderKind kind, const std::string& territory) const;
  bool covers(const Actor& actor, const equipment::Party& party) const;
  bool is_led(const Actor& actor, equipment::HolderKind kind, const std::string& territory) const;
  /// Own things between an instructor and one of the interviewers led.
  bool is_own_handover(const Actor& actor, const equipment::Holder& giver,
                       const equipment::Holder& taker) const;
  Result<bool> signs_for(const Actor& actor, const equipment::Party& party);
  Result<bool> may_see(const Actor& actor, const equipment::Act& act);
  Result<equipment::Holder> find_holder(equipment::HolderId id);
  std::string make_code(equipment::ActId id) const;

  Parts parts_;
};

/// `ABCD-EFGH-JKMN` of a code as it is stored.
std::string shown_code(std::string_view code);

}  // namespace sanaq
