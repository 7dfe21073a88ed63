#include "sanaq/region/region_walk.h"

#include <atomic>
#include <set>
#include <thread>

#include "os/clocks.h"
#include "sanaq/institution/document_words.h"
#include "sanaq/institution/likeness_job.h"
#include "sanaq/institution/table_file.h"
#include "sanaq/region/region_tablets.h"

namespace sanaq::region {
namespace {

constexpr int tries_of_answers = 4;

double seconds_since(std::int64_t start) {
  return static_cast<double>(os::monotonic_micros() - start) / static_cast<double>(micros_per_second);
}

std::optional<OutcomeKind> outcome_of(Fate fate) {
  switch (fate) {
    case Fate::left:
      return OutcomeKind::left;
    case Fate::died:
      return OutcomeKind::died;
    case Fate::transferred:
      return OutcomeKind::transferred;
    case Fate::absent:
      return OutcomeKind::temporarily_absent;
    case Fate::helped:
    case Fate::administration:
    case Fate::alone:
    case Fate::tablet:
      break;
  }
  return std::nullopt;
}

void add_figures(InstitutionFigures& sum, const InstitutionFigures& one) {
  for (const auto member :
       {&InstitutionFigures::listed, &InstitutionFigures::came_later, &InstitutionFigures::asked,
        &InstitutionFigures::by_administration, &InstitutionFigures::counted_elsewhere,
        &InstitutionFigures::left, &InstitutionFigures::died, &InstitutionFigures::transferred,
        &InstitutionFigures::absent, &InstitutionFigures::matched, &InstitutionFigures::open,
        &InstitutionFigures::twice, &InstitutionFigures::not_listed})
    sum.*member += one.*member;
}

const char* region_sort(Double planted) {
  switch (planted) {
    case Double::home_before:
      return "at home, before";
    case Double::home_after:
      return "at home, after";
    case Double::other_place:
      return "on another list";
    case Double::home_misread:
      return "at home, number misread and left out";
    case Double::home_other_number:
      return "at home, another number";
    case Double::other_place_numberless:
      return "on another list, no number there";
    case Double::none:
      break;
  }
  return "that are none";
}

}  // namespace

RegionWalk::RegionWalk(Collection& collection, const RegionPlan& plan, std::size_t threads)
    : collection_(collection),
      desk_(collection.institutions()),
      plan_(plan),
      answers_(collection.site()),
      words_(document_words(collection.forms().front())),
      threads_(threads),
      logins_(plan.places.size()),
      homes_(plan.homes.size()) {
  for (const PlannedPlace& place : plan.places)
    for (const PlannedPerson& one : place.people)
      if (one.planted == Double::home_before || one.planted == Double::home_after)
        homes_[one.home] = one.planted;
      else if (one.planted == Double::home_misread || one.planted == Double::home_other_number)
        homes_[one.home] = Double::home_before;
}

Result<Done> RegionWalk::each(std::size_t count, Step step) {
  std::atomic<std::size_t> next = 0;
  std::optional<Error> failed;
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      const auto done = (this->*step)(i);
      if (done) continue;
      next = count;
      const std::lock_guard lock(mutex_);
      failed = done.error();
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < threads_; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  if (failed) return *failed;
  return Done{};
}

Result<RegionReport> RegionWalk::run() {
  const std::int64_t start = os::monotonic_micros();
  const std::size_t places = plan_.places.size(), homes = plan_.homes.size();
  std::vector<Institution> all;
  std::set<std::string> kinds;
  for (const PlannedPlace& one : plan_.places) {
    all.push_back(one.place);
    all.back().id = desk_.new_id();
    kinds.insert(one.place.kind);
  }
  report_.institutions = static_cast<std::int64_t>(places);
  report_.kinds = static_cast<std::int64_t>(kinds.size());
  SANAQ_TRY_DONE(desk_.places().add(all, collection_.clock().now()));
  for (const Institution& one : all) ids_.push_back(one.id);
  SANAQ_TRY_DONE(each(places, &RegionWalk::appoint));
  RegionTablets tablets(collection_.equipment(), plan_);
  SANAQ_TRY_DONE(tablets.issue(logins_));
  const std::int64_t lists = os::monotonic_micros();
  SANAQ_TRY_DONE(each(places, &RegionWalk::draw_up));
  report_.lists_seconds = seconds_since(lists);
  SANAQ_TRY_DONE(each(homes, &RegionWalk::submit_home));
  const std::int64_t people = os::monotonic_micros();
  SANAQ_TRY_DONE(each(places, &RegionWalk::note_who_left));
  SANAQ_TRY_DONE(each(places, &RegionWalk::ask));
  report_.people_seconds = seconds_since(people);
  homes_now_ = Double::home_after;
  SANAQ_TRY_DONE(each(homes, &RegionWalk::submit_home));
  SANAQ_TRY_DONE(each(places, &RegionWalk::close));
  SANAQ_TRY_DONE(count_doubles());
  SANAQ_TRY_DONE(compare_by_names());
  SANAQ_TRY_DONE(count_likely());
  SANAQ_TRY_DONE(tablets.take_back());
  SANAQ_TRY(report_.tablets, tablets.count());
  report_.seconds = seconds_since(start);
  return report_;
}

Result<Institution> RegionWalk::institution(std::size_t number) {
  SANAQ_TRY(auto found, desk_.places().find(ids_[number]));
  if (!found) return Error{"institution.unknown", {}};
  return *std::move(found);
}

Result<Done> RegionWalk::appoint(std::size_t number) {
  SANAQ_TRY(const Institution place, institution(number));
  ResponsibleEmployee employee;
  employee.name = "Үлгібай Қызметкер";
  employee.order_number = std::to_string(number + 1) + "-б";
  employee.order_date = collection_.edition().edition.institutions.list_date;
  SANAQ_TRY(const NewAccount account, desk_.appoint(place, employee, ""));
  logins_[number] = account.login;
  return Done{};
}

Result<Done> RegionWalk::draw_up(std::size_t number) {
  SANAQ_TRY(const Institution place, institution(number));
  const PlannedPlace& planned = plan_.places[number];
  const CivilDate day = collection_.edition().edition.institutions.list_date;
  SANAQ_TRY(const auto first, read_table_file(table_of(planned, true)));
  SANAQ_TRY(const ListImport wrong, read_list_table(first, day, words_));
  count_mistakes(planned, wrong.problems);
  SANAQ_TRY(const auto mended, read_table_file(table_of(planned, false)));
  SANAQ_TRY(ListImport right, read_list_table(mended, day, words_));
  for (const RowProblem& one : right.problems)
    if (one.is_hard)
      return Error{"institution.table",
                   "a list without mistakes: " + one.code + " in row " + std::to_string(one.row)};
  SANAQ_TRY_DONE(desk_.bring(place, std::move(right.people)));
  return send_until_accepted(number);
}

Result<Done> RegionWalk::send_until_accepted(std::size_t number) {
  const std::size_t versions = plan_.places[number].returned_once ? 2 : 1;
  for (std::size_t version = 1; version <= versions; ++version) {
    SANAQ_TRY(Institution place, institution(number));
    SANAQ_TRY_DONE(desk_.send(place, logins_[number]));
    SANAQ_TRY(place, institution(number));
    SANAQ_TRY_DONE(desk_.sign_with_demo_key(place, logins_[number]));
    const ListCommand decision = version < versions ? ListCommand::give_back : ListCommand::accept;
    SANAQ_TRY_DONE(desk_.decide(place, decision, "clerk"));
  }
  return Done{};
}

// A mistake is found when its row is told with its code; every other hard row is a false alarm.
void RegionWalk::count_mistakes(const PlannedPlace& place, const std::vector<RowProblem>& problems) {
  std::map<std::size_t, Mistake> planted;
  std::size_t row = 1;  // the heading
  for (std::size_t i = 0; i < place.people.size(); ++i) {
    ++row;
    const auto found = place.mistakes.find(i);
    if (found == place.mistakes.end()) continue;
    if (found->second == Mistake::repeated_row) ++row;
    planted[row] = found->second;
  }
  const std::lock_guard lock(mutex_);
  for (const auto& [at, mistake] : planted)
    ++report_.list_mistakes[static_cast<std::size_t>(mistake)].planted;
  for (const RowProblem& one : problems) {
    if (!one.is_hard) continue;
    const auto found = planted.find(one.row);
    const bool right = found != planted.end() && one.code == code_of(found->second);
    Mistake told = Mistake::none;
    for (int i = 1; i < mistakes; ++i)
      if (one.code == code_of(static_cast<Mistake>(i))) told = static_cast<Mistake>(i);
    Findings& line = report_.list_mistakes[static_cast<std::size_t>(told)];
    ++(right ? line.found : line.false_alarms);
  }
}

Result<Done> RegionWalk::submit_home(std::size_t number) {
  if (homes_[number] != homes_now_) return Done{};
  SANAQ_TRY(const bool stored, answers_.send_home(plan_.homes[number]));
  if (stored) return Done{};
  return Error{"submission.closed", "home " + std::to_string(number)};
}

// Stage 2 begins: who is no longer there is noted, who came is added, whoever was transferred is added there.
Result<Done> RegionWalk::note_who_left(std::size_t number) {
  SANAQ_TRY(const Institution place, institution(number));
  const PlannedPlace& planned = plan_.places[number];
  SANAQ_TRY(const auto people, desk_.people().residents(place.id, 0, people_max));
  for (const ResidentPerson& one : planned.arrivals) SANAQ_TRY_DONE(desk_.add(place, one, true));
  for (Resident one : people) {
    if (one.came_later) continue;
    const PlannedPerson& planned_one = planned.people[static_cast<std::size_t>(one.row - 1)];
    const auto kind = outcome_of(planned_one.fate);
    if (!kind) continue;
    const std::string where = *kind == OutcomeKind::transferred ? plan_.places[planned_one.other].place.number
                                                                : std::string("Ақтау");
    one.outcome = Outcome{*kind, where, "", collection_.clock().now(), logins_[number]};
    SANAQ_TRY_DONE(check_outcome(*one.outcome));
    SANAQ_TRY_DONE(desk_.people().set_outcome(place.id, one));
    if (*kind != OutcomeKind::transferred) continue;
    SANAQ_TRY(const Institution there, institution(planned_one.other));
    SANAQ_TRY_DONE(desk_.add(there, one.person, true));
  }
  return Done{};
}

Result<Done> RegionWalk::ask(std::size_t number) {
  SANAQ_TRY(const Institution place, institution(number));
  SANAQ_TRY_DONE(desk_.counts().note_counted(place.id, collection_.clock().now()));
  SANAQ_TRY(const auto people, desk_.people().residents(place.id, 0, people_max));
  SplitMix rng(plan_.size.seed * 1'000'003 + number);
  for (const Resident& one : people) {
    if (one.outcome) continue;
    const PlannedPerson* planned =
        one.came_later ? nullptr : &plan_.places[number].people[static_cast<std::size_t>(one.row - 1)];
    SANAQ_TRY_DONE(ask_person(place, one, planned, rng));
  }
  return Done{};
}

Result<Done> RegionWalk::ask_person(const Institution& place, Resident resident, const PlannedPerson* planned,
                                    Rng& rng) {
  for (int i = 0; i < tries_of_answers; ++i) {
    SANAQ_TRY(const bool sent, try_person(place, resident, planned, rng));
    const std::lock_guard lock(mutex_);
    ++(sent ? report_.questionnaires : report_.not_completed);
    if (sent) return Done{};
  }
  resident.outcome = Outcome{OutcomeKind::temporarily_absent, "", "", collection_.clock().now(), "system"};
  return desk_.people().set_outcome(place.id, resident);
}

Result<bool> RegionWalk::try_person(const Institution& place, Resident& resident,
                                    const PlannedPerson* planned, Rng& rng) {
  const Fate fate = planned == nullptr ? Fate::helped : planned->fate;
  if (fate == Fate::alone || fate == Fate::tablet)
    return answers_.send_alone(place, resident.person,
                               fate == Fate::alone ? Channel::online : Channel::tablet, rng);
  if (fate == Fate::administration && !resident.administration) {
    resident.administration = AdministrationSource{"ес-түссіз", "сырқатнама"};
    SANAQ_TRY_DONE(desk_.people().set_source(place.id, resident));
  }
  SANAQ_TRY(OpenDraft draft, desk_.draft(place, resident));
  const ResidentPerson* unlisted = planned != nullptr && planned->unlisted ? &*planned->unlisted : nullptr;
  const auto operations = answers_.to_the_end(draft.interview, resident.person, unlisted, rng);
  if (!operations) return false;
  SANAQ_TRY_DONE(desk_.store(resident, draft.position, *operations));
  SANAQ_TRY(const HelpedSent sent, desk_.finish(place, resident, "employee"));
  return sent.kind == HelpedSent::Kind::stored;
}

Result<Done> RegionWalk::close(std::size_t number) {
  SANAQ_TRY(const Institution place, institution(number));
  SANAQ_TRY(const InstitutionFigures figures, desk_.figures(place));
  SANAQ_TRY(const bool closed, desk_.close(place));
  SANAQ_TRY(const auto people, desk_.people().residents(place.id, 0, people_max));
  const std::lock_guard lock(mutex_);
  add_figures(report_.sums, figures);
  report_.closed += closed ? 1 : 0;
  report_.acts_adding_up += closed && figures.adds_up() ? 1 : 0;
  report_.people_stored += static_cast<std::int64_t>(people.size());
  for (const Resident& one : people) {
    if (one.came_later) continue;
    ++report_.listed;
    report_.with_outcome += one.outcome ? 1 : 0;
  }
  for (const PlannedPerson& one : plan_.places[number].people)
    report_.not_listed.planted += one.unlisted ? 1 : 0;
  report_.not_listed.found += figures.not_listed;
  return Done{};
}

Result<Done> RegionWalk::count_doubles() {
  std::map<std::pair<std::string, std::int32_t>, Double> planted;
  for (const PlannedPlace& place : plan_.places)
    for (std::size_t i = 0; i < place.people.size(); ++i) {
      const Double sort = place.people[i].planted;
      if (sort == Double::none || is_likely(sort)) continue;
      planted[{place.place.number, static_cast<std::int32_t>(i + 1)}] = sort;
      ++report_.doubles[region_sort(sort)].planted;
    }
  ClaimQuery query;
  query.with_protected = true;
  query.limit = 1'000'000;
  std::set<std::pair<std::string, std::int32_t>> found;
  SANAQ_TRY(const auto claims, desk_.counts().claims(query));
  for (const PlaceClaim& one : claims) {
    const std::pair key(one.number, one.claim.row);
    const auto real = planted.find(key);
    const bool on_list = !one.claim.place.empty();
    const bool right = real != planted.end() && (real->second == Double::other_place) == on_list;
    Findings& line = report_.doubles[region_sort(right ? real->second : Double::none)];
    if (!right)
      ++line.false_alarms;
    else if (found.insert(key).second)
      ++line.found;
  }
  return Done{};
}

// The job beside the server does the same, in its own time.
Result<Done> RegionWalk::compare_by_names() {
  constexpr int a_round = 5'000;
  const std::int64_t start = os::monotonic_micros();
  LikenessJob job(collection_.likenesses(), collection_.forms(), collection_.hash(), collection_.sealer());
  for (std::size_t done = 1; done > 0;) {
    SANAQ_TRY(done, job.run(a_round));
  }
  report_.compared_seconds = seconds_since(start);
  return Done{};
}

Result<Done> RegionWalk::count_likely() {
  std::map<std::pair<std::string, std::int32_t>, Double> planted;
  for (const PlannedPlace& place : plan_.places)
    for (std::size_t i = 0; i < place.people.size(); ++i) {
      const Double sort = place.people[i].planted;
      if (!is_likely(sort)) continue;
      planted[{place.place.number, static_cast<std::int32_t>(i + 1)}] = sort;
      ++report_.likely[region_sort(sort)].planted;
    }
  ClaimQuery query;
  query.with_protected = true;
  query.limit = 1'000'000;
  SANAQ_TRY(const auto claims, collection_.likenesses().probable(query));
  std::set<std::pair<std::string, std::int32_t>> found;
  for (const ProbableClaim& one : claims) {
    const std::pair key(one.claim.number, one.claim.claim.row);
    const auto real = planted.find(key);
    const bool on_list = !one.claim.claim.place.empty();
    const bool right = real != planted.end() && (real->second == Double::other_place_numberless) == on_list;
    Findings& line = report_.likely[region_sort(right ? real->second : Double::none)];
    if (!right)
      ++line.false_alarms;
    else if (found.insert(key).second)
      ++line.found;
  }
  return Done{};
}

}  // namespace sanaq::region
