#pragma once
#include <memory>

#include "edition_files/edition_files.h"
#include "sanaq/arguments.h"
#include "simulation/nation.h"

namespace sanaq {

/// An edition and the synthetic nation made of it.
struct SimulationSource {
  EditionFiles files;
  std::shared_ptr<const Program> program;  // shared with the nation and the interviews of the command
  simulation::Nation nation;
};

/// arguments: --edition, --seed, --territory CODE[,CODE…], --duplicates (per million households). Errors:
/// those of load_edition, of reading the calibration and of Nation::make; "argument.number".
Result<std::unique_ptr<SimulationSource>> open_simulation(const Arguments& arguments);

}  // namespace sanaq
