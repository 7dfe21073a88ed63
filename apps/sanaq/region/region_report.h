#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "institution/reconciliation.h"
#include "sanaq/region/region_plan.h"

namespace sanaq::region {

/// What was planted, what of it was found, and what else was.
struct Findings {
  std::int64_t planted = 0, found = 0, false_alarms = 0;
  bool exact() const { return planted == found && false_alarms == 0; }
};

/// Tablets by acts of equipment that are in force.
struct TabletCount {
  std::int64_t issued = 0, returned = 0, lost = 0, written_off = 0, missing = 0;
  bool adds_up() const { return missing == 0 && issued == returned + lost + written_off; }
};

/// What a simulated region gave.
struct RegionReport {
  std::int64_t institutions = 0, kinds = 0;
  std::int64_t listed = 0, with_outcome = 0;  // on accepted lists; of them, with an outcome
  std::int64_t closed = 0;                    // institutions
  std::int64_t acts_adding_up = 0;            // of them, with an act whose lines make all its people
  InstitutionFigures sums;                    // of all acts
  std::int64_t people_stored = 0;             // rows of all lists
  std::int64_t questionnaires = 0, not_completed = 0;
  std::map<std::string, Findings> doubles;       // "at home, before", "at home, after", "on another list"
  std::map<std::string, Findings> likely;        // by names and day of birth: namesakes are false alarms
  double compared_seconds = 0;                   // everybody compared by names
  Findings not_listed;                           // people of questionnaires who are on no list
  std::array<Findings, mistakes> list_mistakes;  // by Mistake; [0] is not used
  TabletCount tablets;
  double lists_seconds = 0, people_seconds = 0, seconds = 0;

  /// Every aim of the measure is met; of what is only likely, that nobody is missed.
  bool holds() const;
};

/// As people read it, line by line.
std::string told_report(const RegionReport& report);

}  // namespace sanaq::region
