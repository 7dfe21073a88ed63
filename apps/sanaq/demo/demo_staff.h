#pragma once
#include "sanaq/collection.h"

namespace sanaq {

/// Synthetic people of the census in every state, in the region of the demo, with drawn portraits, a seminar
/// and a report from a door. Errors: those of each step.
Result<Done> seed_staff_people(Collection& collection, const std::string& region);

}  // namespace sanaq
