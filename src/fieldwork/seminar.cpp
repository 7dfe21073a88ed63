#include "fieldwork/seminar.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::size_t place_bytes_max = 300, hours_bytes_max = 60, reason_bytes_max = 500;
constexpr int seats_max = 2'000, days_ahead_max = 366;

bool may_hold(const Actor& actor, const std::string& territory, const Workforce& workforce) {
  return is_allowed(actor, Permission::manage_staff, territory, workforce.territories());
}

}  // namespace

Result<Done> Seminars::check(const Seminar& seminar) const {
  const StaffRules& rules = workforce_.edition().staff;
  if (trim(seminar.place).empty() || seminar.place.size() > place_bytes_max || trim(seminar.hours).empty() ||
      seminar.hours.size() > hours_bytes_max)
    return Error{"seminar.place", {}};
  if (seminar.seats < 1 || seminar.seats > seats_max) return Error{"seminar.seats", {}};
  if (seminar.day.days() < rules.work_from.days() - days_ahead_max || seminar.day > rules.work_until)
    return Error{"seminar.day", {}};
  return Done{};
}

AuditRecord Seminars::line(const Actor& actor, const char* action, SeminarId id, std::string detail) const {
  AuditRecord line;
  line.at = clock_.now();
  line.actor = actor.login;
  line.action = action;
  line.subject = "seminar " + id.value.to_string();
  line.detail = std::move(detail);
  return line;
}

Result<SeminarId> Seminars::add(Seminar seminar, const Actor& actor) {
  SANAQ_TRY_DONE(check(seminar));
  if (!may_hold(actor, seminar.territory, workforce_)) return Error{"worker.forbidden", {}};
  seminar.id = {Uuid::make(clock_.now().micros / 1000, rng_)};
  SANAQ_TRY_DONE(store_.add(seminar, line(actor, "seminar.add", seminar.id, {})));
  return seminar.id;
}

Result<Seminar> Seminars::find(SeminarId id, const Actor& actor) {
  SANAQ_TRY(const auto found, store_.find(id));
  if (!found || !may_hold(actor, found->territory, workforce_)) return Error{"seminar.unknown", {}};
  return *found;
}

// One that can still be changed.
Result<Seminar> Seminars::open(SeminarId id, const Actor& actor) {
  SANAQ_TRY(Seminar seminar, find(id, actor));
  if (!seminar.called_off.empty()) return Error{"seminar.over", {}};
  SANAQ_TRY(const auto seated, store_.seats(id));
  const bool begun = std::any_of(seated.begin(), seated.end(),
                                 [](const SeminarSeat& seat) { return seat.attended.has_value(); });
  if (begun) return Error{"seminar.over", {}};
  return seminar;
}

Result<Seminar> Seminars::move(SeminarId id, const SeminarMove& move, const Actor& actor) {
  SANAQ_TRY(Seminar seminar, open(id, actor));
  const std::string before = seminar.day.to_string();
  seminar.place = move.place;
  seminar.hours = move.hours;
  seminar.day = move.day;
  SANAQ_TRY_DONE(check(seminar));
  const std::string detail = before + " → " + seminar.day.to_string();
  SANAQ_TRY(const bool done, store_.change(seminar, line(actor, "seminar.move", id, detail)));
  if (!done) return Error{"seminar.over", {}};
  return seminar;
}

Result<Seminar> Seminars::call_off(SeminarId id, const std::string& reason, std::optional<SeminarId> instead,
                                   const Actor& actor) {
  SANAQ_TRY(Seminar seminar, open(id, actor));
  if (trim(reason).empty() || reason.size() > reason_bytes_max) return Error{"seminar.reason", {}};
  std::string detail;
  if (instead) {
    SANAQ_TRY(const auto seated, store_.seats(id));
    std::vector<WorkerId> people;
    for (const SeminarSeat& seat : seated) people.push_back(seat.worker.id);
    // All of them or nobody: who finds no seat elsewhere keeps the one here.
    SANAQ_TRY_DONE(enrol(*instead, people, actor));
    detail = "instead: seminar " + instead->value.to_string();
  }
  seminar.called_off = reason;
  SANAQ_TRY(const bool done, store_.change(seminar, line(actor, "seminar.call_off", id, std::move(detail))));
  if (!done) return Error{"seminar.over", {}};
  return seminar;
}

Result<std::vector<Worker>> Seminars::waiting(const std::vector<std::string>& territories) {
  std::vector<std::string> roles;
  for (const RoleRules& role : workforce_.edition().roles)
    if (role.needs_training) roles.push_back(role.code);
  return store_.waiting(territories, roles);
}

Result<Done> Seminars::enrol(SeminarId id, const std::vector<WorkerId>& workers, const Actor& actor) {
  SANAQ_TRY([[maybe_unused]] const Seminar seminar, find(id, actor));
  for (const WorkerId worker : workers) {
    SANAQ_TRY(const WorkerFile file, workforce_.open(worker, actor));
    const RoleRules* role = find_role(workforce_.edition().roles, file.worker.role);
    const auto open = open_actions(file.worker.state, role == nullptr ? RoleRules{} : *role);
    if (std::find(open.begin(), open.end(), "training") == open.end()) return Error{"worker.step", {}};
  }
  SANAQ_TRY(const Enrolment outcome, store_.enrol(id, workers));
  if (outcome == Enrolment::full) return Error{"seminar.full", {}};
  if (outcome == Enrolment::unknown) return Error{"seminar.unknown", {}};
  return Done{};
}

Result<Done> Seminars::note(SeminarId id, WorkerId worker, const NoteTraining& training, const Actor& actor) {
  SANAQ_TRY(const Seminar seminar, find(id, actor));
  if (!seminar.called_off.empty()) return Error{"seminar.over", {}};
  if (workforce_.today() < seminar.day) return Error{"seminar.early", {}};
  SANAQ_TRY([[maybe_unused]] const Worker after, workforce_.act(worker, training, actor));
  return store_.note(id, worker, training.attended, training.attended ? training.points : std::nullopt);
}

}  // namespace sanaq
