#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_date.h"
#include "base/instant.h"
#include "edition/equipment_rules.h"
#include "equipment/condition.h"
#include "equipment/holder.h"

namespace sanaq::equipment {

using ActId = TaggedUuid<struct ActTag>;

/// What an act does. The numbers are stored.
enum class ActKind : std::uint8_t {
  acceptance = 1,   // from a supplier, or back from a workshop
  handover = 2,     // down the chain, sideways, or to a workshop
  giving_back = 3,  // up the chain
  loss = 4,         // stays with the holder, as lost
  damage = 5,       // stays with the holder, as damaged
  write_off = 6,    // to a commission: spoilt, lost or used up
};
inline constexpr int act_kinds = 6;
std::string_view to_string(ActKind kind);
std::optional<ActKind> parse_act_kind(std::string_view text);
/// Loss and damage: they say what happened, and move nothing.
bool is_report(ActKind kind);
/// May an act of the kind stand between these two? The chain of point 8: bureau, department, responsible
/// employee or instructor, interviewer, and back.
bool may_stand_between(ActKind kind, HolderKind giver, HolderKind taker);

/// How far an act has come. The numbers are stored. Custody moves with `in_force` alone; until then what the
/// act names is reserved.
enum class ActState : std::uint8_t {
  drafted = 1,
  given = 2,     // signed by the giver
  in_force = 3,  // signed by the taker too
  cancelled = 4,
};
std::string_view to_string(ActState state);
std::optional<ActState> parse_act_state(std::string_view text);
/// Drafted or given: what it names is reserved.
bool is_under_way(ActState state);

/// One line of an act's table.
struct Line {
  std::string kind;    // of the edition
  std::string serial;  // empty: counted
  std::int64_t count = 1;
  Condition condition = Condition::good;
  std::string note;
  friend bool operator==(const Line&, const Line&) = default;
};

/// One side of an act, in the words that stood in it when it was drawn up.
struct Party {
  HolderId holder;
  HolderKind kind = HolderKind::interviewer;
  std::string name, position, territory;
};

/// When, where and how something was lost or spoilt.
struct Incident {
  CivilDate day;
  std::string place, circumstances;
};

struct SignedBy {
  std::string by;  // log-in: of the side itself, or of whoever brought the signed paper in
  UtcInstant at;
  bool on_paper = false;
};

/// An act of acceptance and return.
struct Act {
  ActId id;
  ActKind kind = ActKind::handover;
  ActState state = ActState::drafted;
  std::string territory;    // whose series the number is of; empty: the bureau's
  std::int64_t number = 0;  // from 1 in a year of a series; 0: none yet
  CivilDate day;
  Party giver, taker;
  std::vector<Line> lines;
  std::string note;
  std::optional<Incident> incident;  // of a report
  std::optional<SignedBy> given, taken;
  std::string drafted_by;
  UtcInstant drafted_at;
  std::string cancelled_because;
  std::string code;  // printed on it, and in its QR code: finds it again
};

inline constexpr std::size_t lines_max = 20'000, serial_bytes_max = 40, note_bytes_max = 500;
inline constexpr std::int64_t count_max = 10'000'000;

/// `12/2021`.
std::string shown_number(const Act& act);

/// A serial number as it is kept: upper case, without blanks around it. Errors: "act.serial" (empty, over 40
/// bytes, or other than letters, digits and - / . _).
Result<std::string> parse_serial(std::string_view typed);

/// Whether the act may be drawn up as it stands, without looking at who holds what. Errors: "act.sides",
/// "act.lines" (none, or too many), "act.kind" (unknown to the edition; detail: the kind), "act.serial" (a
/// number where things are counted, none where each has one, or one twice; detail: kind and serial),
/// "act.count", "act.condition" (one the kind of act does not know), "act.note" (a text too long),
/// "act.incident" (missing, empty, after the act's day, or where nothing happened).
Result<Done> check_act(const Act& act, const EquipmentRules& rules);

}  // namespace sanaq::equipment
