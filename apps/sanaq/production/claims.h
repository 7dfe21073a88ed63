#pragma once
#include <optional>

#include "casework/closed_cases.h"
#include "edition_files/edition_files.h"
#include "processing/claim_book.h"

namespace sanaq {

/// Decides, by editions/<name>/processing/counting.json, in which questionnaire people count who are in
/// several. Nothing when the edition has no such file: then the first claim counts until the office decides.
/// cases: its position does not change. Errors: those of reading the file, of parse_counting_rules and of
/// ClosedCases. `edition` must outlive the result.
Result<std::optional<ClaimBook>> settle_claims(ClosedCases& cases, const EditionFiles& edition);

}  // namespace sanaq
