#pragma once
#include "processing/likely_people.h"
#include "sanaq/command/arguments.h"

namespace sanaq {

/// `sanaq claims`: who would count where if the census were frozen now, and to the clerks of the office those
/// pairs of people without a number that neither facts nor clerks have decided. `--to FILE` is written as
/// *.counting.csv of a freeze is. Errors: those of open_closed_cases and settle_claims; "claims.rules" (the
/// edition has no processing/counting.json).
Result<Done> bring_claims(const Arguments& arguments);

/// Says on standard error how many questionnaires the running server has not compared yet, if any.
Result<Done> warn_not_compared(LikelyPeople& likely);

}  // namespace sanaq
