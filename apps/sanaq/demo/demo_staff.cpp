#include "sanaq/demo/demo_staff.h"

#include <array>

#include "portrait/drawn_face.h"

namespace sanaq {
namespace {

/// Somebody invented, and how far the person has come.
struct DemoWorker {
  const char *surname, *given, *patronymic, *iin, *birth, *role;
  int computer_points;
  WorkerState until;
};

// Numbers of the 2090s: nobody living has them.
constexpr std::array<DemoWorker, 12> demo_workers = {{
    {"Сынақова", "Айша", "Үлгіқызы", "950317600018", "1995-03-17", "interviewer", 18, WorkerState::working},
    {"Үлгібаев", "Арман", "Сынақұлы", "960206500022", "1996-02-06", "interviewer", 16, WorkerState::working},
    {"Көрсетова", "Дана", "Үлгіқызы", "970101600039", "1997-01-01", "instructor", 20, WorkerState::working},
    {"Мысалов", "Ерлан", "", "980505500040", "1988-05-05", "interviewer", 14, WorkerState::suspended},
    {"Сынақбаева", "Жанар", "Мысалқызы", "990717600056", "1999-07-17", "interviewer", 15, WorkerState::ended},
    {"Тәжірибеев", "Қайрат", "Үлгіұлы", "950101500063", "1985-01-01", "interviewer", 19,
     WorkerState::trained},
    {"Үлгіханова", "Ләззат", "", "960808600071", "1996-08-08", "interviewer", 13, WorkerState::contracted},
    {"Мысалбекова", "Мадина", "Сынаққызы", "970909600086", "1997-09-09", "interviewer", 17,
     WorkerState::contracted},
    {"Көрсетбеков", "Нұрлан", "Мысалұлы", "981010500094", "1998-10-10", "interviewer", 12,
     WorkerState::approved},
    {"Сынақұлов", "Олжас", "", "991111500105", "1999-11-11", "interviewer", 16, WorkerState::reserve},
    {"Үлгіманова", "Перизат", "", "950202600117", "2004-02-02", "interviewer", 9, WorkerState::applied},
    {"Тәжірибекова", "Сара", "Көрсетқызы", "960303600122", "1996-03-03", "interviewer", 8,
     WorkerState::refused},
}};

/// Takes demo_workers on, one after the other.
class Seeding {
 public:
  Seeding(Collection& collection, const std::string& region)
      : desk_(collection.fieldwork()), clock_(collection.clock()), region_(region) {
    const Codelist& list = collection.edition().territories();
    for (const std::uint32_t row : list.where(list.column("parent"), region))
      districts_.push_back(list.rows()[row].code);
  }

  Result<Done> run() {
    SANAQ_TRY(seminar_, add_seminar());
    for (std::size_t i = 0; i < demo_workers.size(); ++i) SANAQ_TRY_DONE(take_on(demo_workers[i], static_cast<int>(i)));
    DoorReport report;
    report.id = Uuid::make(clock_.now().micros / 1000, numbers_);
    report.at = clock_.now();
    report.territory = region_;
    report.status = "none";
    report.place = "Абай көшесі 5";
    report.words = "Куәлігін көрсетпеді";
    return desk_.reports.add(report);
  }

 private:
  Result<SeminarId> add_seminar() {
    Seminar seminar;
    seminar.territory = region_;
    seminar.place = "Маңғыстау облысының Статистика департаменті, мәжіліс залы";
    seminar.day = desk_.workforce.today();
    seminar.hours = "09:00–13:00, 14:00–18:00";
    seminar.seats = 30;
    return desk_.seminars.add(std::move(seminar), office_);
  }

  Result<Done> take_on(const DemoWorker& one, int number) {
    const std::string digits = std::to_string(10'000'000 + number).substr(1);
    ApplicationForm form{
        one.surname,
        one.given,
        one.patronymic,
        valid_iin(one.iin),
        one.birth,
        "+7 700 " + digits,
        "kk ru",
        number % 2 == 0 ? "higher" : "student",
        std::to_string(one.computer_points),
        one.role,
        districts_.empty() ? region_ : districts_[static_cast<std::size_t>(number) % districts_.size()]};
    const ApplicationCheck check = desk_.workforce.check(form);
    if (check.candidate.empty())
      return Error{"demo.worker", std::to_string(number) + " " + check.findings.front().code};
    SANAQ_TRY(const auto ids, desk_.workforce.apply(check.candidate, office_));
    return lead(ids.front(), one, number);
  }

  // The check digit follows from the others.
  static std::string valid_iin(std::string digits) {
    const int check = iin_check_digit(digits.substr(0, 11));
    digits[11] = static_cast<char>('0' + (check < 0 ? 0 : check));
    return digits;
  }

  Result<Done> step(WorkerId id, const WorkerCommand& command) {
    SANAQ_TRY([[maybe_unused]] const Worker after, desk_.workforce.act(id, command, office_));
    return Done{};
  }

  Result<Done> lead(WorkerId id, const DemoWorker& one, int number) {
    const WorkerState until = one.until;
    if (until == WorkerState::applied) return Done{};
    if (until == WorkerState::refused) return step(id, Refuse{"Компьютер тестінен өтпеді / не пройден тест"});
    if (until == WorkerState::reserve) return step(id, PutInReserve{});
    SANAQ_TRY_DONE(step(id, Approve{}));
    if (until == WorkerState::approved) return Done{};
    const StaffRules& rules = desk_.workforce.edition().staff;
    SANAQ_TRY_DONE(step(id, SignContract{{std::to_string(101 + number) + "-И", desk_.workforce.today(),
                                          rules.work_until, rules.pay_categories.front().code}}));
    if (until == WorkerState::contracted) return Done{};
    SANAQ_TRY_DONE(desk_.seminars.enrol(seminar_, {id}, office_));
    SANAQ_TRY_DONE(desk_.seminars.note(seminar_, id, {true, 22 + number % 8}, office_));
    if (until == WorkerState::trained) return Done{};
    SANAQ_TRY(const picture::File photo, picture::read(drawn_portrait(number)));
    SANAQ_TRY([[maybe_unused]] const Worker shown, desk_.workforce.put_photo(id, photo, office_));
    SANAQ_TRY([[maybe_unused]] const Worker working, desk_.workforce.issue_card(id, office_));
    if (until == WorkerState::suspended)
      return step(id, SuspendWork{"Шағым қаралуда / рассматривается жалоба"});
    if (until == WorkerState::ended)
      return step(id, EndWork{rules.leaving_reasons.front().code, desk_.workforce.today()});
    return Done{};
  }

  FieldworkDesk& desk_;
  const Clock& clock_;
  const std::string region_;
  std::vector<std::string> districts_;
  SeminarId seminar_;
  SplitMix numbers_{2021};
  const Actor office_{{}, "system", Role::bureau, ""};
};

}  // namespace

Result<Done> seed_staff_people(Collection& collection, const std::string& region) {
  if (collection.edition().edition.staff.pay_categories.empty()) return Done{};
  return Seeding(collection, region).run();
}

}  // namespace sanaq
