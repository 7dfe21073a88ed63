#pragma once
#include <string>
#include <vector>

#include "fieldwork/application.h"

namespace sanaq {

/// What is wrong with a list of applications, by its place. row: from 1, the heading is row 1; column: the
/// field's name, or the heading as it stands. Codes: those of FieldFinding, "list.heading" (a column is
/// missing, unknown or there twice), "list.twice" (the person stands in the list before), "list.known" (is on
/// the books), "list.territory" (not the actor's), "list.rows" (none, or more than 20,000).
struct ListFinding {
  std::size_t row = 0;
  std::string column;
  std::string code;
};

/// A list as far as it could be read.
struct StaffList {
  std::vector<Candidate> candidates;
  std::vector<std::size_t> rows;      // of the candidates
  std::vector<ListFinding> findings;  // in the order of rows
  std::size_t people = 0;             // rows that are not blank
};

/// rows: cells as text; the first row holds headings in Kazakh, Russian or English, in any order and case;
/// blank rows are passed over. Linear.
StaffList read_staff_list(const std::vector<std::vector<std::string>>& rows, const ApplicationGround& ground);

/// The rows of a CSV text with commas or, as spreadsheets here write it, semicolons. Errors: those of
/// parse_csv().
Result<std::vector<std::vector<std::string>>> parse_list_csv(std::string_view text);

}  // namespace sanaq
