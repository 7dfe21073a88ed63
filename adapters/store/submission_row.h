#pragma once
#include "casework/submission_store.h"
#include "pg/rows.h"
#include "store/form_numbers.h"

namespace sanaq {

/// The facts of a submission from the first eight columns of find_cases and its sisters.
Result<StoredSubmission> read_stored(const pg::Row& row, pg::Connection& connection, FormNumbers& forms);

}  // namespace sanaq
