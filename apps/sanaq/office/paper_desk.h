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
  /// Of the territories (none: of all).
  Result<std::vector<PaperForm>> list(const std::vector<std::string>& territories) {
    return store_.list(territories, forms_max);
  }
  /// Whether it is this person's turn to key it.
  static bool may_key(const PaperForm& form, const std::string& login);
  /// Whether this person may check what others keyed: nobody who had a hand in the first keying.
  static bool may_second(const PaperForm& form, const std::string& login);
  /// Whether this person may go on with what another one is keying.
  static bool may_take_over(const PaperForm& form, const std::string& login);
  /// Whether somebody else went on with the keying this person had begun.
  static bool was_taken_from(const PaperForm& form, const std::string& login);
  /// False when somebody was quicker. What was keyed stays.
  Result<bool> take_over(const PaperForm& form, const std::string& login, TakeoverReason reason);
  /// Takes the second keying on; false when somebody else was quicker.
  Result<bool> begin_second(PaperForm& form, const std::string& login);

  std::string new_item() const { return new_item_id(site_); }
  /// The draft being keyed now.
  Result<OpenDraft> draft(const PaperForm& form);
  /// Of a second keying the differences are counted anew; interview: as it stands with the operations.
  Result<Done> store(const PaperForm& form, std::int64_t seen, const std::vector<Operation>& operations,
                     const Interview& interview);
  /// Where the second keying `interview` and the first one differ.
  Result<std::vector<KeyingDifference>> differences(const PaperForm& form, const Interview& interview,
                                                    std::string_view language);
  /// Pictures go to the case, whichever keying they come with. See take_files().
  Result<std::vector<page::Rejected>> take_files(const PaperForm& form, const Interview& interview,
                                                 const http::Request& request, page::Fields& fields);
  http::Response picture(const PaperForm& form, const http::Request& request);
  /// confirmed: differences between the keyings were looked at. language: of the texts of differences.
  Result<PaperSent> send(PaperForm form, bool confirmed, std::string_view language);

 private:
  Result<PaperSent> submit(PaperForm form, const Interview& interview, std::int32_t differences);
  static constexpr int forms_max = 500;

  const Site& site_;
  PaperStore& store_;
};

}  // namespace sanaq
