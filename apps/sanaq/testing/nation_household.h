#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "os/files.h"
#include "sanaq/command/simulate_journey.h"
#include "sanaq/testing/collection_scene.h"
#include "simulation/nation.h"

namespace sanaq::testing {

/// The answers of a household of the synthetic nation.
inline std::vector<Operation> household_of_nation(const Site& site) {
  const auto path = site.edition.folder + "/simulation/calibration.json";
  const auto calibration = CollectionScene::must(os::read_file(path));
  const auto nation = CollectionScene::must(
      simulation::Nation::make(site.program, site.context, site.edition.territories(), calibration, {}));
  return operations_of(nation.household(7), {});
}

/// Some of them, as the payload of an entry.
inline std::string operations_text(const std::vector<Operation>& all, std::size_t from, std::size_t to) {
  Json list = Json::array();
  for (std::size_t i = from; i < std::min(to, all.size()); ++i) list.push(to_json(all[i]));
  return to_canonical(list);
}

}  // namespace sanaq::testing
