#include "sanaq/fieldwork/staff_file.h"

#include <algorithm>

#include "spreadsheet/workbook.h"

namespace sanaq {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Result<Rows> rows_of_list(std::string_view file) {
  if (!file.starts_with("PK")) return parse_list_csv(file);
  SANAQ_TRY(auto sheets, read_workbook(file));
  return sheets.empty() ? Rows() : std::move(sheets.front().rows);
}

// Those the actor may not file, and those who are on the books already, become findings of their rows.
Result<Done> sift(Workforce& workforce, const Actor& actor, StaffList& list) {
  SANAQ_TRY(const auto known, workforce.known(list.candidates));
  std::vector<Candidate> kept;
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < list.candidates.size(); ++i) {
    const std::string& territory = list.candidates[i].worker.territory;
    if (!is_allowed(actor, Permission::manage_staff, territory, workforce.territories())) {
      list.findings.push_back({list.rows[i], "territory", "list.territory"});
    } else if (known[i]) {
      list.findings.push_back({list.rows[i], "iin", "list.known"});
    } else {
      kept.push_back(std::move(list.candidates[i]));
      rows.push_back(list.rows[i]);
    }
  }
  list.candidates = std::move(kept);
  list.rows = std::move(rows);
  std::stable_sort(list.findings.begin(), list.findings.end(),
                   [](const ListFinding& a, const ListFinding& b) { return a.row < b.row; });
  return Done{};
}

}  // namespace

Result<StaffList> read_staff_file(Workforce& workforce, const Actor& actor, std::string_view file) {
  SANAQ_TRY(const Rows rows, rows_of_list(file));
  StaffList list =
      read_staff_list(rows, {workforce.edition(), workforce.territories(), PhoneRules{}, workforce.today()});
  SANAQ_TRY_DONE(sift(workforce, actor, list));
  return list;
}

}  // namespace sanaq
