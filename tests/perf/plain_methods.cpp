#include "plain_methods.h"

#include <algorithm>

#include "disclosure/box_cover.h"
#include "disclosure/cell_price.h"
#include "disclosure/next_smallest.h"
#include "disclosure/protect.h"
#include "measure.h"

namespace sanaq::perf {

using namespace disclosure;

namespace {

PlainPattern priced(const RawTable& table, std::vector<CellMark> marks) {
  PlainPattern pattern{std::move(marks)};
  for (std::size_t cell = 0; cell < pattern.marks.size(); ++cell) {
    if (pattern.marks[cell] != CellMark::secondary) continue;
    ++pattern.secondary;
    pattern.price += static_cast<double>(cell_price(table.counts()[cell]));
  }
  return pattern;
}

}  // namespace

PlainPattern hypercube(const RawTable& table, std::vector<CellMark> primary, std::int64_t width) {
  std::vector<std::uint32_t> targets, owner(primary.size(), 0xFFFF'FFFF);
  std::vector<std::uint8_t> hidden(primary.size(), 0), frozen(primary.size(), 0);
  for (std::uint32_t cell = 0; cell < primary.size(); ++cell) {
    if (primary[cell] == CellMark::open) continue;
    targets.push_back(cell);
    hidden[cell] = 1;
  }
  const BoxCover cover =
      cover_by_boxes({table.head().dimensions, table.counts(), targets, hidden, frozen, owner, width, 0});
  for (const std::uint32_t cell : cover.cells) primary[cell] = CellMark::secondary;
  return priced(table, std::move(primary));
}

PlainPattern letter(const RawTable& table, std::vector<CellMark> primary) {
  Pattern pattern{std::move(primary), {}};
  mark_next_smallest(Grid(table.head().dimensions), table.counts(), Reading::always, pattern);
  return priced(table, std::move(pattern.marks));
}

std::size_t breaches(const RawTable& table, const PlainPattern& pattern, const AuditDemand& demand,
                     std::span<const std::int64_t> respondents) {
  const TableHead head = public_head(table.head());
  const AuditTable audited{head, table.counts(), pattern.marks, respondents};
  return must(attack({&audited, 1}, demand), "attack").breaches.size();
}

std::size_t computed(const AuditReport& report) {
  return static_cast<std::size_t>(
      std::count_if(report.findings.begin(), report.findings.end(), [](const CellFinding& finding) {
        return finding.primary && finding.verdict == CellFinding::Verdict::computed;
      }));
}

}  // namespace sanaq::perf
