#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string_view>
#include <vector>

#include "microdata/microdata_builder.h"
#include "processing/census_place.h"

namespace sanaq {

/// One household as codes, on its way into microdata: what it and each of its people told, by the name of the
/// variable.
struct HouseholdRecord {
  /// The code told for a variable; empty: not asked. Numbers as text.
  using Teller = std::function<std::string_view(std::string_view variable)>;
  struct Member {
    Teller tell;
    std::int64_t age_years = 0;
    bool permanent = true;
  };
  CensusPlace place;
  Teller tell;  // of the household and its dwelling
  std::vector<Member> members;
};

/// Collects households as rows of persons, households and dwellings, sorted by district and, in it, towns
/// before villages: so the file is small and tables by territory are cheap. What one cell holds: the code
/// told; "NS" where a code is not in the list; "NA" where nothing was asked; of numbers -1 in both cases, and
/// the last number of the span for anything greater.
class FrozenRows {
 public:
  /// variables: made by unit_variables. Errors: those of MicrodataBuilder::make.
  static Result<FrozenRows> make(FreezeInfo info, UnitVariables variables);

  /// A household without people is left out. Each household has a dwelling of its own. Errors:
  /// "microdata.row".
  Result<Done> add(const HouseholdRecord& household);
  /// Puts the rows of another collection of the same variables behind these, district by district.
  Result<Done> append(FrozenRows&& later);
  /// Gives every household, its people and its dwelling the weight of their household: one a household that
  /// was added and has people, in thousandths, in the order in which they were added. The variables have one
  /// named `weight`; without this call it is 1 for all.
  void put_weights(const std::vector<std::uint32_t>& thousandths);
  Result<Microdata> freeze() &&;

 private:
  /// Where a cell comes from.
  enum class Source : std::uint8_t {
    region,
    district,
    urban_rural,
    age,
    record_status,
    size,
    children,
    elderly,
    weight,
    above,
    told
  };
  struct Slot {
    Source source = Source::told;
    std::uint32_t not_stated = 0, not_applicable = 0;  // cells
    std::size_t child = 0;                             // above: the variable whose top level it is
    std::vector<std::uint32_t> cells;                  // above: one a cell of the child
  };
  explicit FrozenRows(MicrodataBuilder empty);
  static Source source_of(const Variable& variable);
  void find_levels(Unit unit);
  std::uint32_t told_cell(Unit unit, std::size_t variable, std::string_view text) const;
  std::uint32_t counted_cell(Unit unit, std::size_t variable, const HouseholdRecord& household) const;
  void fill(Unit unit, const HouseholdRecord& household, const HouseholdRecord::Member* member);

  MicrodataBuilder empty_;  // knows the variables; gets no row
  std::array<std::vector<Slot>, unit_count> slots_;
  std::map<std::pair<std::int64_t, int>, MicrodataBuilder> parts_;          // by district, towns first
  std::map<std::pair<std::int64_t, int>, std::vector<std::size_t>> added_;  // by part: as which it was added
  std::size_t households_ = 0;
  std::vector<std::uint32_t> cells_;
};

}  // namespace sanaq
