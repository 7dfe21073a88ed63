#include "disclosure/derivation.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace sanaq::disclosure {

namespace {

using Kind = DerivationStep::Kind;
using Verdict = CellFinding::Verdict;

std::string number(std::int64_t value) { return zero_padded(value, 1); }

/// The sum of a line, then its parts.
std::vector<std::size_t> line_cells(const TableHead& head, std::size_t sum, std::size_t dimension) {
  std::size_t stride = 1;
  for (std::size_t d = head.dimensions.size(); --d > dimension;)
    stride *= head.dimensions[d].categories.size();
  const auto& categories = head.dimensions[dimension].categories;
  const std::size_t category = sum / stride % categories.size();
  std::vector<std::size_t> cells{sum};
  for (std::size_t c = category + 1; c < categories.size(); ++c) {
    if (categories[c].parent == static_cast<std::int32_t>(category))
      cells.push_back(sum + (c - category) * stride);
  }
  return cells;
}

class Thought {
 public:
  Thought(std::span<const AuditTable> tables, const AuditReport& report) : tables_(tables), report_(report) {}

  std::vector<DerivationStep> run(const Breach& breach) {
    const CellFinding* finding = find(breach.place);
    if (finding == nullptr) return {};
    if (breach.insider) {
      steps_.push_back({.kind = Kind::insider, .place = breach.place, .other = *breach.insider});
    } else if (breach.kind == Breach::Kind::narrow) {
      steps_.push_back({.kind = Kind::narrow,
                        .place = breach.place,
                        .count = finding->lowest,
                        .highest = finding->highest.value_or(finding->seen_highest)});
    } else {
      think(*finding);
    }
    return std::move(steps_);
  }

 private:
  const CellFinding* find(TableCell place) const {
    const auto found = std::lower_bound(report_.findings.begin(), report_.findings.end(), place,
                                        [](const CellFinding& f, TableCell p) { return f.place < p; });
    return found != report_.findings.end() && found->place == place ? &*found : nullptr;
  }

  bool is_hidden(std::size_t table, std::size_t cell) const {
    return tables_[table].marks[cell] != CellMark::open;
  }

  /// First what the line takes from other lines, then the line itself.
  void think(const CellFinding& finding) {
    if (steps_.size() >= steps_max || !seen_.insert(finding.place).second) return;
    const std::int64_t count = tables_[finding.place.table].counts[finding.place.cell];
    if (!finding.line_sum) {
      steps_.push_back({.kind = Kind::many_lines, .place = finding.place, .count = count});
      return;
    }
    const auto [table, sum] = *finding.line_sum;
    const auto cells = line_cells(tables_[table].head, sum, finding.line_dimension);
    for (const std::size_t cell : cells) {
      const CellFinding* other = is_hidden(table, cell) ? find({table, cell}) : nullptr;
      const bool elsewhere =
          other != nullptr && other->line_sum &&
          (*other->line_sum != *finding.line_sum || other->line_dimension != finding.line_dimension);
      if (elsewhere && other->verdict == Verdict::computed) think(*other);
    }
    steps_.push_back(step(finding, count, table, cells));
  }

  /// The line as an equation: what is known on the left, what is not on the right; a sum that is not known
  /// stands alone on the right.
  DerivationStep step(const CellFinding& finding, std::int64_t count, std::size_t table,
                      const std::vector<std::size_t>& cells) const {
    DerivationStep step{.kind = Kind::squeezed, .place = finding.place, .count = count};
    const auto is_open = [&](std::size_t cell) {
      const TableCell place{table, cell};
      return is_hidden(table, cell) && (place == finding.place || !seen_.contains(place));
    };
    const auto& counts = tables_[table].counts;
    const bool sum_open = is_open(cells[0]);
    const char* joint = sum_open ? " + " : " − ";
    step.left = sum_open ? "" : number(counts[cells[0]]);
    std::int64_t rest = counts[cells[0]], unknown = 0;
    for (std::size_t i = 1; i < cells.size(); ++i) {
      if (counts[cells[i]] == 0) continue;
      const bool open = is_open(cells[i]);
      unknown += open ? 1 : 0;
      if (open && !sum_open) {
        step.right += step.right.empty() ? "X" : " + X";
        continue;
      }
      step.left += (step.left.empty() ? "" : joint) + (open ? std::string("X") : number(counts[cells[i]]));
      rest -= open ? 0 : counts[cells[i]];
    }
    if (sum_open) step.right = "X";
    if (unknown + (sum_open ? 1 : 0) == 1) step.kind = Kind::remainder;
    if (unknown > 1 && !sum_open && rest == unknown) step.kind = Kind::each_is_one;
    return step;
  }

  std::span<const AuditTable> tables_;
  const AuditReport& report_;
  std::set<TableCell> seen_;
  std::vector<DerivationStep> steps_;
};

constexpr const char* keys[] = {"derivation.each_is_one", "derivation.remainder", "derivation.squeezed",
                                "derivation.many_lines",  "derivation.narrow",    "derivation.insider"};

}  // namespace

std::vector<DerivationStep> derive(std::span<const AuditTable> tables, const AuditReport& report,
                                   const Breach& breach) {
  return Thought(tables, report).run(breach);
}

std::string cell_name(const AuditTable& table, std::size_t cell, std::string_view language) {
  std::string name = std::string(table.head.title.in(language));
  const auto position = coordinates(table.head, cell);
  for (std::size_t d = 0; d < position.size(); ++d) {
    name += (d == 0 ? ": " : ", ");
    name += table.head.dimensions[d].categories[position[d]].label.in(language);
  }
  return name;
}

std::string derivation_text(std::span<const AuditTable> tables, const std::vector<DerivationStep>& steps,
                            const Messages& texts, std::string_view language) {
  std::string text;
  for (const DerivationStep& step : steps) {
    const std::string name = cell_name(tables[step.place.table], step.place.cell, language);
    std::vector<std::string> words{name, step.left, step.right, number(step.count), number(step.highest)};
    if (step.kind == Kind::insider) words[1] = cell_name(tables[step.other.table], step.other.cell, language);
    text += texts.text(keys[static_cast<std::size_t>(step.kind)], language, words) + '\n';
  }
  return text;
}

}  // namespace sanaq::disclosure
