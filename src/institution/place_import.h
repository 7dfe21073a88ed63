#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "codelist/codelist.h"
#include "edition/institution_kind.h"
#include "institution/institution.h"
#include "institution/list_import.h"

namespace sanaq {

/// What a table of the register gives: institutions without ids, and what is wrong with its cells.
struct PlaceImport {
  std::vector<Institution> places;
  std::vector<RowProblem> problems;  // all are hard: one of them, and nothing is taken
};

/// Reads a table of institutions. Headings in Kazakh, Russian or English in any order. A kind is named by its
/// code or in any language; a territory by its code, or by a name that only one territory below `within` has.
/// Codes of problems: those of check_institution() without "institution.", "kind", "territory", "twice" (the
/// number stands in the table before). Errors: "institution.register" (no heading row with a number, a name
/// and a kind), "institution.register.long" (over 20,000 rows). O(rows · territories).
Result<PlaceImport> read_place_table(const std::vector<std::vector<std::string>>& rows,
                                     const InstitutionRules& rules, const Codelist& territories,
                                     std::string_view within);

}  // namespace sanaq
