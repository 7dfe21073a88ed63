#include "sanaq/demo/staff_rehearsal.h"

#include <algorithm>

#include "documents/pdf_signature.h"
#include "os/clocks.h"
#include "portrait/drawn_face.h"
#include "sanaq/demo/rehearsal_people.h"
#include "sanaq/fieldwork/card_document.h"
#include "sanaq/fieldwork/leaving.h"
#include "sanaq/fieldwork/staff_file.h"

namespace sanaq {
namespace {

constexpr int everybody = 100'000, slow_learner = 50, careless = 60;

enum class Part { works, waits, refused };

/// Somebody of the rehearsal.
struct Player {
  RehearsalPlace place;
  Part part = Part::works;
  WorkerId id;
  std::string card;  // the number handed out last
};

class Rehearsal {
 public:
  Rehearsal(Collection& collection, const RehearsalPlan& plan, std::string region)
      : collection_(collection),
        desk_(collection.fieldwork()),
        plan_(plan),
        office_{{}, "rehearsal", Role::department, region},
        region_(std::move(region)),
        depot_(collection, region_) {}

  Result<RehearsalFigures> run(const std::function<void(const RehearsalFigures::Stage&)>& told) {
    using Stage = Result<Done> (Rehearsal::*)();
    constexpr std::pair<const char*, Stage> stages[] = {
        {"apply", &Rehearsal::apply},       {"decide", &Rehearsal::decide},
        {"contract", &Rehearsal::contract}, {"seminar", &Rehearsal::train_all},
        {"card", &Rehearsal::cards},        {"equip", &Rehearsal::equip_all},
        {"replace", &Rehearsal::replace},   {"count", &Rehearsal::count},
        {"return", &Rehearsal::hand_in},    {"release", &Rehearsal::release},
        {"account", &Rehearsal::account}};
    for (const auto& [name, stage] : stages) {
      const std::int64_t start = os::monotonic_micros();
      SANAQ_TRY_DONE((this->*stage)());
      const double seconds = static_cast<double>(os::monotonic_micros() - start) / 1e6;
      figures_.stages.push_back({name, seconds});
      figures_.seconds += seconds;
      if (told) told(figures_.stages.back());
    }
    figures_.acts = depot_.acts();
    return std::move(figures_);
  }

 private:
  const StaffRules& rules() const { return desk_.workforce.edition().staff; }
  const RoleRules& role_of(const Player& player) const {
    return *find_role(desk_.workforce.edition().roles, player.place.role);
  }
  CivilDate today() const { return desk_.workforce.today(); }

  void add(int count, const std::string& role, const std::vector<std::string>& territories, Part part) {
    for (int i = 0; i < count; ++i) {
      Player player;
      const std::string& territory = territories[static_cast<std::size_t>(i) % territories.size()];
      const bool is_good = part != Part::refused || i % 3 == 0;
      const int points = is_good ? rules().computer_test.points_pass + i % 5 : i % 8;
      player.place = {role, territory, points, part == Part::refused && is_good};
      player.part = part;
      players_.push_back(std::move(player));
    }
  }

  // One list of everybody, as a department brings it.
  Result<Done> apply() {
    const std::vector<std::string> town = {plan_.territory}, region = {region_};
    std::vector<std::string> districts;
    const Codelist& list = desk_.workforce.territories();
    for (const std::uint32_t row : list.where(list.column("parent"), region_))
      districts.push_back(list.rows()[row].code);
    const int others =
        plan_.involved - plan_.instructors - plan_.interviewers - plan_.section - plan_.authorised;
    if (others < 0 || districts.empty()) return Error{"rehearsal.plan", {}};
    add(plan_.instructors, "instructor", town, Part::works);
    add(plan_.interviewers, "interviewer", town, Part::works);
    add(plan_.section, "department", region, Part::works);
    add(plan_.authorised, "authorised", districts, Part::works);
    add(others, "institution", districts, Part::works);
    add(plan_.reserve, "interviewer", town, Part::waits);
    add(plan_.refused, "interviewer", town, Part::refused);
    std::string csv = application_head();
    for (std::size_t i = 0; i < players_.size(); ++i)
      csv += application_row(invented_application(static_cast<int>(i), players_[i].place));
    SANAQ_TRY(const StaffList read, read_staff_file(desk_.workforce, office_, csv));
    if (!read.findings.empty()) return Error{read.findings.front().code, read.findings.front().column};
    SANAQ_TRY(const auto ids, desk_.workforce.apply(read.candidates, office_));
    for (std::size_t i = 0; i < ids.size(); ++i) players_[i].id = ids[i];
    figures_.applied = static_cast<int>(ids.size());
    return Done{};
  }

