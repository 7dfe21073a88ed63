#pragma once
#include <optional>
#include <vector>

#include "casework/closed_cases.h"
#include "edition_files/edition_files.h"
#include "processing/claim_book.h"

namespace sanaq {

/// Collects the cases that may count what others count too, while all cases are read, and decides by
/// editions/<name>/processing/counting.json in which questionnaire people count.
class ClaimReading {
 public:
  /// Nothing when the edition has no such file: then the first claim counts until the office decides.
  /// likely: people who may stand in two questionnaires without a number; nothing: nobody is looked for.
  /// `edition` must outlive the result. Errors: those of reading the file, of parse_counting_rules, of
  /// LikelyPeople and of ClosedCases.
  static Result<std::optional<ClaimReading>> begin(ClosedCases& cases, const EditionFiles& edition,
                                                   LikelyPeople* likely);
  /// All cases from the first on, in the order of their serials.
  void note(const std::vector<ClosedCase>& page);
  ClaimBook settle() &&;

 private:
  ClaimReading(ClaimBook book, std::vector<DisputedCase> disputed)
      : book_(std::move(book)), disputed_(std::move(disputed)) {}
  ClaimBook book_;
  std::vector<DisputedCase> disputed_;  // by serial
  std::size_t noted_ = 0;
};

/// Reads all cases for nothing else. cases: its position does not change. Errors: as ClaimReading::begin.
Result<std::optional<ClaimBook>> settle_claims(ClosedCases& cases, const EditionFiles& edition,
                                               LikelyPeople* likely);

}  // namespace sanaq
