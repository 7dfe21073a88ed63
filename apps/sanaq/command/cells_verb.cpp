#include "sanaq/command/cells_verb.h"

#include <algorithm>
#include <cstdio>

#include "base/csv.h"
#include "base/figure_text.h"
#include "disclosure/outside_table.h"
#include "os/files.h"
#include "sanaq/command/command.h"
#include "solver/clp_solver.h"

namespace sanaq {
namespace {

using disclosure::OutsidePlan;
using disclosure::OutsideTable;
using disclosure::VolumeRelease;

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

Result<OutsideTable> read_table(const OutsidePlan& plan, const std::string& folder) {
  std::map<std::string, std::string> hierarchies;
  for (const OutsidePlan::Side& side : plan.sides) {
    if (side.hierarchy.empty()) continue;
    SANAQ_TRY(hierarchies[side.hierarchy], os::read_file(folder + side.hierarchy));
  }
  SANAQ_TRY(const std::string text, os::read_file(folder + plan.file));
  auto table = disclosure::read_outside_table(plan, text, hierarchies);
  if (!table) return Error{table.error().code, plan.file + ' ' + table.error().detail};
  return table;
}

std::string codes_csv(const RawTable::Head& head, std::size_t cell) {
  std::string codes;
  std::size_t stride = 1;
  for (std::size_t d = head.dimensions.size(); d-- > 0;) {
    const auto& categories = head.dimensions[d].categories;
    codes = csv_field(categories[cell / stride % categories.size()].code) + ',' + codes;
    stride *= categories.size();
  }
  return codes;
}

/// For the public: X in place of what is hidden, primary or not.
std::string shown_csv(const OutsidePlan& plan, const OutsideTable& table,
                      const std::vector<CellMark>& marks) {
  std::string csv;
  for (const OutsidePlan::Side& side : plan.sides) csv += csv_field(side.column) + ',';
  csv += csv_field(plan.volume) + '\n';
  for (std::size_t cell = 0; cell < marks.size(); ++cell)
    csv += codes_csv(table.volumes.head(), cell) +
           (marks[cell] == CellMark::open ? figure_text(table.volumes.counts()[cell], plan.decimals) : "X") +
           '\n';
  return csv;
}

/// For the office: which cells are confidential, and which are hidden for their sake.
std::string marks_csv(const OutsidePlan& plan, const OutsideTable& table,
                      const std::vector<CellMark>& marks) {
  std::string csv;
  for (const OutsidePlan::Side& side : plan.sides) csv += csv_field(side.column) + ',';
  csv += "respondents,volume,mark\n";
  for (std::size_t cell = 0; cell < marks.size(); ++cell) {
    if (marks[cell] == CellMark::open) continue;
    csv += codes_csv(table.volumes.head(), cell) + std::to_string(table.cells[cell].respondents) + ',' +
           figure_text(table.volumes.counts()[cell], plan.decimals) + ',' +
           (marks[cell] == CellMark::primary ? "primary" : "secondary") + '\n';
  }
  return csv;
}

void print_marks(const OutsidePlan& plan, const OutsideTable& table, const std::vector<CellMark>& marks) {
  std::size_t primary = 0, secondary = 0;
  std::int64_t hidden = 0;
  for (std::size_t cell = 0; cell < marks.size(); ++cell) {
    primary += marks[cell] == CellMark::primary ? 1U : 0U;
    secondary += marks[cell] == CellMark::secondary ? 1U : 0U;
    if (marks[cell] == CellMark::secondary) hidden += table.volumes.counts()[cell];
  }
  std::printf("%s: %zu cells, %zu confidential, %zu more hidden (%s), none can be computed\n",
              plan.id.c_str(), marks.size(), primary, secondary, figure_text(hidden, plan.decimals).c_str());
}

}  // namespace

Result<int> protect_cells(const Arguments& arguments) {
  const std::string path = arguments.get("cells");
  SANAQ_TRY(const std::string text, os::read_file(path));
  SANAQ_TRY(const Json json, parse_json(text));
  SANAQ_TRY(const OutsidePlan plan, disclosure::parse_outside_plan(json));
  SANAQ_TRY(const OutsideTable table, read_table(plan, folder_of(path)));
  ClpSolver solver;
  const disclosure::VolumeTask task{table.volumes, table.respondents, table.cells};
  SANAQ_TRY(const VolumeRelease release, disclosure::protect_volume_release({&task, 1}, plan.rule, &solver));
  const std::vector<CellMark>& marks = release.tables.front().marks;
  print_marks(plan, table, marks);
  if (arguments.has("shown"))
    SANAQ_TRY_DONE(
        os::write_file(arguments.get("shown"), shown_csv(plan, table, marks), os::FileAccess::owner_only));
  if (arguments.has("to"))
    SANAQ_TRY_DONE(
        os::write_file(arguments.get("to"), marks_csv(plan, table, marks), os::FileAccess::owner_only));
  return exit_good;
}

}  // namespace sanaq
