#pragma once
#include <string>
#include <vector>

#include "sanaq/collection.h"
#include "sanaq/office/staff_accounts.h"

namespace sanaq {

/// Fills an empty demo census: streets and dwellings of one district, office accounts, synthetic households
/// as if they had been submitted, the freeze and the tables on the portal. What is there already is left as
/// it is, so that a second start is quick. Shows progress on standard error. Errors: those of each step.
Result<std::vector<NewAccount>> seed_demo(Collection& collection, std::int64_t households);

/// A synthetic person to register as: a birth in 2095, which no living person has.
const char* demo_iin();
std::string demo_document(const Collection& collection);
/// The portal's program beside this one.
std::string default_portal_program();

}  // namespace sanaq
