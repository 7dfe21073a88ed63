#pragma once
#include "sanaq/equipment/equipment_desk.h"
#include "sanaq/fieldwork/fieldwork_desk.h"

namespace sanaq {

/// Takes the tablets of a worker back: their open cases are noted and withdrawn. What stopped in between is
/// done by a second call. Errors: "store.unavailable".
Result<Done> take_tablets(FieldworkDesk& desk, WorkerId worker, const Actor& actor, UtcInstant now);

/// Ends the work of somebody: the card is worth nothing from now on, tablets come back, and as a holder of
/// equipment the person gives back what is there and gets nothing more. equipment: null where nothing is
/// handed out. Errors: those of Workforce::act() and take_tablets().
Result<Worker> end_work(FieldworkDesk& desk, EquipmentDesk* equipment, WorkerId worker, const EndWork& step,
                        const Actor& actor, UtcInstant now);

}  // namespace sanaq
