#pragma once
#include <cstdint>
#include <functional>

#include "base/messages.h"
#include "edition_files/edition_files.h"
#include "microdata/microdata.h"

namespace sanaq {

/// Which synthetic nation to make.
struct NationPlan {
  std::uint64_t seed = 1;
  std::uint64_t one_in = 1;  // a nation so many times smaller
  std::size_t threads = 2;
  /// Called now and then, by one thread at a time, with the persons made so far.
  std::function<void(std::uint64_t)> progress;
  std::function<bool()> interrupted;
};

/// A whole synthetic nation as microdata, without a questionnaire in between: what its people would tell, as
/// codes. The same plan gives the same bytes, whatever the threads. texts: hold locale/processing.csv. A
/// national file takes some minutes and about 3 GB of memory. Errors: those of the calibration, of
/// unit_variables and of FrozenRows; "simulation.interrupted".
Result<Microdata> simulate_nation(const EditionFiles& edition, const Messages& texts, const NationPlan& plan);

}  // namespace sanaq
