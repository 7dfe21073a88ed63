#include "processing/closing_ledger.h"

namespace sanaq {

void ClosingLedger::note_answered(const CensusPlace& place, std::int64_t persons) {
  AreaClosing& area = areas_[place.district];
  ++area.answered_households;
  area.answered_persons += persons;
}

void ClosingLedger::note_unanswered(const CensusPlace& place, const std::string& outcome, Closing closing) {
  ++areas_[place.district].dwellings[static_cast<std::size_t>(closing)];
  ++outcomes_[{outcome, closing}];
}

void ClosingLedger::note_imputed(const CensusPlace& place, std::int64_t persons) {
  AreaClosing& area = areas_[place.district];
  ++area.imputed_households;
  area.imputed_persons += persons;
}

AreaClosing ClosingLedger::all() const {
  AreaClosing sum;
  for (const auto& [name, area] : areas_) {
    sum.answered_households += area.answered_households;
    sum.answered_persons += area.answered_persons;
    for (std::size_t i = 0; i < closing_count; ++i) sum.dwellings[i] += area.dwellings[i];
    sum.imputed_households += area.imputed_households;
    sum.imputed_persons += area.imputed_persons;
  }
  return sum;
}

std::string ClosingLedger::to_csv() const {
  std::string out =
      "area,answered_households,answered_persons,occupied,empty,no_dwelling,unresolved,imputed_households,"
      "imputed_persons\n";
  for (const auto& [name, area] : areas_) {
    out +=
        name + ',' + std::to_string(area.answered_households) + ',' + std::to_string(area.answered_persons);
    for (const std::int64_t dwellings : area.dwellings) out += ',' + std::to_string(dwellings);
    out += ',' + std::to_string(area.imputed_households) + ',' + std::to_string(area.imputed_persons) + '\n';
  }
  return out;
}

}  // namespace sanaq
