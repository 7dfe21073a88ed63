#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace sanaq::disclosure {

/// A respondent's written consent to the publication of a cell that shows only his data: the codes of the
/// cell, one a dimension, in the order of the table. It covers every sum and part that holds exactly the same
/// respondents.
struct Consent {
  std::vector<std::string> codes;
};

/// When a cell is primarily confidential. Point 22 of the methodology of dissemination (order No 292
/// of 30.11.2016 of the Statistics Committee, as amended by No 4 of 21.01.2020): data of a single respondent
/// in a territory and/or by an element of a classification are not published without his consent and are
/// marked X.
struct ProtectionRule {
  std::int64_t threshold = 1;  ///< cells of 1 … threshold respondents are primary
  /// How many further counts of a primary cell a reader must think possible: 1 forbids to know it exactly, 2
  /// asks for an interval of three counts or more.
  std::int64_t width = 1;
  std::vector<Consent> consents = {};
};

/// {"threshold": 1, "width": 1, "consents": [["110000000", "other"]]}; all may be left out. Errors:
/// "disclosure.rule".
Result<ProtectionRule> parse_protection_rule(const Json& object);

}  // namespace sanaq::disclosure
