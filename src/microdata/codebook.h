#pragma once
#include <string>
#include <string_view>

#include "base/labels.h"
#include "microdata/microdata.h"

namespace sanaq {

/// What a reader of an exported file is told about it.
struct CodebookHead {
  Labels title;      // of the study
  Labels publisher;  // who made it
};

/// DDI-Codebook 2.5 (XML) of every unit of the file: study, one file a unit ("person.csv" …), variables,
/// their codes, all in every language there is.
std::string ddi_codebook(const Microdata& data, const CodebookHead& head);

/// SPSS syntax that reads `csv_file` and names variables and codes in one language.
std::string spss_syntax(const UnitTable& table, std::string_view csv_file, std::string_view language);

/// The same for Stata: a .do file. Codes become numbers 1, 2 … with their labels.
std::string stata_do(const UnitTable& table, std::string_view csv_file, std::string_view language);

}  // namespace sanaq
