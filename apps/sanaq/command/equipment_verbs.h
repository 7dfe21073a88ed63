#pragma once
#include "sanaq/collection.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"

namespace sanaq {

/// The words behind `sanaq equipment`. Errors: those of Arguments::parse().
Result<Arguments> equipment_arguments(const Words& words);
/// Does what they say on an open collection; writes its own messages. Returns an exit code.
int run_equipment_verb(Collection& collection, const Arguments& arguments);

}  // namespace sanaq
