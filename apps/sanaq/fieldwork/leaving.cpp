#include "sanaq/fieldwork/leaving.h"

#include "sanaq/equipment/worker_holder.h"
#include "sanaq/fieldwork/tablet_handover.h"

namespace sanaq {

Result<Done> take_tablets(FieldworkDesk& desk, WorkerId worker, const Actor& actor, UtcInstant now) {
  HandoverStore& books = desk.handover;
  SANAQ_TRY(const auto held, books.devices(worker));
  // First the cases, then the tablets: whatever stops in between is seen on the page and can be repeated.
  for (const HeldDevice& device : held) {
    SANAQ_TRY(const auto cases, books.cases_of(device.id));
    SANAQ_TRY_DONE(books.note_open(worker, cases, now));
    SANAQ_TRY_DONE(desk.tablets.withdraw(cases));
  }
  AuditRecord line;
  line.at = now;
  line.actor = actor.login;
  line.action = "worker.tablet_taken";
  line.subject = "worker " + worker.value.to_string();
  SANAQ_TRY([[maybe_unused]] const auto taken, books.take_devices(worker, line));
  return Done{};
}

Result<Worker> end_work(FieldworkDesk& desk, EquipmentDesk* equipment, WorkerId worker, const EndWork& step,
                        const Actor& actor, UtcInstant now) {
  SANAQ_TRY(Worker ended, desk.workforce.act(worker, step, actor));
  SANAQ_TRY_DONE(take_tablets(desk, worker, actor, now));
  const auto holder = holder_of_worker(ended);
  if (equipment != nullptr && holder) SANAQ_TRY_DONE(equipment->note_left(holder->reference));
  return ended;
}

}  // namespace sanaq