  Result<Worker> step(const Player& player, const WorkerCommand& command) {
    return desk_.workforce.act(player.id, command, office_);
  }

  // Whoever is too young or knows too little cannot be approved: that is tried before the refusal.
  Result<Done> decide() {
    for (const Player& player : players_) {
      if (player.part == Part::works) {
        SANAQ_TRY([[maybe_unused]] const Worker approved, step(player, Approve{}));
      } else if (player.part == Part::waits) {
        SANAQ_TRY([[maybe_unused]] const Worker waits, step(player, PutInReserve{}));
        ++figures_.in_reserve;
      } else {
        const auto approved = step(player, Approve{});
        const char* expected = player.place.too_young ? "worker.age" : "worker.computer";
        if (approved || approved.error().code != expected) return Error{"rehearsal.refusal", expected};
        SANAQ_TRY([[maybe_unused]] const Worker gone, step(player, Refuse{"Талапқа сай емес"}));
        ++figures_.refused;
      }
    }
    return Done{};
  }

  Result<Done> sign_contract(const Player& player) {
    const bool leads = player.place.role == "instructor";
    const NamedCode& category = leads ? rules().pay_categories.back() : rules().pay_categories.front();
    const WorkContract contract{std::to_string(++contracts_) + "-Б", std::max(today(), rules().work_from),
                                rules().work_until, category.code};
    SANAQ_TRY([[maybe_unused]] const Worker signed_on, step(player, SignContract{contract}));
    return Done{};
  }
  Result<Done> contract() {
    for (const Player& player : players_)
      if (player.part == Part::works) SANAQ_TRY_DONE(sign_contract(player));
    return Done{};
  }

  // A day of training of so many at most. second: the test is sat once more.
  Result<std::vector<Player*>> hold_seminar(const std::vector<Player*>& learners, bool second) {
    Seminar seminar;
    seminar.territory = region_;
    seminar.place = "Статистика департаменті, мәжіліс залы";
    seminar.day = today();
    seminar.hours = "09:00–18:00";
    seminar.seats = plan_.seats;
    SANAQ_TRY(const SeminarId id, desk_.seminars.add(seminar, office_));
    ++figures_.seminars;
    std::vector<WorkerId> ids;
    for (const Player* player : learners) ids.push_back(player->id);
    SANAQ_TRY_DONE(desk_.seminars.enrol(id, ids, office_));
    const TestRules& test = rules().seminar_test;
    std::vector<Player*> failed;
    for (Player* player : learners) {
      const bool fails = !second && ++learners_ % slow_learner == 0;
      const int points = fails ? test.points_pass - 1 : test.points_max - learners_ % 5;
      SANAQ_TRY_DONE(desk_.seminars.note(id, player->id, {true, points}, office_));
      if (fails) failed.push_back(player);
    }
    figures_.trained += static_cast<int>(learners.size() - failed.size());
    return failed;
  }
  Result<Done> train(const std::vector<Player*>& learners) {
    std::vector<Player*> again;
    const auto seats = static_cast<std::size_t>(plan_.seats);
    for (std::size_t i = 0; i < learners.size(); i += seats) {
      const auto end = std::min(i + seats, learners.size());
      const std::vector<Player*> group(learners.begin() + static_cast<std::ptrdiff_t>(i),
                                       learners.begin() + static_cast<std::ptrdiff_t>(end));
      SANAQ_TRY(const auto failed, hold_seminar(group, false));
      again.insert(again.end(), failed.begin(), failed.end());
    }
    figures_.sat_twice += static_cast<int>(again.size());
    for (std::size_t i = 0; i < again.size(); i += seats) {
      const auto end = std::min(i + seats, again.size());
      SANAQ_TRY([[maybe_unused]] const auto failed,
                hold_seminar({again.begin() + static_cast<std::ptrdiff_t>(i),
                              again.begin() + static_cast<std::ptrdiff_t>(end)},
                             true));
    }
    return Done{};
  }
  Result<Done> train_all() {
    std::vector<Player*> learners;
    for (Player& player : players_)
      if (player.part == Part::works && role_of(player).needs_training) learners.push_back(&player);
    return train(learners);
  }

