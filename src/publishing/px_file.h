#pragma once
#include <string>

#include "dataset/safe_table.h"
#include "publishing/release.h"

namespace sanaq {

/// The table as a PC-Axis file (PX file format, axis version 2013), UTF-8, all languages of the plan in one
/// file: the first one without a tag, the others as KEYWORD[xx]. The last dimension is the heading, the
/// others are the stub. Figures beside the counts are a first
/// variable of the stub, each with its PRECISION; "." is written where there is nobody to measure. A hidden
/// cell is written as the symbol ".." whose text is X (DATASYMBOL2). PX has no
/// escape for a quote inside a text: it becomes an apostrophe.
std::string write_px_file(const SafeTable& table, const ReleasePlan& plan);

}  // namespace sanaq
