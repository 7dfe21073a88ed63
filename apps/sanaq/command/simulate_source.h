#pragma once
#include <memory>
#include <optional>

#include "edition_files/edition_files.h"
#include "sanaq/command/arguments.h"
#include "simulation/nation.h"

namespace sanaq {

/// An edition and the synthetic nation made of it. It does not move: the program looks into the form of
/// `files`.
struct SimulationSource {
  EditionFiles files;
  std::shared_ptr<const Program> program;    // shared with the nation and the interviews of the command
  std::optional<simulation::Nation> nation;  // with a value
};

/// arguments: --edition, --seed, --territory CODE[,CODE…], --duplicates (per million households). Errors:
/// those of load_edition, of reading the calibration and of Nation::make; "argument.number".
Result<std::unique_ptr<SimulationSource>> open_simulation(const Arguments& arguments);

}  // namespace sanaq
