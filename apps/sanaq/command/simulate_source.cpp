#include "sanaq/command/simulate_source.h"

#include <limits>

#include "base/text.h"
#include "os/files.h"

namespace sanaq {

Result<std::unique_ptr<SimulationSource>> open_simulation(const Arguments& arguments) {
  const std::string name = arguments.get("edition", "kz-2021");
  const std::string folder = name.find('/') == std::string::npos ? "editions/" + name : name;
  simulation::NationOptions options;
  SANAQ_TRY(const std::int64_t seed,
            arguments.number("seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
  SANAQ_TRY(const std::int64_t duplicates, arguments.number("duplicates", 0, 0, 1'000'000));
  options.seed = static_cast<std::uint64_t>(seed);
  options.duplicate_share_ppm = static_cast<std::uint32_t>(duplicates);
  const std::string codes = arguments.get("territory");
  for (const std::string_view code : split(codes, ','))
    if (!code.empty()) options.territories.emplace_back(code);
  auto source = std::make_unique<SimulationSource>();
  SANAQ_TRY(source->files, load_edition(folder));
  SANAQ_TRY(const std::string calibration, os::read_file(folder + "/simulation/calibration.json"));
  source->program = std::make_shared<const Program>(*source->files.form.form);
  SANAQ_TRY(auto nation,
            simulation::Nation::make(source->program, {source->files.edition.census_date},
                                     source->files.territories(), calibration, std::move(options)));
  source->nation.emplace(std::move(nation));
  return source;
}

}  // namespace sanaq
