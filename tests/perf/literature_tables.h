#pragma once
#include <string>
#include <vector>

#include "disclosure/volume.h"
#include "tabulation/raw_table.h"

namespace sanaq::perf {

/// Tables of counts that are published together.
struct LiteratureCounts {
  std::string id;
  std::vector<RawTable> tables;
};

/// A table of volumes with the rule its authors use for it.
struct LiteratureVolumes {
  std::string id;
  RawTable::Head head;
  std::vector<disclosure::VolumeCell> cells;  // row-major, sums included
  disclosure::VolumeRule rule;
};

/// The example tables of SSBtools and rtauargus (both MIT), from CSV files in `folder`; a file that is not
/// there gives no table. A file that cannot be understood ends the program.
std::vector<LiteratureCounts> literature_counts(const std::string& folder);
/// The same of turnovers, and the example table of tau-ARGUS (specimens/literature). Sums are made anew from
/// the finest cells, volumes rounded up to whole units.
std::vector<LiteratureVolumes> literature_volumes(const std::string& folder);

}  // namespace sanaq::perf
