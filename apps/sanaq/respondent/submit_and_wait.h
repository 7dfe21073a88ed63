#pragma once
#include "sanaq/respondent/submitter.h"

namespace sanaq {

/// Submits a household and waits until the outcome is durable: for callers that have a thread of their own.
/// Errors: those of the Submitter.
Result<SubmitOutcome> submit_and_wait(Submitter& submitter, PreparedSubmission household);

}  // namespace sanaq
