#pragma once
#include <map>
#include <optional>

#include "edition_files/edition_files.h"
#include "processing/closing_ledger.h"
#include "processing/freeze.h"
#include "processing/household_donors.h"
#include "processing/population_count.h"
#include "processing/register_comparison.h"
#include "processing/weight_raking.h"

namespace sanaq {

/// Closes households that never answered, by editions/<name>/processing/closing.json.
class HouseholdClosing {
 public:
  /// registered: people whom administrative data have, by number of the dwelling. totals: residents that
  /// weighted people must add up to; areas of level 1 or 2. Nothing when the edition has no such file.
  /// Errors: those of reading the file and of parse_closing_plan. `edition` must outlive it.
  static Result<std::optional<HouseholdClosing>> make(const EditionFiles& edition,
                                                      std::map<std::int64_t, int> registered,
                                                      const std::vector<RegisterCount>& totals);
  /// Of a household; 0: this edition does not weight.
  std::int32_t weight_max_thousandths() const;

  /// A household that was frozen: counted, and kept as one that may stand for another.
  void note(const ClosedCase& closed, const FrozenHousehold& frozen);
  /// After the last of them: decides what every dwelling without an answer is, and has households stand for
  /// those that are occupied when the edition says so. Errors: those of the port, of decoding and of Freezer.
  Result<Done> close(UnansweredDwellings& dwellings, Freezer& freezer, PopulationCount* population);

  /// After close(), in an edition that weights: households that answered stand for all of their district, and
  /// for the totals. Errors: those of WeightRaking.
  Result<Done> weigh(Freezer& freezer);
  const std::optional<RakedWeights>& weights() const { return weights_; }

  const ClosingPlan& plan() const { return plan_; }
  const ClosingLedger& ledger() const { return ledger_; }
  int donor_uses_max() const { return donors_.uses_max(); }

 private:
  HouseholdClosing(const EditionFiles& edition, ClosingPlan plan, std::map<std::int64_t, int> registered,
                   const std::vector<RegisterCount>& totals);
  void note_shares(const FrozenHousehold& frozen);
  Result<Done> close_one(const UnansweredDwelling& dwelling, Freezer& freezer, PopulationCount* population);
  Result<Done> impute(const UnansweredDwelling& dwelling, const CensusPlace& place,
                      std::optional<int> persons, Freezer& freezer, PopulationCount* population);

  const EditionFiles& edition_;
  ClosingPlan plan_;
  std::map<std::int64_t, int> registered_;
  HouseholdDonors donors_;
  ClosingLedger ledger_;
  struct AgeTotal {
    int from = 0, to = 0;
    std::size_t total = 0;  // of raking_
  };
  WeightRaking raking_;
  std::map<std::string, std::size_t> area_totals_;  // households of a district
  std::map<std::pair<std::string, std::string>, std::vector<AgeTotal>> people_totals_;  // by area and sex
  std::optional<RakedWeights> weights_;
};

}  // namespace sanaq
