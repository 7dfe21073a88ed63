#pragma once
#include <string>
#include <string_view>

#include "interview/testing/scenario.h"

namespace sanaq::testing {

/// The bytes of a file below the folder of the project; the program stops when there is none. Test programs
/// only.
std::string file_text(const std::string& path);
/// Sheets and list files of a form's folder: survey.csv, choices.csv, checks.csv, settings.csv, every other
/// *.csv a list named by `lists` (file names without .csv).
FormText form_folder(const std::string& folder, const std::vector<std::string>& lists = {});

}  // namespace sanaq::testing
