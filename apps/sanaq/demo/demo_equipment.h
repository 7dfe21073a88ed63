#pragma once
#include "sanaq/collection.h"

namespace sanaq {

/// Equipment of the demo's department: a delivery, people who have tablets, and an act in each state. What is
/// there already is left as it is. staff: log-in of an authorised person of a district, who holds some and
/// has an act to sign. Errors: those of EquipmentDesk.
Result<Done> seed_equipment(Collection& collection, const std::string& region, const std::string& district,
                            const std::string& login);

}  // namespace sanaq