  // The number typed by hand and the text of the QR code are both asked.
  Result<bool> is_told(const Worker& worker, CardStatus wanted) {
    SANAQ_TRY(const CardAnswer typed, desk_.workforce.look_up(worker.card->number));
    SANAQ_TRY(const CardAnswer scanned, desk_.workforce.look_up(desk_.workforce.slip(worker)));
    return typed.status == wanted && scanned.status == wanted &&
           typed.shown.has_value() == (wanted == CardStatus::valid);
  }
  Result<Done> issue_card(Player& player) {
    SANAQ_TRY(const picture::File photo, picture::read(drawn_portrait(++portraits_)));
    if (const auto wrong = desk_.portraits.check(photo); !wrong.empty()) return Error{wrong.front(), {}};
    SANAQ_TRY([[maybe_unused]] const Worker shown, desk_.workforce.put_photo(player.id, photo, office_));
    SANAQ_TRY(const Worker worker, desk_.workforce.issue_card(player.id, office_));
    player.card = worker.card->number;
    ++figures_.cards;
    SANAQ_TRY(const std::string pdf, card_document(desk_, collection_.site().texts, worker, photo,
                                                   rules().check_address, collection_.clock().now()));
    SANAQ_TRY(const SignedParts parts, signed_parts(pdf));
    SANAQ_TRY_DONE(crypto::verify_seal(parts.der, parts.bytes, desk_.seal.authority()));
    ++figures_.signatures_good;
    SANAQ_TRY(const bool valid, is_told(worker, CardStatus::valid));
    figures_.checked_valid += valid ? 1 : 0;
    return Done{};
  }
  Result<Done> cards() {
    for (Player& player : players_)
      if (player.part == Part::works && role_of(player).needs_card) SANAQ_TRY_DONE(issue_card(player));
    return Done{};
  }

  Result<Worker> open(const Player& player) {
    SANAQ_TRY(WorkerFile file, desk_.workforce.open(player.id, office_));
    return std::move(file.worker);
  }
  Result<Done> equip(const Player& player) {
    SANAQ_TRY(const Worker worker, open(player));
    const bool at_doors = role_of(player).needs_card;
    SANAQ_TRY_DONE(depot_.equip(worker, at_doors));
    if (!at_doors) return Done{};
    std::vector<std::string> items;
    for (const NamedCode& item : rules().kit) items.push_back(item.code);
    AuditRecord line;
    line.at = collection_.clock().now();
    line.actor = office_.login;
    line.action = "worker.kit";
    line.subject = "worker " + player.id.value.to_string();
    return desk_.handover.hand(player.id, items, line);
  }
  Result<Done> equip_all() {
    int sets = 1;  // one spare for whoever takes the place of somebody whose tablet is lost
    for (const Player& player : players_)
      sets += player.part == Part::works && role_of(player).needs_training ? 1 : 0;
    SANAQ_TRY_DONE(depot_.open(sets + plan_.leavers));
    for (const Player& player : players_)
      if (player.part == Part::works && role_of(player).needs_training) SANAQ_TRY_DONE(equip(player));
    return Done{};
  }

