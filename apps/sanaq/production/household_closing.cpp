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
                                   std::map<std::int64_t, int> registered)
    : edition_(edition),
      plan_(std::move(plan)),
      registered_(std::move(registered)),
      donors_(plan_.donors_kept, plan_.seed) {}

Result<std::optional<HouseholdClosing>> HouseholdClosing::make(const EditionFiles& edition,
                                                               std::map<std::int64_t, int> registered) {
  const std::string path = edition.folder + "/processing/closing.json";
  if (!os::file_exists(path)) return std::optional<HouseholdClosing>();
  SANAQ_TRY(const std::string text, os::read_file(path));
  SANAQ_TRY(const Json json, parse_json(text));
  SANAQ_TRY(ClosingPlan plan, parse_closing_plan(json));
  return std::optional(HouseholdClosing(edition, std::move(plan), std::move(registered)));
}

void HouseholdClosing::note(const ClosedCase& closed, const FrozenHousehold& frozen) {
  if (!frozen.place || frozen.persons == 0) return;
  ledger_.note_answered(*frozen.place, frozen.persons);
  if (plan_.method == ClosingPlan::Method::impute && is_donor(plan_, closed))
    donors_.offer(*frozen.place, frozen.permanent, closed);
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
