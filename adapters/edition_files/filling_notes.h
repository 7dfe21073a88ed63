#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "questionnaire/form.h"

namespace sanaq {

/// How one question, page or list of the questionnaire is to be filled in, for those who do it for others
/// (joint orders of 2020 and 2021, point 8: explanations for filling in).
struct FillingNote {
  std::string name;                // of a node of the form; empty: before all
  std::vector<std::string> texts;  // in the order of the languages
};

/// csv: a row a note, columns `name` and the languages. Errors: those of parse_csv; "edition.explanations"
/// (detail: the row and what is wrong there: a column, a name the form does not have, one twice, a missing
/// text).
Result<std::vector<FillingNote>> read_filling_notes(std::string_view csv, const Form& form,
                                                    const std::vector<std::string>& languages);

}  // namespace sanaq