  Result<Worker> end(const Player& player, const std::string& reason) {
    return end_work(desk_, &collection_.equipment(), player.id, {reason, today()}, office_,
                    collection_.clock().now());
  }
  // What an interviewer who leaves has comes back; the first one has lost the tablet.
  Result<Done> leave(Player& player) {
    SANAQ_TRY(const Worker worker, end(player, rules().leaving_reasons.front().code));
    player.part = Part::refused;
    SANAQ_TRY(const bool told, is_told(worker, CardStatus::ended));
    figures_.checked_ended += told ? 1 : 0;
    if (figures_.left++ == 0) SANAQ_TRY_DONE(depot_.lose_tablet(worker));
    SANAQ_TRY_DONE(depot_.take_back(worker, figures_.left == 2));
    return count_holding(worker);
  }
  Result<Done> count_holding(const Worker& worker) {
    SANAQ_TRY(const bool clear, depot_.is_clear(worker));
    figures_.still_holding += clear ? 0 : 1;
    return Done{};
  }
  Result<Player*> call_up(const Player& gone) {
    SANAQ_TRY(const Worker left, open(gone));
    SANAQ_TRY(const auto line, desk_.workforce.successors(left, {gone.place.territory}));
    if (line.empty()) return Error{"rehearsal.plan", "reserve"};
    const auto found = std::find_if(players_.begin(), players_.end(),
                                    [&](const Player& one) { return one.id == line.front().id; });
    SANAQ_TRY([[maybe_unused]] const Worker called, desk_.workforce.replace(gone.id, found->id, office_));
    found->part = Part::works;
    return &*found;
  }
  Result<Done> replace() {
    std::vector<Player*> called;
    for (Player& player : players_) {
      if (player.place.role != "interviewer" || player.part != Part::works || player.card.empty()) continue;
      if (figures_.left == plan_.leavers) break;
      SANAQ_TRY_DONE(leave(player));
      SANAQ_TRY(Player * next, call_up(player));
      SANAQ_TRY_DONE(sign_contract(*next));
      called.push_back(next);
    }
    SANAQ_TRY_DONE(train(called));
    for (Player* player : called) {
      SANAQ_TRY_DONE(issue_card(*player));
      SANAQ_TRY_DONE(equip(*player));
      ++figures_.replaced;
    }
    return Done{};
  }

  // By the books, not by what was done.
  Result<Done> count() {
    WorkerQuery query;
    query.limit = everybody;
    SANAQ_TRY(const auto all, desk_.workforce.list(query, office_));
    for (const Worker& worker : all) {
      const bool works = worker.state == WorkerState::working;
      figures_.instructors += works && worker.role == "instructor" ? 1 : 0;
      figures_.interviewers += works && worker.role == "interviewer" ? 1 : 0;
      const bool hired = worker.contract && !is_final(worker.state);
      figures_.involved += hired ? 1 : 0;
    }
    return Done{};
  }

  Result<Done> hand_in() {
    int number = 0;
    for (const Player& player : players_) {
      if (player.part != Part::works || !role_of(player).needs_training) continue;
      SANAQ_TRY(const Worker worker, open(player));
      SANAQ_TRY_DONE(depot_.take_back(worker, ++number % careless == 0));
      SANAQ_TRY_DONE(count_holding(worker));
    }
    return depot_.write_off_damaged();
  }

  Result<Done> release() {
    for (const Player& player : players_) {
      if (player.part != Part::works) continue;
      SANAQ_TRY(const Worker worker, end(player, rules().leaving_reasons.back().code));
      ++figures_.released;
      if (!worker.card) continue;
      SANAQ_TRY(const bool told, is_told(worker, CardStatus::ended));
      figures_.checked_ended += told ? 1 : 0;
    }
    return Done{};
  }

  Result<Done> account() {
    SANAQ_TRY(figures_.equipment, depot_.account());
    return Done{};
  }

  Collection& collection_;
  FieldworkDesk& desk_;
  const RehearsalPlan plan_;
  const Actor office_;
  const std::string region_;
  RehearsalDepot depot_;
  std::vector<Player> players_;
  RehearsalFigures figures_;
  int contracts_ = 0, learners_ = 0, portraits_ = 0;
};

// What has no parent.
std::string region_of(const Codelist& territories, const std::string& territory) {
  const std::size_t parent = territories.column("parent");
  const Codelist::Row* row = territories.find(territory);
  for (int step = 0; step < 10 && row != nullptr && !row->columns[parent].empty(); ++step)
    row = territories.find(row->columns[parent]);
  return row == nullptr ? std::string() : row->code;
}

}  // namespace

Result<RehearsalFigures> rehearse_staff(Collection& collection, const RehearsalPlan& plan,
                                        const std::function<void(const RehearsalFigures::Stage&)>& told) {
  const std::string region = region_of(collection.edition().territories(), plan.territory);
  if (region.empty() || region == plan.territory || plan.leavers > plan.reserve)
    return Error{"rehearsal.plan", plan.territory};
  WorkerQuery anybody;
  anybody.limit = 1;
  anybody.whole_country = true;
  const Actor bureau{{}, "rehearsal", Role::bureau, ""};
  SANAQ_TRY(const auto there, collection.fieldwork().workforce.list(anybody, bureau));
  if (!there.empty()) return Error{"rehearsal.people", {}};
  return Rehearsal(collection, plan, region).run(told);
}

}  // namespace sanaq
