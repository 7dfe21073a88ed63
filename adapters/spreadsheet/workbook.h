#pragma once
#include <string_view>
#include <vector>

#include "base/result.h"
#include "questionnaire/form_source.h"

namespace sanaq {

inline constexpr std::size_t workbook_bytes_max = std::size_t{32} << 20;

/// The sheets of an `.xlsx` workbook (ECMA-376) as text, in their order, with blank cells and rows at the
/// ends left away. Numbers have no trailing `.0`, dates are `YYYY-MM-DD` (with a time only when there is
/// one), booleans are `true` and `false`, formulas are their stored result. Fonts and rich text runs do not
/// matter. Sheets that are hidden are read too. Limits: 32 MiB, 500 parts, 64 MiB for a part and 128 MiB in
/// all once unpacked, 20,000 rows and 200 columns a sheet, 32,767 bytes a cell; no document type in the XML,
/// so no entities that grow. Errors: "workbook.zip" (no zip archive, a part that is damaged),
/// "workbook.size", "workbook.xml" (malformed or with a document type), "workbook.part" (a part that must be
/// there is missing), "workbook.cell" (a cell outside the limits or with a bad address, an error value such
/// as #REF!); detail: the part.
Result<std::vector<Sheet>> read_workbook(std::string_view bytes);

}  // namespace sanaq
