#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "casework/closed_cases.h"
#include "edition/edition.h"
#include "processing/answer_table.h"
#include "processing/frozen_rows.h"
#include "processing/person_variables.h"

namespace sanaq {

/// How many of what a freeze has read: records are not permanent residents (2021: 19.6 M and 19.19 M).
struct FreezeReport {
  std::int64_t households = 0;
  std::int64_t records = 0;        // persons read
  std::int64_t not_counted = 0;    // claimed elsewhere by a resolved or open conflict
  std::int64_t without_place = 0;  // territory unknown to the list: left out
  std::int64_t without_age = 0;    // left out: nothing to tabulate by
  std::int64_t permanent = 0;      // rows with record_status `permanent`
  std::int64_t imputed = 0;        // rows of persons that stand for people nobody told about
  /// By question, by place in the form: texts people typed that no code stands for; they are in no variable.
  /// Addresses are none of them: they are told by the territory.
  std::vector<std::int64_t> texts;
};

/// What a household became.
struct FrozenHousehold {
  std::optional<CensusPlace> place;  // nothing: its territory is unknown, it has no row
  int persons = 0, permanent = 0;    // rows; of permanent residents
  /// Permanent residents: code of sex and completed years. Only of a weighted freeze.
  std::vector<std::pair<std::string, int>> people = {};
};

/// Who told a household.
enum class RecordOrigin : std::uint8_t { told, imputed };

/// Turns closed cases into frozen persons, households and dwellings: coded, without name and IIN. Add all
/// cases in the order of their serials, then freeze; the same cases give the same bytes.
class Freezer {
 public:
  /// permanent_codes: codes of the concept `population_group` that mean a permanent resident. What `sources`
  /// names must outlive the freezer. Errors: those of unit_variables and MicrodataBuilder::make.
  static Result<Freezer> make(FreezeInfo info, const FreezeSources& sources,
                              std::vector<std::string> permanent_codes);

  /// An imputed household counts in the report as its rows only. Errors: "microdata.row" (a value outside the
  /// domain of its variable), detail: the serial.
  Result<FrozenHousehold> add(const ClosedCase& closed, RecordOrigin origin = RecordOrigin::told);
  const FreezeReport& report() const { return report_; }
  /// See FrozenRows::put_weights; households without a row have no weight.
  void put_weights(const std::vector<std::uint32_t>& thousandths) { rows_->put_weights(thousandths); }
  Result<Microdata> freeze() &&;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  Freezer(const FreezeSources& sources, std::vector<std::string> permanent_codes);
  bool counts(const ClosedCase& closed, NodeIndex list, std::uint16_t item);
  void add_person(const ClosedCase& closed, std::uint16_t item, HouseholdRecord& household);
  void count_texts(const ClosedCase& closed);
  void add_people(const ClosedCase& closed, bool has_place, HouseholdRecord& household);
  std::string told(const ClosedCase& closed, std::string_view variable, std::uint16_t item) const;
  std::string household_type(const ClosedCase& closed) const;
  std::string text_of(const Form& form, NodeIndex node, const Value& value) const;

  const Form& form_;
  const Codelist& territories_;
  std::vector<std::string> permanent_codes_;
  NodeIndex age_ = no_node, group_ = no_node;
  NodeIndex spouse_ = no_node, mother_ = no_node, father_ = no_node;
  std::unordered_map<std::string, NodeIndex, TextHash, std::equal_to<>> nodes_;  // by variable: its question
  std::optional<FrozenRows> rows_;                                               // with a value
  AnswerTable answers_;                       // of the household that is added
  std::string told_;                          // what was told last
  RecordOrigin origin_ = RecordOrigin::told;  // of the household that is added
  bool is_weighted_ = false;
  FreezeReport report_;
};

}  // namespace sanaq
