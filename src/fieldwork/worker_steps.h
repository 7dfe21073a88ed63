#pragma once
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "edition/staff_rules.h"
#include "fieldwork/worker.h"

namespace sanaq {

struct Approve {};
struct Refuse {
  std::string reason;
};
struct PutInReserve {};
struct CallUp {};
struct SignContract {
  WorkContract contract;
};
/// What a seminar brought: whether the person was there, and the points of its test when there was one.
struct NoteTraining {
  bool attended = false;
  std::optional<int> points;
};
/// The first card, or a new one for a card that was lost: the old number is worth nothing afterwards.
struct IssueCard {
  std::string number;
};
struct SuspendWork {
  std::string reason;
};
struct ResumeWork {};
struct EndWork {
  std::string reason;  // code of the edition's leaving reasons
  CivilDate day;       // the last day of work
};
/// Bound to another territory from now on, which the role fits (Workforce looks). A card says the area: the
/// one that is held is worth nothing afterwards, and another has to be issued.
struct MoveWorker {
  std::string territory;
};
using WorkerCommand = std::variant<Approve, Refuse, PutInReserve, CallUp, SignContract, NoteTraining,
                                   IssueCard, SuspendWork, ResumeWork, EndWork, MoveWorker>;

/// The name of a command in addresses, events and texts: "approve" …
std::string_view action_of(const WorkerCommand& command);

/// One row of the table of steps: what may be done in a state, and where it leads.
struct WorkerStep {
  std::string_view action;
  WorkerState from, to;
};
/// The whole table. Only steps in it are ever taken.
std::span<const WorkerStep> worker_steps();
/// Actions open in a state for a role, in the order of the table.
std::vector<std::string_view> open_actions(WorkerState state, const RoleRules& role);

/// What a step is judged by besides the person's state.
struct StepGround {
  const StaffRules& rules;
  const RoleRules& role;
  CivilDate birth, today;
};

/// What is in the way of taking a person on, or worth a look. Codes: "worker.age" (too young on the first day
/// of work), "worker.computer" (no points in the PC test, or too few), "worker.iin_birth" (the number names
/// another birth date: allowed since 2013).
struct WorkerFinding {
  enum class Weight : std::uint8_t { note, blocks };
  std::string code;
  Weight weight = Weight::note;
};
std::vector<WorkerFinding> check_worker(const Worker& worker, const PersonDetails& details,
                                        const StepGround& ground);

struct WorkerDecision {
  Worker worker;      // afterwards
  WorkerEvent event;  // its actor and moment are the caller's
};
/// Takes a step. Errors: "worker.step" (not open in this state or for this role), "worker.age",
/// "worker.computer", "worker.reason" (none, longer than 500 bytes, or not one of the edition),
/// "worker.contract" (no number, days outside the census's work or in the wrong order, unknown pay category),
/// "worker.points" (outside the test's), "worker.photo" (no photo yet), "worker.day" (the last day lies
/// before the contract or in the future), "worker.territory" (where the person is bound to already).
Result<WorkerDecision> decide(const Worker& worker, const WorkerCommand& command, const StepGround& ground);

/// What was typed wrongly in an application, put right; the IIN stays: another number is another person.
struct AmendedApplication {
  Worker worker;  // as it is to be: name, languages, education, points of the PC test
  PersonDetails details;
};
/// Open before the contract. An approval that rested on another birth date or other points is taken back. The
/// event names the fields that changed and none of their contents. Errors: "worker.step" (under contract, or
/// refused), "worker.same" (nothing is changed).
Result<WorkerDecision> amend(const Worker& worker, const PersonDetails& details,
                             const AmendedApplication& changed);

}  // namespace sanaq
