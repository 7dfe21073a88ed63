#pragma once
#include <string>

#include "microdata/microdata.h"

namespace sanaq {

/// Writes into a folder, for each unit: NAME.csv, NAME.parquet, NAME.sps (SPSS) and NAME.do (Stata), and
/// codebook.xml (DDI-Codebook 2.5) for all. Files can be read by their owner only. language: of labels in the
/// syntax. Errors: those of writing and of UnitTable::check.
Result<Done> export_microdata(const Microdata& data, const std::string& folder, const std::string& language);

}  // namespace sanaq
