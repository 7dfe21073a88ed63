#include "sanaq/production/household_closing.h"

#include <algorithm>

#include "os/files.h"

namespace sanaq {
namespace {

constexpr int read_at_once = 10'000;

// The household moves into the dwelling: nothing else of an answer says where it lives.
void move_to(ClosedCase& closed, const std::string& territory) {
  for (CodedAnswer& answer : closed.response.answers)
    if (answer.node == closed.form->plan.territory && answer.item == CodedAnswer::none)
      answer.value = Value::of_text(territory);
}

bool is_donor(const ClosingPlan& plan, const ClosedCase& closed) {
  const auto& channels = plan.donor_channels;
  const bool comes_so =
      channels.empty() || std::find(channels.begin(), channels.end(), closed.head.channel) != channels.end();
  return comes_so && std::find(closed.counts.begin(), closed.counts.end(), false) == closed.counts.end();
}

}  // namespace

HouseholdClosing::HouseholdClosing(const EditionFiles& edition, ClosingPlan plan,
                                   std::map<std::int64_t, int> registered,
                                   const std::vector<RegisterCount>& totals)
    : edition_(edition),
      plan_(std::move(plan)),
      registered_(std::move(registered)),
      donors_(plan_.donors_kept, plan_.seed),
      raking_(static_cast<double>(plan_.weight_max_ppm) / 1'000'000) {
  for (const RegisterCount& line : totals) {
    const std::string name =
        line.area + ' ' + line.sex + ' ' + std::to_string(line.age_from) + '-' + std::to_string(line.age_to);
    const std::size_t total = raking_.add_total(name, static_cast<double>(line.persons));
    people_totals_[{line.area, line.sex}].push_back({line.age_from, line.age_to, total});
  }
}

std::int32_t HouseholdClosing::weight_max_thousandths() const {
  return plan_.method == ClosingPlan::Method::weight ? plan_.weight_max_ppm / 1000 : 0;
}

Result<std::optional<HouseholdClosing>> HouseholdClosing::make(const EditionFiles& edition,
                                                               std::map<std::int64_t, int> registered,
                                                               const std::vector<RegisterCount>& totals) {
  const std::string path = edition.folder + "/processing/closing.json";
  if (!os::file_exists(path)) return std::optional<HouseholdClosing>();
  SANAQ_TRY(const std::string text, os::read_file(path));
  SANAQ_TRY(const Json json, parse_json(text));
  SANAQ_TRY(ClosingPlan plan, parse_closing_plan(json));
  return std::optional(HouseholdClosing(edition, std::move(plan), std::move(registered), totals));
}

void HouseholdClosing::note(const ClosedCase& closed, const FrozenHousehold& frozen) {
  if (!frozen.place || frozen.persons == 0) return;
  ledger_.note_answered(*frozen.place, frozen.persons);
  if (plan_.method == ClosingPlan::Method::weight) note_shares(frozen);
  if (plan_.method == ClosingPlan::Method::impute && is_donor(plan_, closed))
    donors_.offer(*frozen.place, frozen.permanent, closed);
}

void HouseholdClosing::note_shares(const FrozenHousehold& frozen) {
  const std::string& district = frozen.place->district;
  auto area = area_totals_.find(district);
  if (area == area_totals_.end())
    area = area_totals_.emplace(district, raking_.add_total("households " + district, 0)).first;
  std::map<std::size_t, std::uint32_t> people;
  for (const auto& [sex, age] : frozen.people)
    for (const std::string& code : {frozen.place->region, district})
      if (const auto found = people_totals_.find({code, sex}); found != people_totals_.end())
        for (const AgeTotal& one : found->second)
          people[one.total] += age >= one.from && age <= one.to ? 1 : 0;
  std::vector<WeightRaking::Share> shares = {{static_cast<std::uint32_t>(area->second), 1}};
  for (const auto& [total, count] : people)
    if (count > 0) shares.push_back({static_cast<std::uint32_t>(total), count});
  raking_.add_household(shares);
}

Result<Done> HouseholdClosing::weigh(Freezer& freezer) {
  if (plan_.method != ClosingPlan::Method::weight) return Done{};
  for (const auto& [district, number] : area_totals_) {
    const AreaClosing& area = ledger_.areas().at(district);
    const auto occupied = area.dwellings[static_cast<std::size_t>(Closing::occupied)];
    raking_.set_total(number, static_cast<double>(area.answered_households + occupied));
  }
  SANAQ_TRY(weights_, raking_.rake());
  freezer.put_weights(weights_->thousandths);
  return Done{};
}

Result<Done> HouseholdClosing::close(UnansweredDwellings& dwellings, Freezer& freezer,
                                     PopulationCount* population) {
  for (std::int64_t after = 0;;) {
    SANAQ_TRY(const auto read, dwellings.read(after, read_at_once));
    if (read.empty()) return Done{};
    for (const UnansweredDwelling& one : read) SANAQ_TRY_DONE(close_one(one, freezer, population));
    after = read.back().dwelling;
  }
}

Result<Done> HouseholdClosing::close_one(const UnansweredDwelling& dwelling, Freezer& freezer,
                                         PopulationCount* population) {
  const auto place = census_place(edition_.territories(), dwelling.territory);
  if (!place) return ++ledger_.without_place, Done{};
  const auto known = registered_.find(dwelling.dwelling);
  const auto registered = known == registered_.end() ? std::nullopt : std::optional(known->second);
  const Closing closing = close_dwelling(plan_, dwelling, registered);
  ledger_.note_unanswered(*place, dwelling.outcome, closing);
  if (closing != Closing::occupied || plan_.method != ClosingPlan::Method::impute) return Done{};
  // An administrative number of nobody does not empty a dwelling in which somebody was met.
  const bool is_size = registered.value_or(0) > 0;
  return impute(dwelling, *place, is_size ? registered : std::nullopt, freezer, population);
}

Result<Done> HouseholdClosing::impute(const UnansweredDwelling& dwelling, const CensusPlace& place,
                                      std::optional<int> persons, Freezer& freezer,
                                      PopulationCount* population) {
  SANAQ_TRY(auto donor, donors_.pick(place, persons, dwelling.dwelling));
  if (!donor) return ++ledger_.without_donor, Done{};
  move_to(*donor, dwelling.territory);
  SANAQ_TRY(const FrozenHousehold frozen, freezer.add(*donor, RecordOrigin::imputed));
  if (population != nullptr) population->add(*donor);
  ledger_.note_imputed(place, frozen.persons);
  ledger_.size_missed += persons && *persons != frozen.permanent ? 1 : 0;
  return Done{};
}

}  // namespace sanaq
