#include "casework/closed_cases.h"

#include <algorithm>

namespace sanaq {

std::uint16_t member_number(const SubmissionPlan& plan, const CodedResponse& response, NodeIndex list,
                            std::uint16_t item) {
  std::size_t before = 0;
  for (const PersonPlan& persons : plan.persons) {
    if (persons.list == list) return static_cast<std::uint16_t>(before + item + 1);
    for (const CodedList& coded : response.lists)
      if (coded.node == persons.list) before += coded.item_ids.size();
  }
  return 0;
}

Result<std::vector<ClosedCase>> ClosedCases::next() {
  SANAQ_TRY(auto sealed, store_.read(after_, page_));
  SANAQ_TRY(auto cases, open(std::move(sealed)));
  if (!cases.empty()) after_ = cases.back().head.serial;
  return cases;
}

Result<std::vector<ClosedCase>> ClosedCases::open(std::vector<SealedCase> sealed) const {
  std::vector<ClosedCase> cases;
  cases.reserve(sealed.size());
  for (SealedCase& head : sealed) {
    const std::string place = "submission " + std::to_string(head.serial.value());
    const auto known = std::find_if(forms_.begin(), forms_.end(),
                                    [&](const KnownForm& form) { return form.plan.form == head.form; });
    if (known == forms_.end()) return Error{"response.form", place};
    const auto& id = head.case_id.value.bytes();
    const auto bytes = sealer_.open(SealPurpose::response, head.response,
                                    {reinterpret_cast<const char*>(id.data()), id.size()});
    if (!bytes) return Error{bytes.error().code, place};
    auto response = decode_response(*bytes, *known->form, known->plan.form.fingerprint);
    if (!response) return Error{response.error().code, place};
    head.response.clear();
    ClosedCase closed{std::move(head), &*known, *std::move(response), {}};
    closed.counts.assign(closed.head.persons, true);
    for (const MemberStanding& standing : closed.head.disputed)
      if (standing.member > 0 && standing.member <= closed.head.persons)
        closed.counts[standing.member - 1U] =
            standing.standing != Standing::not_counted &&
            (standing.standing == Standing::counted || standing.first_claim);
    cases.push_back(std::move(closed));
  }
  return cases;
}

}  // namespace sanaq
