#include "fieldwork/worker_steps.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace sanaq {
namespace {

using State = WorkerState;

constexpr std::array<WorkerStep, 26> table = {{
    {"approve", State::applied, State::approved},
    {"refuse", State::applied, State::refused},
    {"reserve", State::applied, State::reserve},
    {"contract", State::approved, State::contracted},
    {"reserve", State::approved, State::reserve},
    {"refuse", State::approved, State::refused},
    {"call_up", State::reserve, State::approved},
    {"refuse", State::reserve, State::refused},
    {"training", State::contracted, State::contracted},
    {"training", State::contracted, State::trained},
    {"training", State::trained, State::trained},
    {"training", State::trained, State::contracted},  // a mark that was noted wrongly is taken back
    {"card", State::trained, State::working},
    {"card", State::working, State::working},
    {"suspend", State::working, State::suspended},
    {"resume", State::suspended, State::working},
    {"end", State::contracted, State::ended},
    {"end", State::trained, State::ended},
    {"end", State::working, State::ended},
    {"end", State::suspended, State::ended},
    {"move", State::applied, State::applied},
    {"move", State::approved, State::approved},
    {"move", State::reserve, State::reserve},
    {"move", State::contracted, State::contracted},
    {"move", State::trained, State::trained},
    {"move", State::working, State::trained},  // until a card says the new area
}};

constexpr std::size_t reason_bytes_max = 500, contract_number_bytes_max = 40;

Error refused(const char* code) { return {code, {}}; }

bool is_text(std::string_view text, std::size_t bytes_max) {
  return !trim(text).empty() && text.size() <= bytes_max;
}

int age_at_start(const Worker& worker, const StepGround& ground) {
  const CivilDate start =
      worker.contract ? worker.contract->from : std::max(ground.rules.work_from, ground.today);
  return full_years(ground.birth, start);
}

bool knows_computers(const Worker& worker, const StaffRules& rules) {
  return worker.computer_points && *worker.computer_points >= rules.computer_test.points_pass;
}

// The state a command leads to and what it changes; the table is asked afterwards.
struct Taken {
  State to;
  std::string detail;
};

Result<Taken> take(Worker& worker, const Approve&, const StepGround& ground) {
  if (age_at_start(worker, ground) < ground.rules.age_years_min) return refused("worker.age");
  if (!knows_computers(worker, ground.rules)) return refused("worker.computer");
  return Taken{State::approved, {}};
}

Result<Taken> take(Worker& worker, const Refuse& step, const StepGround&) {
  if (!is_text(step.reason, reason_bytes_max)) return refused("worker.reason");
  worker.reason = step.reason;
  return Taken{State::refused, step.reason};
}

Result<Taken> take(Worker&, const PutInReserve&, const StepGround&) { return Taken{State::reserve, {}}; }

Result<Taken> take(Worker& worker, const CallUp&, const StepGround& ground) {
  return take(worker, Approve{}, ground);
}

Result<Taken> take(Worker& worker, const SignContract& step, const StepGround& ground) {
  const WorkContract& contract = step.contract;
  const bool inside = ground.rules.work_from <= contract.from && contract.from <= contract.until &&
                      contract.until <= ground.rules.work_until;
  if (!is_text(contract.number, contract_number_bytes_max) || !inside ||
      find_code(ground.rules.pay_categories, contract.pay_category) == nullptr)
    return refused("worker.contract");
  worker.contract = contract;
  if (age_at_start(worker, ground) < ground.rules.age_years_min) return refused("worker.age");
  return Taken{State::contracted,
               contract.number + ", " + contract.from.to_string() + " – " + contract.until.to_string()};
}

Result<Taken> take(Worker& worker, const NoteTraining& step, const StepGround& ground) {
  const TestRules& test = ground.rules.seminar_test;
  if (step.points && (*step.points < 0 || *step.points > test.points_max)) return refused("worker.points");
  worker.attended = step.attended;
  // Whoever was not there has sat no test.
  worker.test_points = step.attended ? step.points : std::nullopt;
  const bool passed = worker.test_points && *worker.test_points >= test.points_pass;
  const std::string points = worker.test_points ? std::to_string(*worker.test_points) : "–";
  return Taken{passed ? State::trained : State::contracted, points + "/" + std::to_string(test.points_max)};
}

Result<Taken> take(Worker& worker, const IssueCard& step, const StepGround& ground) {
  if (!worker.has_photo) return refused("worker.photo");
  if (!worker.contract || !worker.attended || !worker.test_points) return refused("worker.step");
  worker.card = StaffCard{step.number, ground.today, worker.contract->from, worker.contract->until};
  return Taken{State::working, {}};
}

Result<Taken> take(Worker& worker, const SuspendWork& step, const StepGround&) {
  if (!is_text(step.reason, reason_bytes_max)) return refused("worker.reason");
  worker.reason = step.reason;
  return Taken{State::suspended, step.reason};
}

Result<Taken> take(Worker& worker, const ResumeWork&, const StepGround&) {
  worker.reason.clear();
  return Taken{State::working, {}};
}

Result<Taken> take(Worker& worker, const EndWork& step, const StepGround& ground) {
  if (find_code(ground.rules.leaving_reasons, step.reason) == nullptr) return refused("worker.reason");
  const bool early = worker.contract && step.day < worker.contract->from && step.day < ground.today;
  if (early || step.day > ground.today) return refused("worker.day");
  worker.ended_on = step.day;
  worker.reason = step.reason;
  return Taken{State::ended, step.reason + ", " + step.day.to_string()};
}

Result<Taken> take(Worker& worker, const MoveWorker& step, const StepGround&) {
  if (step.territory == worker.territory) return refused("worker.territory");
  const std::string before = std::exchange(worker.territory, step.territory);
  return Taken{worker.state == State::working ? State::trained : worker.state,
               before + " → " + step.territory};
}

bool is_for(std::string_view action, const RoleRules& role) {
  if (action == "training") return role.needs_training;
  if (action == "card" || action == "suspend" || action == "resume") return role.needs_card;
  return true;
}

bool is_open(std::string_view action, State from, State to) {
  const auto all = worker_steps();
  return std::any_of(all.begin(), all.end(), [&](const WorkerStep& step) {
    return step.action == action && step.from == from && step.to == to;
  });
}

// YYMMDD of the number against the birth date.
bool names_birth(const PersonDetails& details) {
  const std::string date = details.birth.to_string();
  return details.iin.reveal().substr(0, 6) == date.substr(2, 2) + date.substr(5, 2) + date.substr(8, 2);
}

}  // namespace

