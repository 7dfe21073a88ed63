#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// A list or an act on paper: a heading in each language, facts, a table that goes over pages, lines for
/// signatures, and a line that stands at the foot of every page with its number.
struct PaperTable {
  std::vector<std::string> titles;                         // one a language
  std::vector<std::pair<std::string, std::string>> facts;  // label and value
  std::vector<std::string> columns;
  std::vector<double> widths;  // shares of the width of the page; as many as columns
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> signatures;  // who signs
  std::string foot;                     // "List 12-001, version 2, 5f3a…"
};

/// A4 pages as PDF with embedded fonts. About 40 rows a page; 10,000 rows take some seconds. Errors:
/// "document.pdf".
Result<std::string> paper_table_pdf(const PaperTable& table);

}  // namespace sanaq
