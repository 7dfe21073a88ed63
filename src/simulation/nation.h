#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "codelist/codelist.h"
#include "interview/interview.h"
#include "interview/program.h"

namespace sanaq::simulation {

/// Households have the numbers 0 … households_max - 1; a larger number is a bug of the caller.
inline constexpr std::uint64_t households_max = 11'000'000;

struct NationOptions {
  std::uint64_t seed = 1;
  std::vector<std::string> territories;  // codes to which households are limited; empty: the whole country
  /// Of a million households, so many also list a person who lives in, and is listed by, another household.
  std::uint32_t duplicate_share_ppm = 0;
};

/// An invented nation whose shares resemble published ones: regions, sexes, ages, households, ethnic groups,
/// religions, languages, marriages, schooling, work, dwellings. Nobody in it lives; all IINs are from ranges
/// that no living person has (births 2090-2099 and 1800-1899).
class Nation {
 public:
  /// calibration: text of editions/<name>/simulation/calibration.json. territories: the list the household's
  /// place is taken from. The program's form must outlive the nation. Takes about 0.3 s. Errors:
  /// "simulation.calibration" (malformed; detail: where), "simulation.territory" (a code of the options is
  /// unknown or holds no settlement), those of parse_json.
  static Result<Nation> make(std::shared_ptr<const Program> program, InterviewContext context,
                             const Codelist& territories, std::string_view calibration, NationOptions options);
  Nation(Nation&&) noexcept;
  Nation& operator=(Nation&&) noexcept;
  ~Nation();

  /// A whole household that submits without any hard finding (soft ones passed with a note), as answers JSON
  /// (docs/handbook/xlsform.md "Answers"). Deterministic by (seed, number) and the options; may be called by
  /// many threads.
  Json household(std::uint64_t number) const;

 private:
  struct Inside;
  explicit Nation(std::unique_ptr<const Inside> inside);
  std::unique_ptr<const Inside> inside_;
};

}  // namespace sanaq::simulation
