#pragma once
#include <string>
#include <vector>

#include "equipment/holder.h"
#include "institution/institution.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {

/// The responsible employee of an institution as somebody things can be with (point 8 of the orders): signs
/// with the own log-in. The institution's name is not told: some are protected. The id is the caller's.
equipment::Holder holder_of_employee(const Institution& place, const ResponsibleEmployee& employee);

/// The part of an institution's page about equipment: what its employees have, and the way to enter them as
/// holders; nothing for those who do not manage equipment there. Errors: "store.unavailable", "seal.broken".
Result<std::string> equipment_of_employees(const Office& office, const OfficeVisit& visit,
                                           const Institution& place,
                                           const std::vector<ResponsibleEmployee>& employees);

/// What follows when an employee has been dismissed from the task: gives back what is there, gets nothing
/// more. Errors: "store.unavailable".
Result<Done> note_employee_left(const Office& office, const ResponsibleEmployee& employee);

}  // namespace sanaq
