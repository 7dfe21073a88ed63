#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "casework/closed_cases.h"
#include "edition_files/edition_files.h"
#include "processing/case_editor.h"

namespace sanaq {

/// The two passes of editing over all closed cases, on several threads. The outcome does not depend on how
/// many.
class Editing {
 public:
  /// One household that editing touched.
  struct Touched {
    std::int64_t household = 0;  // number in the frozen file
    EditedCase edited;
  };

  /// Nothing when the edition has no processing/editing.json: then cases are frozen as they stand. Errors:
  /// those of reading the file and of parse_edit_plan. `edition` must outlive the result.
  static Result<std::unique_ptr<Editing>> make(const EditionFiles& edition, unsigned threads);

  /// First pass over the next cases, whose households have the numbers from `first`.
  Result<Done> survey(const std::vector<ClosedCase>& cases, std::int64_t first);
  /// Second pass over the same cases again: mends their answers.
  Result<Done> mend(std::vector<ClosedCase>& cases, std::int64_t first);

  const EditReport* report() const { return report_ ? &*report_ : nullptr; }
  const std::vector<Touched>& touched() const { return touched_; }
  std::size_t donor_count() const { return donors_.size(); }
  /// "household,person,question,before,after,rule,donor" with a line an answer that changed, as codes.
  std::string changes_csv() const;

 private:
  Editing(const EditionFiles& edition, Json plan, unsigned threads);
  Result<const CaseEditor*> editor_of(const ClosedCase& closed);

  const EditionFiles& edition_;
  Json plan_;
  unsigned threads_;
  std::map<const KnownForm*, std::unique_ptr<CaseEditor>> editors_;
  const Form* form_ = nullptr;  // of the report: the form of the first case
  DonorPool donors_;
  std::optional<EditReport> report_;
  std::vector<bool> broken_;  // by household number
  std::vector<Touched> touched_;
};

}  // namespace sanaq
