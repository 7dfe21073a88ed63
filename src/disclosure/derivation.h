#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/messages.h"
#include "disclosure/attacker.h"

namespace sanaq::disclosure {

/// One step by which a reader finds a hidden count, as a person would write it down.
struct DerivationStep {
  enum class Kind : std::uint8_t {
    each_is_one,  ///< 15 − 10 − 3 = X + X, each is 1 or more, so X = 1
    remainder,    ///< 20 − 12 = X
    squeezed,     ///< one line with what earlier lines leave over
    many_lines,   ///< several lines at once
    narrow,       ///< too few counts are possible
    insider,      ///< a single respondent subtracts himself
  };
  Kind kind = Kind::many_lines;
  TableCell place = {};               // whose count is found
  std::int64_t count = 0;             // what it is; for narrow: the lowest possible
  std::int64_t highest = 0;           // for narrow
  std::string left = {}, right = {};  // of the equation: "15 − 10 − 3", "X + X"
  TableCell other = {};               // for insider: his cell
  std::vector<TableCell> line = {};   // where several tables meet: the sum, then the parts
};

/// How a breach comes about: the steps in the order of thought, at most steps_max of them. `tables` and
/// `report` are those of the attack. For the office: counts of hidden cells stand in it.
std::vector<DerivationStep> derive(std::span<const AuditTable> tables, const AuditReport& report,
                                   const Breach& breach);
constexpr std::size_t steps_max = 12;

/// The name of a cell: title of the table and labels of its categories.
std::string cell_name(const AuditTable& table, std::size_t cell, std::string_view language);

/// The steps as sentences, one a line, in a language of the texts (locale/disclosure.csv).
std::string derivation_text(std::span<const AuditTable> tables, const std::vector<DerivationStep>& steps,
                            const Messages& texts, std::string_view language);

}  // namespace sanaq::disclosure
