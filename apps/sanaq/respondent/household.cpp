#include "sanaq/respondent/household.h"

#include <algorithm>

namespace sanaq {

Result<OpenHousehold> open_household(const Site& site, const Visitor& visitor, DeviceId device) {
  SANAQ_CHECK(visitor.session.has_value());
  const CaseId case_id = visitor.session->case_id;
  SANAQ_TRY(auto draft, site.drafts.open(case_id, site.program, site.context, device));
  std::optional<StoredSubmission> submitted;
  if (draft.submitted) {
    SANAQ_TRY(submitted, site.submissions.find(case_id));
  }
  return OpenHousehold{std::move(draft), std::move(submitted)};
}

Result<Done> store_operations(const Site& site, const Visitor& visitor, std::int64_t seen,
                              const std::vector<Operation>& operations) {
  return append_operations(site, visitor.session->case_id, seen, operations);
}

Result<Done> append_operations(const Site& site, CaseId case_id, std::int64_t seen,
                               const std::vector<Operation>& operations) {
  const DeviceId device{Uuid::make(site.clock.now().micros / 1000, site.rng)};
  std::int64_t number = 1;
  for (std::size_t at = 0; at < operations.size(); at += Drafts::operations_max) {
    const std::size_t end = std::min(operations.size(), at + Drafts::operations_max);
    std::vector<Operation> part(operations.begin() + static_cast<std::ptrdiff_t>(at),
                                operations.begin() + static_cast<std::ptrdiff_t>(end));
    SANAQ_TRY([[maybe_unused]] const DraftReceipt receipt,
              site.drafts.append({case_id, device, number, seen, std::move(part)}));
    number += static_cast<std::int64_t>(end - at);
  }
  return Done{};
}

std::string counting_territory(const EditionFiles& edition, const SubmissionPlan& plan,
                               const Interview& interview) {
  if (plan.territory == no_node) return {};
  const Codelist& list = edition.territories();
  const std::size_t level = list.column("level");
  const std::size_t parent = list.column("parent");
  std::string code = interview.text_of(plan.territory, interview.value({plan.territory}));
  for (int step = 0; step < 10; ++step) {
    const Codelist::Row* row = list.find(code);
    if (row == nullptr || row->columns[level] == "2" || row->columns[parent].empty()) break;
    code = row->columns[parent];
  }
  return code;
}

std::string new_item_id(const Site& site) {
  constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuvwxyz";
  std::string id = "p";
  for (int i = 0; i < 10; ++i) id += digits[site.rng.below(digits.size())];
  return id;
}

}  // namespace sanaq
