#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/classification.h"
#include "base/result.h"
#include "disclosure/outside_table.h"

namespace sanaq::disclosure {

using CsvRows = std::vector<std::vector<std::string>>;

/// The classification of a side: from the text of its hierarchy, or else from the codes of its column in
/// their order. column: its position. Errors: "cells.hierarchy", those of parse_csv.
Result<Classification> outside_side(const OutsidePlan::Side& side, std::string_view hierarchy,
                                    const CsvRows& rows, std::size_t column);

}  // namespace sanaq::disclosure
