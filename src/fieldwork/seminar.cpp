#include "fieldwork/seminar.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::size_t place_bytes_max = 300, hours_bytes_max = 60;
constexpr int seats_max = 2'000, days_ahead_max = 366;

bool may_hold(const Actor& actor, const std::string& territory, const Workforce& workforce) {
  return is_allowed(actor, Permission::manage_staff, territory, workforce.territories());
}

}  // namespace

Result<SeminarId> Seminars::add(Seminar seminar, const Actor& actor) {
  const StaffRules& rules = workforce_.edition().staff;
  if (trim(seminar.place).empty() || seminar.place.size() > place_bytes_max || trim(seminar.hours).empty() ||
      seminar.hours.size() > hours_bytes_max)
    return Error{"seminar.place", {}};
  if (seminar.seats < 1 || seminar.seats > seats_max) return Error{"seminar.seats", {}};
  if (seminar.day.days() < rules.work_from.days() - days_ahead_max || seminar.day > rules.work_until)
    return Error{"seminar.day", {}};
  if (!may_hold(actor, seminar.territory, workforce_)) return Error{"worker.forbidden", {}};
  seminar.id = {Uuid::make(clock_.now().micros / 1000, rng_)};
  AuditRecord line;
  line.at = clock_.now();
  line.actor = actor.login;
  line.action = "seminar.add";
  line.subject = "seminar " + seminar.id.value.to_string();
  SANAQ_TRY_DONE(store_.add(seminar, line));
  return seminar.id;
}

Result<Seminar> Seminars::find(SeminarId id, const Actor& actor) {
  SANAQ_TRY(const auto found, store_.find(id));
  if (!found || !may_hold(actor, found->territory, workforce_)) return Error{"seminar.unknown", {}};
  return *found;
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
  if (workforce_.today() < seminar.day) return Error{"seminar.early", {}};
  SANAQ_TRY([[maybe_unused]] const Worker after, workforce_.act(worker, training, actor));
  return store_.note(id, worker, training.attended, training.attended ? training.points : std::nullopt);
}

}  // namespace sanaq
