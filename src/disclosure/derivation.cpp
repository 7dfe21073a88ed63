#include "disclosure/derivation.h"

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>

#include "base/text.h"

namespace sanaq::disclosure {

namespace {

using Kind = DerivationStep::Kind;
using Verdict = CellFinding::Verdict;

std::string number(std::int64_t value) { return zero_padded(value, 1); }

/// Where each set of people of a meeting is seen best: printed, else hidden, else in no table.
class SetPlaces {
 public:
  SetPlaces(std::span<const AuditTable> tables, const Meeting& meeting) {
    for (std::size_t i = 0; i < meeting.unprinted.size(); ++i)
      places_[meeting.unprinted[i].name] = {tables.size(), i};
    for (const auto wanted : {CellMark::secondary, CellMark::primary, CellMark::open}) {
      for (std::size_t t = 0; t < meeting.names.size() && t < tables.size(); ++t) {
        for (std::size_t cell = 0; cell < meeting.names[t].size(); ++cell)
          if (tables[t].marks[cell] == wanted) places_[meeting.names[t][cell]] = {t, cell};
      }
    }
  }
  TableCell operator[](SetName name) const { return places_.at(name); }

 private:
  std::unordered_map<SetName, TableCell> places_;
};

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

  bool is_printed(TableCell place) const {
    return place.table < tables_.size() && tables_[place.table].marks[place.cell] == CellMark::open;
  }

  std::int64_t count(TableCell place) const {
    return place.table < tables_.size() ? tables_[place.table].counts[place.cell]
                                        : report_.meeting.unprinted[place.cell].count;
  }

  /// The sum, then its parts: of a line of a table, or of what several tables say together.
  std::vector<TableCell> line_of(const CellFinding& finding) {
    const auto [table, sum] = *finding.line_sum;
    if (table < tables_.size()) return table_line(table, sum, finding.line_dimension);
    if (!places_) places_.emplace(tables_, report_.meeting);
    const Meeting::Relation& relation = report_.meeting.relations[sum];
    std::vector<TableCell> cells{(*places_)[relation.sum]};
    for (const SetName part : relation.parts) cells.push_back((*places_)[part]);
    return cells;
  }

  std::vector<TableCell> table_line(std::size_t table, std::size_t sum, std::size_t dimension) const {
    const auto& dimensions = tables_[table].head.dimensions;
    std::size_t stride = 1;
    for (std::size_t d = dimensions.size(); --d > dimension;) stride *= dimensions[d].categories.size();
    const auto& categories = dimensions[dimension].categories;
    const std::size_t category = sum / stride % categories.size();
    std::vector<TableCell> cells{{table, sum}};
    for (std::size_t c = category + 1; c < categories.size(); ++c) {
      if (categories[c].parent == static_cast<std::int32_t>(category))
        cells.push_back({table, sum + (c - category) * stride});
    }
    return cells;
  }

  /// First what the line takes from other lines, then the line itself.
  void think(const CellFinding& finding) {
    if (steps_.size() >= steps_max || !seen_.insert(finding.place).second) return;
    if (!finding.line_sum) {
      steps_.push_back({.kind = Kind::many_lines, .place = finding.place, .count = count(finding.place)});
      return;
    }
    const auto cells = line_of(finding);
    for (const TableCell cell : cells) {
      const CellFinding* other = is_printed(cell) ? nullptr : find(cell);
      const bool elsewhere =
          other != nullptr && other->line_sum &&
          (*other->line_sum != *finding.line_sum || other->line_dimension != finding.line_dimension);
      if (elsewhere && other->verdict == Verdict::computed) think(*other);
    }
    steps_.push_back(step(finding, cells));
  }

  /// The line as an equation: what is known on the left, what is not on the right; a sum that is not known
  /// stands alone on the right.
  DerivationStep step(const CellFinding& finding, const std::vector<TableCell>& cells) const {
    DerivationStep step{.kind = Kind::squeezed, .place = finding.place, .count = count(finding.place)};
    const auto is_open = [&](TableCell cell) {
      return !is_printed(cell) && (cell == finding.place || !seen_.contains(cell));
    };
    const bool sum_open = is_open(cells[0]);
    const char* joint = sum_open ? " + " : " − ";
    step.left = sum_open ? "" : number(count(cells[0]));
    std::int64_t rest = count(cells[0]), unknown = 0;
    for (std::size_t i = 1; i < cells.size(); ++i) {
      if (count(cells[i]) == 0) continue;
      const bool open = is_open(cells[i]);
      unknown += open ? 1 : 0;
      if (open && !sum_open) {
        step.right += step.right.empty() ? "X" : " + X";
        continue;
      }
      step.left += (step.left.empty() ? "" : joint) + (open ? std::string("X") : number(count(cells[i])));
      rest -= open ? 0 : count(cells[i]);
    }
    if (sum_open) step.right = "X";
    if (unknown + (sum_open ? 1 : 0) == 1) step.kind = Kind::remainder;
    if (unknown > 1 && !sum_open && rest == unknown) step.kind = Kind::each_is_one;
    if (finding.line_sum->table >= tables_.size()) step.line = cells;
    return step;
  }

  std::span<const AuditTable> tables_;
  const AuditReport& report_;
  std::optional<SetPlaces> places_;
  std::set<TableCell> seen_;
  std::vector<DerivationStep> steps_;
};

constexpr std::size_t named_max = 4;  // cells of one line that are called by their names

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
  const auto name_of = [&](TableCell place) {
    return place.table < tables.size() ? cell_name(tables[place.table], place.cell, language)
                                       : texts.text("derivation.unprinted", language);
  };
  std::string text;
  for (const DerivationStep& step : steps) {
    std::vector<std::string> words{name_of(step.place), step.left, step.right, number(step.count),
                                   number(step.highest)};
    if (step.kind == Kind::insider) words[1] = name_of(step.other);
    text += texts.text(keys[static_cast<std::size_t>(step.kind)], language, words) + '\n';
    std::string cells;
    for (std::size_t i = 0; i < step.line.size() && i < named_max; ++i)
      cells += (i == 0 ? "" : "; ") + name_of(step.line[i]);
    if (step.line.size() > named_max) cells += "; …";
    if (!cells.empty()) text += texts.text("derivation.meeting", language, {cells}) + '\n';
  }
  return text;
}

}  // namespace sanaq::disclosure
