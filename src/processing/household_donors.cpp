#include "processing/household_donors.h"

#include <algorithm>
#include <cstdlib>

#include "processing/donor_pool.h"

namespace sanaq {

void HouseholdDonors::keep(std::vector<Donor>& of, std::uint64_t order, const ClosedCase& closed) const {
  if (of.size() == kept_ && of.back().order <= order) return;
  Donor donor{order, {closed.head, closed.form, {}, closed.counts}, {}, 0};
  donor.response = encode_response(closed.response, *closed.form->form, closed.form->plan.form.fingerprint);
  const auto at = std::upper_bound(of.begin(), of.end(), order,
                                   [](std::uint64_t value, const Donor& one) { return value < one.order; });
  of.insert(at, std::move(donor));
  if (of.size() > kept_) of.pop_back();
}

void HouseholdDonors::offer(const CensusPlace& place, int persons, const ClosedCase& closed) {
  const std::uint64_t order = donor_order(seed_, closed.head.serial.value());
  Sizes& sizes = regions_[place.region][place.district];
  keep(sizes[0], order, closed);
  if (persons > 0) keep(sizes[persons], order, closed);
}

HouseholdDonors::Found HouseholdDonors::of_size(const CensusPlace& place, int size) {
  Found out;
  const auto add = [&](Sizes& sizes) {
    if (const auto found = sizes.find(size); found != sizes.end())
      for (Donor& donor : found->second) out.push_back(&donor);
  };
  const auto region = regions_.find(place.region);
  if (region != regions_.end())
    if (const auto district = region->second.find(place.district); district != region->second.end())
      add(district->second);
  if (out.empty() && region != regions_.end())
    for (auto& [name, sizes] : region->second) add(sizes);
  if (out.empty())
    for (auto& [name, districts] : regions_)
      for (auto& [district, sizes] : districts) add(sizes);
  return out;
}

HouseholdDonors::Found HouseholdDonors::near_size(const CensusPlace& place, int size) {
  int nearest = 0;
  for (const auto& [region, districts] : regions_)
    for (const auto& [district, sizes] : districts)
      for (const auto& [known, donors] : sizes)
        if (known > 0 && (nearest == 0 || std::abs(known - size) < std::abs(nearest - size))) nearest = known;
  return of_size(place, nearest);
}

Result<std::optional<ClosedCase>> HouseholdDonors::pick(const CensusPlace& place, std::optional<int> persons,
                                                        std::int64_t dwelling) {
  const int size = persons.value_or(0);
  Found found = of_size(place, size);
  if (found.empty()) found = near_size(place, size);
  if (found.empty()) return std::optional<ClosedCase>();
  Donor& best = **std::min_element(found.begin(), found.end(), [&](const Donor* a, const Donor* b) {
    if (a->uses != b->uses) return a->uses < b->uses;
    return donor_order(a->order, dwelling) < donor_order(b->order, dwelling);
  });
  uses_max_ = std::max(uses_max_, ++best.uses);
  ClosedCase out = best.head;
  SANAQ_TRY(out.response, decode_response(best.response, *out.form->form, out.form->plan.form.fingerprint));
  return std::optional(std::move(out));
}

}  // namespace sanaq
