#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "institution/resident.h"

namespace sanaq {

/// What is wrong with a cell of a table that was brought. row: as the table counts, the heading is row 1.
struct RowProblem {
  std::size_t row = 0;
  std::string column;  // heading as it stands in the table; empty: the row as a whole
  std::string code;    // as ResidentFinding; "twice" (the person stands in the table before); "word" (no such
                       // kind of document, or country)
  bool is_hard = true;
};

/// How people write kinds of documents and countries, folded, and the code the questionnaire has for each;
/// codes stand for themselves. Empty: what is written is taken as it is.
struct DocumentWords {
  std::map<std::string, std::string, std::less<>> kinds, countries;
};

struct ListImport {
  std::vector<ResidentPerson> people;
  std::vector<RowProblem> problems;  // in the order of rows
  bool takes() const;                // no problem is hard
};

/// Reads a table of people. Headings in Kazakh, Russian or English in any order; columns that mean nothing
/// here are left. Blank rows are skipped. A person without papers is taken by the column of descriptions.
/// Errors: "institution.table" (no heading row with a surname and an IIN or a document; detail: nothing of
/// the table), "institution.table.long" (over people_max rows). O(rows log rows).
Result<ListImport> read_list_table(const std::vector<std::vector<std::string>>& rows, CivilDate list_date,
                                   const DocumentWords& words = {});

}  // namespace sanaq
