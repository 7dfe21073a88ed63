#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// People a register has in an area, of a sex and an age group.
struct RegisterCount {
  std::string area, sex;
  int age_from = 0, age_to = 0;  // completed years, both included
  std::int64_t persons = 0;
  friend bool operator==(const RegisterCount&, const RegisterCount&) = default;
};

/// Reads "area,sex,age_from,age_to,persons" lines with that header. Errors: those of parse_csv;
/// "register_counts.header"; "register_counts.row" (an empty area or sex, ages that are none, a negative
/// number, or ages of an area and sex that overlap), detail "row N".
Result<std::vector<RegisterCount>> parse_register_counts(std::string_view csv);

/// A line on which register and census differ.
struct RegisterDifference {
  RegisterCount line;
  std::int64_t census = 0;
  std::int64_t ppm =
      0;  // (census - register) / register in millionths; of a register without people 1,000,000
};
/// Which differences are worth a look: both must be reached.
struct DifferenceLimits {
  std::int64_t persons = 10, ppm = 50'000;
};
/// Compares line by line; the largest difference in persons first. census: people the census counted on such
/// a line.
std::vector<RegisterDifference> compare_register(
    const std::vector<RegisterCount>& lines, const std::function<std::int64_t(const RegisterCount&)>& census,
    DifferenceLimits limits);

}  // namespace sanaq
