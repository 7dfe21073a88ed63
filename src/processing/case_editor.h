#pragma once
#include <memory>
#include <string>
#include <vector>

#include "casework/closed_cases.h"
#include "processing/donor_pool.h"
#include "processing/edit_report.h"
#include "processing/localise.h"

namespace sanaq {

/// Edits households of one form: finds those that break rules, which answers must change, and what they
/// become. The same cases, plan and seed give the same answers whatever the order and the threads: editing
/// only reads.
class CaseEditor {
 public:
  /// form and territories must outlive the editor. territories: with columns `parent` and `level`.
  CaseEditor(const KnownForm& form, EditPlan plan, InterviewContext context, const Codelist& territories);

  const EditPlan& plan() const { return plan_; }
  EditReport new_report() const { return EditReport(rules_, plan_); }
  /// First pass: counts the answers into the report and offers a household that breaks no rule as a donor.
  /// household: its number in the frozen file. Gives whether every rule holds. Errors: those of
  /// EditRecord::open, detail: the serial.
  Result<bool> survey(const ClosedCase& closed, std::int64_t household, DonorPool& donors,
                      EditReport& report) const;
  /// Second pass, for a household that breaks a rule. Nearest-neighbour hot deck: equally cheap sets of
  /// answers are given the values of the nearest donor with which every rule holds (joint, so that what
  /// belongs together stays together); else values of several donors; else values the search proved. Where no
  /// cheap set was found, all answers come from the nearest donor. Errors: as above.
  Result<EditedCase> edit(const ClosedCase& closed, std::int64_t household, const DonorPool& donors,
                          EditReport& report) const;

 private:
  struct Candidate {
    std::int64_t distance = 0;
    const Donor* donor = nullptr;
    std::size_t choice = 0;
  };
  Result<EditRecord> open(const ClosedCase& closed, const CodedResponse& response) const;
  std::string area_of(const ClosedCase& closed) const;
  std::vector<Candidate> candidates(const EditRecord& record, const Localisation& found,
                                    const std::vector<const Donor*>& donors, std::int64_t household) const;
  bool copy_donor(EditRecord& record, const CellSet& cells, const Donor& donor) const;
  std::int64_t impute(EditRecord& record, const Localisation& found,
                      const std::vector<std::vector<const Donor*>>& near, std::int64_t household) const;
  bool mix_donors(EditRecord& record, const Localisation& found, const std::vector<Candidate>& nearest) const;
  Result<bool> replace(const ClosedCase& closed, EditRecord& record, EditedCase& out,
                       const std::vector<std::vector<const Donor*>>& near) const;

  const KnownForm& form_;
  EditPlan plan_;
  InterviewContext context_;
  const Codelist& territories_;
  std::shared_ptr<const Program> program_;
  EditRules rules_;
};

}  // namespace sanaq
