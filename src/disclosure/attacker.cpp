#include "disclosure/attacker.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/text.h"
#include "disclosure/attacker_equations.h"
#include "disclosure/attacker_witness.h"

namespace sanaq::disclosure {

namespace {

using attacker::Bounds;
using attacker::System;
using attacker::WitnessSearch;
using Verdict = CellFinding::Verdict;

std::string cell_text(std::size_t cell) { return "cell " + zero_padded(static_cast<std::int64_t>(cell), 1); }

Result<Done> check_case(const AuditCase& audit) {
  const std::size_t cells = cell_count(audit.head);
  if (audit.counts.size() != cells || audit.marks.size() != cells)
    return Error{"attacker.shape", audit.head.id};
  for (std::size_t cell = 0; cell < cells; ++cell) {
    if (audit.marks[cell] != CellMark::open && audit.counts[cell] == 0) {
      return Error{"attacker.zero", cell_text(cell)};
    }
  }
  const std::vector<CellMark> all_hidden(cells, CellMark::secondary);
  const System whole = attacker::make_system(audit.head, audit.counts, all_hidden);
  for (const auto& equation : whole.equations) {
    std::int64_t sum = 0;
    for (const auto& [unknown, sign] : equation.terms) sum += sign * audit.counts[unknown];
    if (sum != 0) return Error{"attacker.sums", cell_text(equation.sum_cell)};
  }
  return Done{};
}

/// What every reader can compute: bounds, then elimination, then a witness for what is left.
class Outsider {
 public:
  Outsider(const AuditCase& audit, const System& system, WitnessSearch& search)
      : audit_(audit), system_(system), search_(search), witnesses_(system.cells.size()) {}

  std::vector<CellFinding> findings() {
    const Bounds bounds = attacker::propagate(system_);
    std::vector<CellFinding> findings;
    for (std::size_t i = 0; i < system_.cells.size(); ++i) findings.push_back(bounded(bounds, i));
    for (const std::uint32_t unknown : attacker::eliminate(system_, bounds)) {
      if (findings[unknown].verdict == Verdict::undecided) findings[unknown].verdict = Verdict::computed;
    }
    for (const Witness& hint : audit_.hints) {
      if (search_.holds(hint)) keep(hint, findings);
    }
    for (std::uint32_t i = 0; i < findings.size(); ++i) {
      if (findings[i].verdict != Verdict::undecided) continue;
      if (const auto witness = search_.find(i, {})) keep(*witness, findings);
    }
    return findings;
  }

  const std::vector<Witness>& witnesses_of(std::uint32_t unknown) const { return witnesses_[unknown]; }

 private:
  CellFinding bounded(const Bounds& bounds, std::size_t i) const {
    CellFinding finding;
    finding.cell = system_.cells[i];
    finding.lowest = bounds.lowest[i];
    if (bounds.highest[i] != Bounds::no_limit) finding.highest = bounds.highest[i];
    if (bounds.lowest[i] == bounds.highest[i]) {
      finding.verdict = Verdict::computed;
      const auto& equation = system_.equations[bounds.fixed_by[i]];
      finding.line_sum = equation.sum_cell;
      finding.line_dimension = equation.dimension;
    }
    return finding;
  }

  void keep(const Witness& witness, std::vector<CellFinding>& findings) {
    for (const auto& [cell, change] : witness.changes) {
      const auto unknown = *system_.unknown_of(cell);
      // A witness proves two counts and overrules elimination, which may err to the careful side.
      if (change == 0) continue;
      findings[unknown].verdict = Verdict::open_question;
      witnesses_[unknown].push_back(witness);
    }
  }

