#include "fieldwork/workforce.h"

#include <algorithm>
#include <set>

#include "base/json.h"
#include "fieldwork/reserve.h"

namespace sanaq {
namespace {

std::string sealed_in(WorkerId id) { return "worker:" + id.value.to_string(); }

bool is_covered(const Actor& actor, Permission permission, const std::string& territory,
                const Codelist& territories) {
  return is_allowed(actor, permission, territory, territories);
}

}  // namespace

std::string write_person_details(const PersonDetails& details) {
  Json json = Json::object();
  json.set("iin", Json::string(details.iin.reveal()));
  json.set("birth", Json::string(details.birth.to_string()));
  json.set("phone", Json::string(details.phone));
  return to_canonical(json);
}

Result<PersonDetails> read_person_details(std::string_view text) {
  SANAQ_TRY(const Json json, parse_json(text));
  const auto iin = Iin::parse(json["iin"].text());
  const auto birth = CivilDate::parse(json["birth"].text());
  if (!iin || !birth) return Error{"worker.details", {}};
  return PersonDetails{*iin, *birth, json["phone"].text()};
}

CivilDate Workforce::today() const {
  const std::int64_t seconds =
      ports_.clock.now().micros / micros_per_second + std::int64_t{edition_.zone_minutes} * 60;
  return CivilDate::from_days(static_cast<std::int32_t>(seconds / 86'400));
}

ApplicationCheck Workforce::check(const ApplicationForm& form) const {
  return check_application(form, {edition_, territories_, PhoneRules{}, today()});
}

Mac Workforce::person_of(const Iin& iin) const {
  // Apart from the key of respondents: the two books cannot be joined.
  return ports_.hash.mac(HashPurpose::person, "worker:" + std::string(iin.reveal()));
}

AuditRecord Workforce::line(const Actor& actor, std::string_view action, const Worker& worker,
                            std::string detail) const {
  AuditRecord record;
  record.at = ports_.clock.now();
  record.actor = actor.login;
  record.action = "worker." + std::string(action);
  record.subject = "worker " + worker.id.value.to_string();
  record.detail = std::move(detail);
  return record;
}

Result<std::vector<bool>> Workforce::known(const std::vector<Candidate>& candidates) {
  std::vector<Mac> persons;
  for (const Candidate& one : candidates) persons.push_back(person_of(one.details.iin));
  return ports_.store.known(persons);
}

Result<std::vector<WorkerId>> Workforce::apply(const std::vector<Candidate>& candidates, const Actor& actor) {
  const UtcInstant now = ports_.clock.now();
  std::vector<NewWorker> fresh;
  std::vector<WorkerId> ids;
  std::set<Mac> persons;
  for (const Candidate& one : candidates) {
    if (!is_covered(actor, Permission::manage_staff, one.worker.territory, territories_))
      return Error{"worker.forbidden", {}};
    NewWorker worker{{one.worker, {}}, person_of(one.details.iin)};
    if (!persons.insert(worker.person).second) return Error{"worker.known", {}};
    worker.stored.worker.id = {Uuid::make(now.micros / 1000, ports_.rng)};
    worker.stored.worker.applied_at = now;
    worker.stored.worker.version = 1;
    ids.push_back(worker.stored.worker.id);
    worker.stored.sealed =
        ports_.sealer.seal(SealPurpose::staff, write_person_details(one.details), sealed_in(ids.back()));
    fresh.push_back(std::move(worker));
  }
  if (fresh.empty()) return ids;
  AuditRecord record = line(actor, "apply", fresh.front().stored.worker, {});
  if (fresh.size() > 1) record.subject = std::to_string(fresh.size()) + " workers";
  SANAQ_TRY(const bool added,
            ports_.store.add(fresh, {1, now, actor.login, "apply", WorkerState::applied, {}}, record));
  if (!added) return Error{"worker.known", {}};
  return ids;
}

StepGround Workforce::ground(const Worker& worker, const PersonDetails& details) const {
  static const RoleRules none;  // of an edition that no longer has the role: nothing but the office's steps
  const RoleRules* role = find_role(edition_.roles, worker.role);
  return {edition_.staff, role == nullptr ? none : *role, details.birth, today()};
}

Result<WorkerFile> Workforce::open_stored(const StoredWorker& stored) const {
  SANAQ_TRY(const std::string text,
            ports_.sealer.open(SealPurpose::staff, stored.sealed, sealed_in(stored.worker.id)));
  SANAQ_TRY(PersonDetails details, read_person_details(text));
  auto findings = check_worker(stored.worker, details, ground(stored.worker, details));
  return WorkerFile{stored.worker, std::move(details), std::move(findings)};
}

Result<WorkerFile> Workforce::open(WorkerId id, const Actor& actor) {
  SANAQ_TRY(const auto stored, ports_.store.find(id));
  if (!stored || !is_covered(actor, Permission::view_staff, stored->worker.territory, territories_))
    return Error{"worker.unknown", {}};
  return open_stored(*stored);
}

Result<std::vector<Worker>> Workforce::list(WorkerQuery query, const Actor& actor) {
  query.whole_country = query.whole_country && actor.territory.empty();
  return ports_.store.list(query);
}

Result<Worker> Workforce::act(WorkerId id, const WorkerCommand& command, const Actor& actor) {
  SANAQ_TRY(const WorkerFile file, open(id, actor));
  SANAQ_TRY(const WorkerChange change, step(file, command, actor));
  SANAQ_TRY(const bool saved, ports_.store.save({change}));
  if (!saved) return Error{"worker.stale", {}};
  return change.worker;
}

Result<WorkerChange> Workforce::step(const WorkerFile& file, const WorkerCommand& command,
                                     const Actor& actor) const {
  if (!is_covered(actor, Permission::manage_staff, file.worker.territory, territories_))
    return Error{"worker.unknown", {}};
  const StepGround on = ground(file.worker, file.details);
  if (const auto* move = std::get_if<MoveWorker>(&command)) {
    if (!fits_territory(on.role, move->territory, territories_)) return Error{"application.territory", {}};
    if (!is_covered(actor, Permission::manage_staff, move->territory, territories_))
      return Error{"worker.forbidden", {}};
  }
  SANAQ_TRY(WorkerDecision decision, decide(file.worker, command, on));
  decision.event.actor = actor.login;
  decision.event.at = ports_.clock.now();
  AuditRecord record =
      line(actor, decision.event.action, file.worker, std::string(to_string(decision.event.state)));
  return WorkerChange{std::move(decision.worker), std::move(decision.event), std::move(record)};
}

Result<Worker> Workforce::amend(WorkerId id, const ApplicationForm& form, std::vector<FieldFinding>& findings,
                                const Actor& actor) {
  SANAQ_TRY(const WorkerFile file, open(id, actor));
  if (!is_covered(actor, Permission::manage_staff, file.worker.territory, territories_))
    return Error{"worker.unknown", {}};
  ApplicationForm wanted = form;
  wanted.iin = file.details.iin.reveal();
  wanted.role = file.worker.role;
  wanted.territory = file.worker.territory;
  ApplicationCheck read = check(wanted);
  findings = std::move(read.findings);
  if (read.candidate.empty()) return file.worker;
  const Candidate& changed = read.candidate.front();
  SANAQ_TRY(WorkerDecision decision,
            sanaq::amend(file.worker, file.details, {changed.worker, changed.details}));
  decision.event.actor = actor.login;
  decision.event.at = ports_.clock.now();
  StoredWorker stored{
      decision.worker,
      ports_.sealer.seal(SealPurpose::staff, write_person_details(changed.details), sealed_in(id))};
  const AuditRecord record = line(actor, "amend", file.worker, decision.event.detail);
  SANAQ_TRY(const bool saved, ports_.store.amend(stored, decision.event, record));
  if (!saved) return Error{"worker.stale", {}};
  return decision.worker;
}

Result<std::vector<Worker>> Workforce::successors(const Worker& worker,
                                                  const std::vector<std::string>& territories) {
  constexpr int reserve_max = 2'000;
  WorkerQuery query;
  query.state = WorkerState::reserve;
  query.role = worker.role;
  query.territories = territories;
  query.limit = reserve_max;
  SANAQ_TRY(auto reserve, ports_.store.list(query));
  return in_line(std::move(reserve), worker.territory, territories_);
}

Result<Worker> Workforce::replace(WorkerId left, WorkerId successor, const Actor& actor) {
  SANAQ_TRY(const WorkerFile gone, open(left, actor));
  SANAQ_TRY(const WorkerFile next, open(successor, actor));
  if (gone.worker.state != WorkerState::ended || gone.worker.role != next.worker.role)
    return Error{"worker.step", {}};
  SANAQ_TRY(const bool filled, is_replaced(gone.worker));
  if (filled) return Error{"worker.replaced", {}};
  std::vector<WorkerChange> changes;
  SANAQ_TRY(WorkerChange called, step(next, CallUp{}, actor));
  Worker successor_now = called.worker;
  changes.push_back(std::move(called));
  if (successor_now.territory != gone.worker.territory) {
    const WorkerFile then{successor_now, next.details, {}};
    SANAQ_TRY(WorkerChange moved, step(then, MoveWorker{gone.worker.territory}, actor));
    successor_now = moved.worker;
    changes.push_back(std::move(moved));
  }
  Worker noted = gone.worker;
  ++noted.version;
  changes.push_back({noted,
                     {noted.version, ports_.clock.now(), actor.login, "replaced", noted.state, {}},
                     line(actor, "replaced", gone.worker, "worker " + successor.value.to_string())});
  SANAQ_TRY(const bool saved, ports_.store.save(changes));
  if (!saved) return Error{"worker.stale", {}};
  return successor_now;
}

Result<bool> Workforce::is_replaced(const Worker& worker) {
  SANAQ_TRY(const auto history, ports_.store.events(worker.id));
  return std::any_of(history.begin(), history.end(),
                     [](const WorkerEvent& event) { return event.action == "replaced"; });
}

Result<Worker> Workforce::issue_card(WorkerId id, const Actor& actor) {
  return act(id, IssueCard{make_card_number(ports_.rng)}, actor);
}

Result<Worker> Workforce::put_photo(WorkerId id, const picture::File& photo, const Actor& actor) {
  SANAQ_TRY(const WorkerFile file, open(id, actor));
  if (!is_covered(actor, Permission::manage_staff, file.worker.territory, territories_))
    return Error{"worker.unknown", {}};
  if (is_final(file.worker.state)) return Error{"worker.step", {}};
  Worker worker = file.worker;
  worker.has_photo = true;
  ++worker.version;
  const WorkerEvent event{worker.version, ports_.clock.now(), actor.login, "photo", worker.state, {}};
  SANAQ_TRY(const bool saved, ports_.store.put_photo(worker, photo, event, line(actor, "photo", worker, {})));
  if (!saved) return Error{"worker.stale", {}};
  return worker;
}

Result<CardAnswer> Workforce::look_up(std::string_view typed) {
  std::string number;
  if (const auto plain = parse_card_number(typed)) {
    number = *plain;
  } else if (const auto slip = read_card_slip(typed, ports_.keys)) {
    number = slip->number;
  } else {
    return CardAnswer{};
  }
  SANAQ_TRY(const auto stored, ports_.store.find_card(number));
  if (!stored) return CardAnswer{};
  const Worker& worker = stored->worker;
  CardAnswer answer{card_status(worker, number, today()), worker.id, worker.territory, {}};
  if (answer.status == CardStatus::valid) answer.shown = worker;
  return answer;
}

Result<std::optional<picture::File>> Workforce::public_photo(WorkerId id) {
  SANAQ_TRY(const auto stored, ports_.store.find(id));
  const bool valid = stored && stored->worker.card &&
                     card_status(stored->worker, stored->worker.card->number, today()) == CardStatus::valid;
  if (!valid) return std::optional<picture::File>();
  return ports_.store.photo(id);
}

std::string Workforce::slip(const Worker& worker) const {
  SANAQ_CHECK(worker.card.has_value());
  return write_card_slip(
      {worker.card->number, worker.role, worker.territory, worker.card->from, worker.card->until},
      ports_.signer);
}

}  // namespace sanaq
