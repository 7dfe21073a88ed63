#pragma once
#include <string>
#include <vector>

#include "casework/closed_cases.h"
#include "edition/edition.h"
#include "microdata/microdata.h"
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
};

/// Turns closed cases into frozen persons: coded, without name and IIN, one row a counted person. Add all
/// cases in the order of their serials, then freeze; the same cases give the same bytes.
class Freezer {
 public:
  /// permanent_codes: codes of the concept `population_group` that mean a permanent resident.
  /// Errors: those of person_variables and MicrodataBuilder::make.
  static Result<Freezer> make(FreezeInfo info, const FreezeSources& sources,
                              std::vector<std::string> permanent_codes);

  /// Errors: "microdata.row" (a value outside the domain of its variable), detail: the serial.
  Result<Done> add(const ClosedCase& closed);
  const FreezeReport& report() const { return report_; }
  Result<Microdata> freeze() &&;

 private:
  struct PersonNodes {
    NodeIndex age = no_node, group = no_node;
    std::vector<NodeIndex> coded;  // sex, ethnicity … in the order of the variables
  };
  Freezer(MicrodataBuilder builder, const FreezeSources& sources, std::vector<std::string> permanent_codes);
  Result<Done> add_person(const ClosedCase& closed, NodeIndex list, std::uint16_t item);
  std::uint32_t coded_cell(std::size_t variable, NodeIndex node, const ClosedCase& closed,
                           std::uint16_t item) const;
  const CodedAnswer* find(const ClosedCase& closed, NodeIndex node, std::uint16_t item) const;
  std::string text_of(const Form& form, NodeIndex node, const Value& value) const;

  MicrodataBuilder builder_;
  const Form& form_;
  const Codelist& territories_;
  std::vector<std::string> permanent_codes_;
  PersonNodes nodes_;
  FreezeReport report_;
};

}  // namespace sanaq