  const AuditCase& audit_;
  const System& system_;
  WitnessSearch& search_;
  std::vector<std::vector<Witness>> witnesses_;
};

bool avoids(const Witness& witness, std::span<const std::size_t> cells) {
  return std::none_of(witness.changes.begin(), witness.changes.end(), [&](const auto& change) {
    return std::find(cells.begin(), cells.end(), change.first) != cells.end();
  });
}

/// What each single respondent can compute about the primary cells of others.
class Insiders {
 public:
  Insiders(const AuditCase& audit, const System& system, WitnessSearch& search)
      : audit_(audit), system_(system), search_(search) {
    for (const std::size_t cell : system.cells) {
      if (audit.counts[cell] != 1) continue;
      const auto person = cells_of_person(audit.head, audit.counts, cell);
      own_cells_.emplace(person.front(), person);
    }
  }

  /// Persons who compute the primary cell of `unknown`, given the witnesses that are there already.
  std::vector<std::size_t> who_computes(std::uint32_t unknown, std::vector<Witness> witnesses) {
    std::vector<std::size_t> persons;
    for (const auto& [person, cells] : own_cells_) {
      if (std::find(cells.begin(), cells.end(), system_.cells[unknown]) != cells.end()) continue;  // himself
      const bool kept =
          std::any_of(witnesses.begin(), witnesses.end(),
                      [&own_cells = cells](const Witness& witness) { return avoids(witness, own_cells); });
      if (kept) continue;
      std::vector<std::uint32_t> own;
      for (const std::size_t cell : cells) {
        if (const auto hidden = system_.unknown_of(cell)) own.push_back(*hidden);
      }
      if (auto witness = search_.find(unknown, own)) {
        witnesses.push_back(*std::move(witness));
      } else {
        persons.push_back(person);
      }
    }
    return persons;
  }

 private:
  const AuditCase& audit_;
  const System& system_;
  WitnessSearch& search_;
  std::map<std::size_t, std::vector<std::size_t>> own_cells_;  // by the finest cell of the person
};

}  // namespace

std::vector<std::size_t> cells_of_person(const TableHead& head, std::span<const std::int64_t> counts,
                                         std::size_t cell) {
  // Down to the finest cell: among the parts of a sum of one exactly one part is one.
  bool went_down = true;
  while (went_down) {
    went_down = false;
    std::size_t stride = counts.size();
    for (const Classification& dimension : head.dimensions) {
      stride /= dimension.categories.size();
      const std::size_t category = cell / stride % dimension.categories.size();
      for (std::size_t child = category + 1; child < dimension.categories.size(); ++child) {
        if (dimension.categories[child].parent != static_cast<std::int32_t>(category)) continue;
        if (counts[cell + (child - category) * stride] != 1) continue;
        cell += (child - category) * stride;
        went_down = true;
        break;
      }
    }
  }
  // Up again over every sum that holds the person and nobody else.
  std::vector<std::size_t> cells{cell};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::size_t stride = counts.size();
    for (const Classification& dimension : head.dimensions) {
      stride /= dimension.categories.size();
      const std::size_t category = cells[i] / stride % dimension.categories.size();
      const std::int32_t parent = dimension.categories[category].parent;
      if (parent == Category::no_parent) continue;
      const std::size_t above = cells[i] - (category - static_cast<std::size_t>(parent)) * stride;
      if (counts[above] == 1 && std::find(cells.begin(), cells.end(), above) == cells.end())
        cells.push_back(above);
    }
  }
  return cells;
}

Result<AuditReport> attack(const AuditCase& audit) {
  SANAQ_TRY_DONE(check_case(audit));
  const System system = attacker::make_system(audit.head, audit.counts, audit.marks);
  WitnessSearch search(system, audit.counts);
  Outsider outsider(audit, system, search);
  AuditReport report;
  report.findings = outsider.findings();
  Insiders insiders(audit, system, search);
  for (std::uint32_t i = 0; i < report.findings.size(); ++i) {
    const CellFinding& finding = report.findings[i];
    if (finding.verdict != Verdict::open_question) {
      report.breaches.push_back({finding.cell, std::nullopt});
    } else if (audit.marks[finding.cell] == CellMark::primary) {
      for (const std::size_t person : insiders.who_computes(i, outsider.witnesses_of(i))) {
        report.breaches.push_back({finding.cell, person});
      }
    }
  }
  return report;
}

}  // namespace sanaq::disclosure