std::span<const WorkerStep> worker_steps() { return table; }

std::string_view action_of(const WorkerCommand& command) {
  constexpr std::array<std::string_view, std::variant_size_v<WorkerCommand>> names = {
      "approve", "refuse",  "reserve", "call_up", "contract", "training",
      "card",    "suspend", "resume",  "end",     "move"};
  return names[command.index()];
}

std::vector<std::string_view> open_actions(State state, const RoleRules& role) {
  std::vector<std::string_view> actions;
  for (const WorkerStep& step : worker_steps())
    if (step.from == state && is_for(step.action, role) &&
        std::find(actions.begin(), actions.end(), step.action) == actions.end())
      actions.push_back(step.action);
  return actions;
}

std::vector<WorkerFinding> check_worker(const Worker& worker, const PersonDetails& details,
                                        const StepGround& ground) {
  std::vector<WorkerFinding> findings;
  using Weight = WorkerFinding::Weight;
  if (age_at_start(worker, ground) < ground.rules.age_years_min)
    findings.push_back({"worker.age", Weight::blocks});
  if (!knows_computers(worker, ground.rules)) findings.push_back({"worker.computer", Weight::blocks});
  if (!names_birth(details)) findings.push_back({"worker.iin_birth", Weight::note});
  return findings;
}

Result<WorkerDecision> decide(const Worker& worker, const WorkerCommand& command, const StepGround& ground) {
  const std::string_view action = action_of(command);
  const auto open = open_actions(worker.state, ground.role);
  if (std::find(open.begin(), open.end(), action) == open.end()) return refused("worker.step");
  WorkerDecision decision{worker, {}};
  Worker& after = decision.worker;
  SANAQ_TRY(Taken taken, std::visit([&](const auto& step) { return take(after, step, ground); }, command));
  if (!is_open(action, worker.state, taken.to)) return refused("worker.step");
  after.state = taken.to;
  after.version = worker.version + 1;
  decision.event.number = after.version;
  decision.event.action = action;
  decision.event.state = after.state;
  decision.event.detail = std::move(taken.detail);
  return decision;
}

Result<WorkerDecision> amend(const Worker& worker, const PersonDetails& details,
                             const AmendedApplication& changed) {
  if (!is_before_contract(worker.state)) return refused("worker.step");
  WorkerDecision decision{worker, {}};
  Worker& after = decision.worker;
  std::string fields;
  const auto note = [&fields](bool is_new, const char* name) {
    if (is_new) fields += (fields.empty() ? "" : " ") + std::string(name);
    return is_new;
  };
  note(after.name.surname != changed.worker.name.surname, "surname");
  note(after.name.given != changed.worker.name.given, "given");
  note(after.name.patronymic != changed.worker.name.patronymic, "patronymic");
  const bool birth = note(details.birth != changed.details.birth, "birth_date");
  note(details.phone != changed.details.phone, "phone");
  note(after.languages != changed.worker.languages, "languages");
  note(after.education != changed.worker.education, "education");
  const bool points = note(after.computer_points != changed.worker.computer_points, "computer_points");
  if (fields.empty()) return refused("worker.same");
  after.name = changed.worker.name;
  after.languages = changed.worker.languages;
  after.education = changed.worker.education;
  after.computer_points = changed.worker.computer_points;
  if ((birth || points) && after.state == State::approved) after.state = State::applied;
  after.version = worker.version + 1;
  decision.event.number = after.version;
  decision.event.action = "amend";
  decision.event.state = after.state;
  decision.event.detail = std::move(fields);
  return decision;
}

}  // namespace sanaq
