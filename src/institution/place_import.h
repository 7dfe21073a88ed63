#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "codelist/codelist.h"
#include "edition/institution_kind.h"
#include "institution/institution.h"
#include "institution/list_import.h"

namespace sanaq {

/// A row that asks to be linked to an address of the frame.
struct WantedAddress {
  std::size_t place = 0, row = 0;      // position in `places`; row of the table
  std::string column;                  // heading as it stands there
  std::optional<DwellingId> dwelling;  // nothing: the building of the row's street and house
};

/// What a table of the register gives: institutions without ids, and what is wrong with its cells.
struct PlaceImport {
  std::vector<Institution> places;
  std::vector<WantedAddress> addresses = {};
  std::vector<RowProblem> problems;  // all are hard: one of them, and nothing is taken
};

/// Reads a table of institutions. Headings in Kazakh, Russian or English in any order. A kind is named by its
/// code or in any language; a territory by its code, or by a name that only one territory below `within` has.
/// The column of the address frame is optional: the number of an address in it, or "yes" for the building of
/// the row's street and house; empty: no link. Codes of problems: those of check_institution() without
/// "institution.", "kind", "territory", "twice" (the number stands in the table before), "address" (neither a
/// number nor yes), "address.protected". Errors: "institution.register" (no heading row with a number, a name
/// and a kind), "institution.register.long" (over 20,000 rows). O(rows · territories).
Result<PlaceImport> read_place_table(const std::vector<std::vector<std::string>>& rows,
                                     const InstitutionRules& rules, const Codelist& territories,
                                     std::string_view within);

}  // namespace sanaq
