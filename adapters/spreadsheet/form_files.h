#pragma once
#include <string>

#include "base/result.h"
#include "questionnaire/form_source.h"

namespace sanaq {

/// A questionnaire as its author keeps it: an `.xlsx` workbook, or a folder with `survey.csv`, `choices.csv`,
/// `settings.csv` and, when there is one, `checks.csv`. The list files that select_one_from_file names are
/// looked for beside the workbook or sheets, then in `codelist_folder` (empty: none); one that is not found
/// is left to the compiler, which names the row. Other files of a folder are ignored. Errors: "file.missing",
/// "file.read", "file.size", "sheet.name" (a list file outside the folders), those of parse_csv,
/// Codelist::parse and read_workbook; detail: the file's name, then what is wrong.
Result<FormSource> read_form_source(const std::string& path, const std::string& codelist_folder = {});

}  // namespace sanaq
