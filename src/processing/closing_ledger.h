#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "processing/census_place.h"
#include "processing/closing_plan.h"

namespace sanaq {

/// What became of the dwellings of an area (a territory of level 2).
struct AreaClosing {
  std::int64_t answered_households = 0, answered_persons = 0;  // rows of the frozen file
  std::array<std::int64_t, closing_count> dwellings{};         // without an answer, by Closing
  std::int64_t imputed_households = 0, imputed_persons = 0;    // rows of the frozen file that stand for them
};

/// Report of closing: what was counted, area by area, and how much of it nobody told.
class ClosingLedger {
 public:
  void note_answered(const CensusPlace& place, std::int64_t persons);
  void note_unanswered(const CensusPlace& place, const std::string& outcome, Closing closing);
  void note_imputed(const CensusPlace& place, std::int64_t persons);
  /// Dwellings in territories the list does not know: they are in no area.
  std::int64_t without_place = 0;
  /// Households of a size no donor had: they got the nearest size.
  std::int64_t size_missed = 0;
  /// Occupied dwellings nothing could stand for: no household of the country was a donor.
  std::int64_t without_donor = 0;

  const std::map<std::string, AreaClosing>& areas() const { return areas_; }  // by district
  AreaClosing all() const;
  /// Dwellings by outcome of the last visit and what they were taken to be.
  const std::map<std::pair<std::string, Closing>, std::int64_t>& outcomes() const { return outcomes_; }
  /// "area,answered_households,answered_persons,occupied,empty,no_dwelling,unresolved,imputed_households,
  /// imputed_persons", a line an area.
  std::string to_csv() const;

 private:
  std::map<std::string, AreaClosing> areas_;
  std::map<std::pair<std::string, Closing>, std::int64_t> outcomes_;
};

}  // namespace sanaq
