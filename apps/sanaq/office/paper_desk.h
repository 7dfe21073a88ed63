#pragma once
#include <variant>

#include "casework/paper.h"
#include "page/step.h"
#include "sanaq/respondent/household.h"
#include "sanaq/site.h"

namespace sanaq {

/// What became of the wish to send a keyed questionnaire.
struct PaperSent {
  enum class Kind {
    waits,       // keyed once; the sample is keyed a second time by somebody else
    stored,      // submitted now, or the same before
    closed,      // its household was submitted with other content: nothing changed
    incomplete,  // findings are open
    same_person,
    differs,  // the two keyings differ: to be looked at first
    taken,    // somebody else moved it meanwhile
  };
  Kind kind = Kind::stored;
  std::optional<StoredSubmission> facts;
  std::vector<KeyingDifference> differences;
};

/// Paper questionnaires at the office's desk: keyed through the engine into a draft, a sample twice,
/// submitted as every household is, with the channel paper. Whoever sent one cannot read it again: the draft
/// is opened only for the one whose turn it is. Any thread.
class PaperDesk {
 public:
  PaperDesk(const Site& site, PaperStore& store) : site_(site), store_(store) {}

  /// Begins, or goes on with, the paper of a number. Errors: "paper.number".
  Result<PaperForm> open(std::string_view number, const std::string& territory, const std::string& login);
  Result<std::optional<PaperForm>> find(CaseId case_id) { return store_.find(case_id); }
  Result<std::vector<PaperForm>> list() { return store_.list(forms_max); }
  /// Whether it is this person's turn to key it.
  static bool may_key(const PaperForm& form, const std::string& login);
  /// Takes the second keying on; false when somebody else was quicker.
  Result<bool> begin_second(PaperForm& form, const std::string& login);

  std::string new_item() const { return new_item_id(site_); }
  /// The draft being keyed now.
  Result<OpenDraft> draft(const PaperForm& form);
  Result<Done> store(const PaperForm& form, std::int64_t seen, const std::vector<Operation>& operations);
  /// confirmed: differences between the keyings were looked at. language: of the texts of differences.
  Result<PaperSent> send(PaperForm form, bool confirmed, std::string_view language);

 private:
  Result<PaperSent> submit(PaperForm form, const Interview& interview, std::int32_t differences);
  static constexpr int forms_max = 500;

  const Site& site_;
  PaperStore& store_;
};

}  // namespace sanaq
