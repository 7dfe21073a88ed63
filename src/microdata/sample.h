#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "microdata/microdata.h"
#include "microdata/unit.h"

namespace sanaq {

/// How an anonymised sample is made of frozen data (editions/<name>/samples/<id>.json): which households,
/// which variables, and how coarse.
struct SampleRules {
  /// Several values put together: codes, or a span of numbers.
  struct Group {
    std::string code;
    Labels label;
    std::vector<std::string> codes;
    std::int64_t first = 0, last = 0;
  };
  struct Kept {
    std::string variable;
    std::string name;           // in the sample
    std::vector<Group> groups;  // none: as it is
  };
  std::uint32_t one_in = 100;      // one household of so many
  std::uint32_t persons_max = 10;  // larger households are left out: they are few, and known
  std::array<std::vector<Kept>, unit_count> kept;
};

/// {"one_in","persons_max","person":[{"variable","name","groups":[{"code","label","codes"|"first","last"}]}],
/// "household":[…],"dwelling":[…]}; a unit may be missing, a variable that is not named is not in the sample.
/// Errors: "sample.form" (detail: the member), "labels.form".
Result<SampleRules> parse_sample_rules(const Json& object);

/// A systematic sample: every one_in-th household of the file, from a start the seed decides, so that every
/// territory has its share; put in an order that the seed decides, so that the place in the sample says
/// nothing of the place in the file. Nothing in it leads back to the rows it was made of. Errors:
/// "sample.variable" (unknown, or a link), "sample.group" (a value in two groups or in none), "sample.unit"
/// (no households in the file); those of UnitTable::check and MicrodataBuilder.
Result<Microdata> draw_sample(const Microdata& data, const SampleRules& rules, std::uint64_t seed);

}  // namespace sanaq
