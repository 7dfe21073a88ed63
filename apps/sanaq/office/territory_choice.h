#pragma once
#include <string>

#include "sanaq/office/office_frame.h"

namespace sanaq {

/// A select of the actor's territory and those right below it.
std::string territory_choice(const Office& office, const OfficeVisit& visit);

}  // namespace sanaq
