#pragma once
#include <string_view>

namespace sanaq::engine {

/// Texts of findings no author wrote (locale/interview.csv, put into the program when it is built): the
/// engine has no disk to read them from. CSV with the columns key and a language each.
extern const std::string_view finding_texts_csv;

}  // namespace sanaq::engine
