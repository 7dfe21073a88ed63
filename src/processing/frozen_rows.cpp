#include "processing/frozen_rows.h"

#include <algorithm>

#include "base/json.h"
#include "processing/person_variables.h"

namespace sanaq {

namespace {

constexpr std::int64_t weight_one = 1000;
constexpr std::int64_t adult_years = 18, elderly_years = 65;

std::uint32_t number_cell(const Variable& variable, std::int64_t number) {
  const auto inside = std::clamp<std::int64_t>(number, variable.first_number, variable.last_number);
  return static_cast<std::uint32_t>(inside - variable.first_number);
}

std::int64_t count_members(const HouseholdRecord& household, std::int64_t from_years,
                           std::int64_t below_years) {
  return std::count_if(household.members.begin(), household.members.end(), [&](const auto& member) {
    return member.permanent && member.age_years >= from_years && member.age_years < below_years;
  });
}

}  // namespace

FrozenRows::Source FrozenRows::source_of(const Variable& variable) {
  static constexpr std::pair<std::string_view, Source> ours[] = {
      {census_variable::region, Source::region},
      {census_variable::district, Source::district},
      {census_variable::urban_rural, Source::urban_rural},
      {census_variable::age, Source::age},
      {census_variable::record_status, Source::record_status},
      {"household_size", Source::size},
      {"children", Source::children},
      {"elderly", Source::elderly},
      {weight_variable, Source::weight}};
  for (const auto& [name, source] : ours)
    if (variable.name() == name) return source;
  return Source::told;
}

FrozenRows::FrozenRows(MicrodataBuilder empty) : empty_(std::move(empty)) {
  for (const Unit unit : units)
    for (std::size_t i = 0; i < empty_.variables(unit).size(); ++i) {
      Slot slot;
      slot.source = source_of(empty_.variables(unit)[i]);
      slot.not_stated =
          static_cast<std::uint32_t>(std::max<std::int64_t>(0, empty_.position(i, not_stated, unit)));
      slot.not_applicable =
          static_cast<std::uint32_t>(std::max<std::int64_t>(0, empty_.position(i, not_applicable, unit)));
      slots_[index_of(unit)].push_back(std::move(slot));
    }
  for (const Unit unit : units) find_levels(unit);
}

// What is told of an occupation tells its group too.
void FrozenRows::find_levels(Unit unit) {
  const auto& variables = empty_.variables(unit);
  for (std::size_t child = 0; child < variables.size(); ++child)
    for (std::size_t i = 0; i < variables.size(); ++i) {
      Slot& slot = slots_[index_of(unit)][i];
      if (variables[child].parent != variables[i].name() || slot.source != Source::told) continue;
      slot.source = Source::above;
      slot.child = child;
      for (const std::string& code : variables[child].parent_codes)
        slot.cells.push_back(
            static_cast<std::uint32_t>(std::max<std::int64_t>(0, empty_.position(i, code, unit))));
    }
}

Result<FrozenRows> FrozenRows::make(FreezeInfo info, UnitVariables variables) {
  SANAQ_TRY(auto empty, MicrodataBuilder::make(std::move(info), std::move(variables)));
  return FrozenRows(std::move(empty));
}

std::uint32_t FrozenRows::told_cell(Unit unit, std::size_t variable, std::string_view text) const {
  const Variable& of = empty_.variables(unit)[variable];
  if (of.kind == Variable::Kind::number) {
    const std::string_view whole = text.substr(0, text.find('.'));
    return number_cell(of, whole.empty() ? -1 : Json::number_text(std::string(whole)).integer(-1));
  }
  const Slot& slot = slots_[index_of(unit)][variable];
  if (text.empty()) return slot.not_applicable;
  const std::int64_t position = empty_.position(variable, text, unit);
  return position < 0 ? slot.not_stated : static_cast<std::uint32_t>(position);
}

std::uint32_t FrozenRows::counted_cell(Unit unit, std::size_t variable,
                                       const HouseholdRecord& household) const {
  constexpr std::int64_t oldest = 1000;
  const Source source = slots_[index_of(unit)][variable].source;
  const std::int64_t from = source == Source::elderly ? elderly_years : 0;
  const std::int64_t below = source == Source::children ? adult_years : oldest;
  return number_cell(empty_.variables(unit)[variable], count_members(household, from, below));
}

void FrozenRows::fill(Unit unit, const HouseholdRecord& household, const HouseholdRecord::Member* member) {
  const auto& tell = member == nullptr ? household.tell : member->tell;
  cells_.clear();
  for (std::size_t i = 0; i < slots_[index_of(unit)].size(); ++i) {
    const Variable& variable = empty_.variables(unit)[i];
    switch (slots_[index_of(unit)][i].source) {
      case Source::region:
        cells_.push_back(told_cell(unit, i, household.place.region));
        break;
      case Source::district:
        cells_.push_back(told_cell(unit, i, household.place.district));
        break;
      case Source::urban_rural:
        cells_.push_back(told_cell(unit, i, household.place.urban ? "urban" : "rural"));
        break;
      case Source::age:
        cells_.push_back(number_cell(variable, member == nullptr ? 0 : member->age_years));
        break;
      case Source::record_status:
        cells_.push_back(
            told_cell(unit, i, member == nullptr || member->permanent ? "permanent" : "temporary"));
        break;
      case Source::size:
      case Source::children:
      case Source::elderly:
        cells_.push_back(counted_cell(unit, i, household));
        break;
      case Source::weight:
        cells_.push_back(number_cell(variable, weight_one));
        break;
      case Source::above: {
        const Slot& slot = slots_[index_of(unit)][i];
        const std::string& child = empty_.variables(unit)[slot.child].name();
        cells_.push_back(slot.cells[told_cell(unit, slot.child, tell(child))]);
        break;
      }
      case Source::told:
        cells_.push_back(told_cell(unit, i, tell(variable.name())));
        break;
    }
  }
}

Result<Done> FrozenRows::add(const HouseholdRecord& household) {
  if (household.members.empty()) return Done{};
  const std::int32_t district = [&] {
    const auto& variables = empty_.variables();
    for (std::size_t i = 0; i < variables.size(); ++i)
      if (variables[i].name() == census_variable::district)
        return static_cast<std::int32_t>(empty_.position(i, household.place.district));
    return -1;
  }();
  const std::pair<std::int64_t, int> key{district, household.place.urban ? 0 : 1};
  MicrodataBuilder& part = parts_.try_emplace(key, empty_).first->second;
  fill(Unit::dwelling, household, nullptr);
  SANAQ_TRY_DONE(part.begin(Unit::dwelling, cells_));
  fill(Unit::household, household, nullptr);
  SANAQ_TRY_DONE(part.begin(Unit::household, cells_));
  for (const HouseholdRecord::Member& member : household.members) {
    fill(Unit::person, household, &member);
    SANAQ_TRY_DONE(part.add(cells_));
  }
  added_[key].push_back(households_++);
  return Done{};
}

void FrozenRows::put_weights(const std::vector<std::uint32_t>& thousandths) {
  SANAQ_CHECK(thousandths.size() == households_);
  for (auto& [key, part] : parts_) {
    std::vector<std::uint32_t> of_part;
    for (const std::size_t household : added_[key]) of_part.push_back(thousandths[household]);
    part.put_by_household(weight_variable, of_part);
  }
}

Result<Done> FrozenRows::append(FrozenRows&& later) {
  for (auto& [key, part] : later.parts_) {
    for (const std::size_t household : later.added_[key]) added_[key].push_back(households_ + household);
    const auto found = parts_.find(key);
    if (found == parts_.end()) {
      parts_.emplace(key, std::move(part));
    } else {
      SANAQ_TRY_DONE(found->second.append(std::move(part)));
    }
  }
  households_ += later.households_;
  later.parts_.clear();
  later.added_.clear();
  later.households_ = 0;
  return Done{};
}

Result<Microdata> FrozenRows::freeze() && {
  for (auto& [key, part] : parts_) SANAQ_TRY_DONE(empty_.append(std::move(part)));
  parts_.clear();
  return std::move(empty_).freeze();
}

}  // namespace sanaq
