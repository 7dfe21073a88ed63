#pragma once
#include <cstdint>
#include <vector>

#include "casework/submission.h"
#include "household_bodies.h"

namespace sanaq::perf {

/// Households opened, validated, split and sealed, with new case ids: what the store takes.
std::vector<PreparedSubmission> prepare(CensusSite& site, const HouseholdBodies& bodies, std::uint64_t first,
                                        std::uint64_t count);

/// Households a second of SubmissionStorePg alone, 256 a transaction, one after the other: no HTTP, no
/// validation.
double store_alone(CensusSite& site, const std::vector<PreparedSubmission>& households);

/// Households a second by which PostgreSQL takes the same rows into tables with the same columns and indexes
/// through binary COPY, 1,000 households a transaction, two sessions at once: nothing is looked up or
/// claimed.
double plain_copy(CensusSite& site, const std::vector<PreparedSubmission>& households);

}  // namespace sanaq::perf
