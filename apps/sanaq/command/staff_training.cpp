// The verbs of `sanaq staff` from the seminar to the card.
#include <cstdio>

#include "os/files.h"
#include "sanaq/command/staff_verbs.h"
#include "sanaq/fieldwork/card_document.h"

namespace sanaq {
namespace {

Result<SeminarId> seminar_named(const Words& words) {
  const auto id = words.empty() ? Error{"argument.value", "SEMINAR"} : Uuid::parse(words[0]);
  if (!id) return Error{"argument.value", "SEMINAR"};
  return SeminarId{*id};
}

Result<int> add_seminar(const StaffShift& shift, const Words&) {
  Seminar seminar;
  seminar.territory = shift.arguments.get("territory");
  seminar.place = shift.arguments.get("place");
  seminar.hours = shift.arguments.get("hours");
  SANAQ_TRY(seminar.day, shift.day("day", shift.desk().workforce.today()));
  SANAQ_TRY(const std::int64_t seats, shift.arguments.number("seats", 30, 1, 2'000));
  seminar.seats = static_cast<int>(seats);
  SANAQ_TRY(const SeminarId id, shift.desk().seminars.add(std::move(seminar), shift.actor));
  std::printf("%s\n", id.value.to_string().c_str());
  return exit_good;
}

Result<int> enrol(const StaffShift& shift, const Words& words) {
  SANAQ_TRY(const SeminarId seminar, seminar_named(words));
  std::vector<WorkerId> workers;
  for (auto word = words.begin() + 1; word != words.end(); ++word) {
    SANAQ_TRY(const WorkerId id, shift.worker(*word));
    workers.push_back(id);
  }
  SANAQ_TRY_DONE(shift.desk().seminars.enrol(seminar, workers, shift.actor));
  return exit_good;
}

// Who was there, and with how many points: --points N, or --absent.
Result<int> mark(const StaffShift& shift, const Words& words) {
  SANAQ_TRY(const SeminarId seminar, seminar_named(words));
  NoteTraining training;
  training.attended = !shift.arguments.has("absent");
  if (shift.arguments.has("points")) {
    SANAQ_TRY(const std::int64_t points, shift.arguments.number("points", 0, 0, 1'000));
    training.points = static_cast<int>(points);
  }
  return shift.for_each({words.begin() + 1, words.end()}, [&](WorkerId id) -> Result<Worker> {
    SANAQ_TRY_DONE(shift.desk().seminars.note(seminar, id, training, shift.actor));
    SANAQ_TRY(WorkerFile file, shift.desk().workforce.open(id, shift.actor));
    return std::move(file.worker);
  });
}

Result<int> take_photo(const StaffShift& shift, const Words& words) {
  if (words.size() != 2) return Error{"argument.value", "WORKER FILE"};
  SANAQ_TRY(const std::string bytes, os::read_file(words[1], picture::bytes_max));
  SANAQ_TRY(const picture::File photo, picture::read(bytes));
  if (const auto wrong = shift.desk().portraits.check(photo); !wrong.empty()) return Error{wrong.front(), {}};
  return shift.for_each(
      {words[0]}, [&](WorkerId id) { return shift.desk().workforce.put_photo(id, photo, shift.actor); });
}

// The card the worker holds, as a signed PDF; whoever holds none, or with --new, is given one.
Result<int> print_card(const StaffShift& shift, const Words& words) {
  if (words.size() != 1 || !shift.arguments.has("to")) return Error{"argument.value", "WORKER --to FILE"};
  SANAQ_TRY(const WorkerId id, shift.worker(words[0]));
  Workforce& workforce = shift.desk().workforce;
  SANAQ_TRY(WorkerFile file, workforce.open(id, shift.actor));
  if (!file.worker.card || shift.arguments.has("new")) {
    SANAQ_TRY(file.worker, workforce.issue_card(id, shift.actor));
  }
  SANAQ_TRY(const auto photo, workforce.photo(file.worker));
  if (!photo) return Error{"worker.photo", {}};
  const std::string site = shift.arguments.get("site", workforce.edition().staff.check_address);
  SANAQ_TRY(const std::string pdf, card_document(shift.desk(), shift.collection.site().texts, file.worker,
                                                 *photo, site, shift.now()));
  SANAQ_TRY_DONE(os::write_file(shift.arguments.get("to"), pdf));
  AuditRecord record;
  record.at = shift.now();
  record.actor = shift.actor.login;
  record.action = "worker.print_card";
  record.subject = "worker " + words[0];
  SANAQ_TRY([[maybe_unused]] const auto written, shift.collection.audit().append(std::move(record)));
  std::printf("%s\n", file.worker.card->number.c_str());
  return exit_good;
}

Result<int> check_card(const StaffShift& shift, const Words& words) {
  if (words.size() != 1) return Error{"argument.value", "CARD"};
  SANAQ_TRY(const CardAnswer answer, shift.desk().workforce.look_up(words[0]));
  std::printf("%s\n", shift.text("staff_check.status." + std::string(to_string(answer.status))).c_str());
  return answer.status == CardStatus::valid ? exit_good : exit_found;
}

}  // namespace

StaffVerbs training_verbs() {
  return {{"seminar", add_seminar}, {"enrol", enrol},     {"mark", mark},
          {"photo", take_photo},    {"card", print_card}, {"check", check_card}};
}

}  // namespace sanaq
