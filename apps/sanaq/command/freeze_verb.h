#pragma once
#include "sanaq/command/arguments.h"

namespace sanaq {

/// `sanaq freeze`: a state of the census as a file that never changes, with its reports beside it; says on
/// standard output what became of it. A state is named by edition and revision: no name is given twice,
/// whatever the file. Errors: "freeze.exists" (the name, or the file), those of open_closed_cases and
/// freeze_cases.
Result<Done> freeze_census(const Arguments& arguments);

}  // namespace sanaq
