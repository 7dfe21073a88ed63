#include "disclosure/attacker.h"

#include <algorithm>
#include <map>
#include <memory>

#include "base/text.h"
#include "disclosure/attacker_chains.h"
#include "disclosure/attacker_moves.h"
#include "disclosure/attacker_programs.h"
#include "disclosure/attacker_witness.h"

namespace sanaq::disclosure {

namespace {

using namespace attacker;
using Verdict = CellFinding::Verdict;
using Others = WitnessSearch::Others;
using Extent = AuditDemand::Extent;

bool changes(const Witness& witness, Unknown unknown) {
  const auto found =
      std::lower_bound(witness.begin(), witness.end(), unknown,
                       [](const auto& change, Unknown wanted) { return change.first < wanted; });
  return found != witness.end() && found->first == unknown;
}

/// One attack, from the cheapest means to the dearest.
class Attack {
 public:
  Attack(std::span<const AuditTable> tables, const System& system, const AuditDemand& demand)
      : tables_(tables),
        system_(system),
        demand_(demand),
        bounds_(propagate(system)),
        search_(system),
        findings_(system.size()),
        witnesses_(system.size()),
        safe_from_others_(system.size(), 0) {}

  AuditReport run() {
    for (Unknown u = 0; u < system_.size(); ++u) begin(u);
    AuditReport report;
    if (ends_early(report)) return report;
    if (demand_.readers != AuditDemand::Readers::anybody_quickly) look_for_tables(report);
    for (Unknown u = 0; u < system_.size() && !is_over(report); ++u) judge(u, report);
    report.solved = solved_;
    for (const Witness& witness : useful_) report.witnesses.push_back(told(witness));
    if (demand_.extent != Extent::all) return report;
    report.findings = std::move(findings_);
    sort_by_place(report);
    return report;
  }

 private:
  void look_for_tables(AuditReport& report) {
    for (const Hint& hint : demand_.hints) try_hint(hint);
    try_moves();
    try_chains();
    const bool search_first = system_.size() <= search_max || demand_.solver == nullptr;
    for (Unknown u = 0; search_first && u < system_.size(); ++u) {
      if (demand_.extent != Extent::all && !is_open(u)) continue;
      try_search(u);
      if (!is_hasty() || demand_.solver != nullptr || is_wide(u)) continue;
      report.breaches.push_back({findings_[u].place, Breach::Kind::narrow, std::nullopt});
      return;
    }
    if (demand_.solver != nullptr) try_programs();
  }

  bool is_hasty() const { return demand_.extent == Extent::first_breach; }
  bool is_over(const AuditReport& report) const { return is_hasty() && !report.passed(); }

  /// Where only the first breach counts, bounds may already show it.
  bool ends_early(AuditReport& report) const {
    for (Unknown u = 0; is_hasty() && u < system_.size(); ++u) {
      if (system_.primary[u] == 0 || system_.asked[u] == 0) continue;
      if (findings_[u].verdict != Verdict::computed) continue;
      report.breaches.push_back({findings_[u].place, Breach::Kind::computed, std::nullopt});
      return true;
    }
    return false;
  }

  Hint told(const Witness& witness) const {
    Hint hint;
    for (const auto& [unknown, change] : witness) hint.changes.emplace_back(system_.places[unknown], change);
    return hint;
  }

  void begin(Unknown u) {
    CellFinding& finding = findings_[u];
    finding.place = system_.places[u];
    finding.primary = system_.primary[u] != 0;
    finding.lowest = bounds_.lowest[u];
    if (bounds_.highest[u] != Bounds::no_limit) finding.highest = bounds_.highest[u];
    finding.seen_lowest = finding.seen_highest = system_.truth[u];
    if (!bounds_.is_fixed(u)) return;
    finding.verdict = Verdict::computed;
    const Equation& equation = system_.equations[bounds_.fixed_by[u]];
    finding.line_sum = equation.sum;
    finding.line_dimension = equation.dimension;
  }

  /// Believes a witness once it adds up. True when it does.
  bool keep(const Witness& witness) {
    if (!search_.holds(witness)) return false;
    bool tells = false;
    for (const auto& [unknown, change] : witness) {
      CellFinding& finding = findings_[unknown];
      tells = tells || (is_open(unknown) && witnesses_[unknown].size() < kept_max);
      finding.verdict = Verdict::open_question;
      finding.seen_lowest = std::min(finding.seen_lowest, system_.truth[unknown] + change);
      finding.seen_highest = std::max(finding.seen_highest, system_.truth[unknown] + change);
      if (finding.primary && witnesses_[unknown].size() < kept_max) witnesses_[unknown].push_back(witness);
    }
    if (tells) useful_.push_back(witness);
    return true;
  }

  /// How far apart the possible counts of a cell have to lie.
  std::int64_t wanted(Unknown u) const {
    if (!findings_[u].primary) return 1;
    return std::max(demand_.width, (system_.truth[u] * demand_.width_percent + 99) / 100);
  }

  bool is_wide(Unknown u) const {
    const CellFinding& finding = findings_[u];
    return finding.seen_highest - finding.seen_lowest >= wanted(u);
  }

  /// Nothing more can be found out in favour of the cell.
  bool is_settled(Unknown u) const {
    return system_.asked[u] == 0 || findings_[u].verdict == Verdict::computed || is_wide(u);
  }

  void try_hint(const Hint& hint) {
    Witness witness;
    for (const auto& [place, change] : hint.changes) {
      const Unknown unknown = system_.at(place);
      if (unknown == none) return;
      witness.emplace_back(unknown, change);
    }
    std::sort(witness.begin(), witness.end());
    believe(witness);
  }

  /// Keeps what adds up, and notes for whom it holds whoever knows himself.
  void believe(const Witness& witness) {
    if (!keep(witness)) return;
    Unknown person = none;
    for (const auto& [unknown, change] : witness) {
      if (system_.person[unknown] == none) continue;
      if (person != none && person != system_.person[unknown]) return;  // two persons' cells change
      person = system_.person[unknown];
    }
    for (const auto& [unknown, change] : witness) {
      if (system_.person[unknown] == person) safe_from_others_[unknown] = 1;
    }
  }

  void try_moves() {
    Moves moves(tables_, system_);
    for (Unknown u = 0; u < system_.size(); ++u) {
      if (!is_open(u)) continue;
      if (const auto witness = moves.lifting(u, wanted(u))) believe(*witness);
    }
  }

  /// A primary cell about which something is left to show.
  bool is_open(Unknown u) const {
    if (system_.primary[u] == 0 || system_.asked[u] == 0) return false;
    return findings_[u].verdict != Verdict::computed && (!is_wide(u) || safe_from_others_[u] == 0);
  }

  /// Persons for whose cells no witness settles everything yet.
  void try_chains() {
    if (is_hasty() && system_.size() > chains_max) return;  // dear, and hints are at hand
    std::map<Unknown, std::vector<Unknown>> persons;
    for (const auto& [person, cells] : cells_of_persons()) {
      const bool open = std::any_of(cells.begin(), cells.end(), [this](Unknown u) { return is_open(u); });
      if (open) persons.emplace(person, cells);
    }
    if (persons.empty()) return;
    Chains chains(system_);
    for (const auto& [person, cells] : persons) {
      auto witness = chains.of_person(cells);
      if (!witness) continue;
      stretch(*witness, cells.front());
      if (!keep(*witness)) continue;
      for (const Unknown cell : cells) safe_from_others_[cell] = 1;
    }
  }

  /// As many times the same change as wanted, and as the cells that fall allow.
  void stretch(Witness& witness, Unknown cell) const {
    const std::int64_t goal = wanted(cell);
    std::int64_t times = goal, lift = 1;
    for (const auto& [unknown, change] : witness) {
      if (unknown == cell) lift = change;
      if (change < 0) times = std::min(times, (system_.truth[unknown] - 1) / -change);
    }
    times = std::max<std::int64_t>(1, std::min(times, (goal + lift - 1) / lift));
    for (auto& [unknown, change] : witness) change *= times;
  }

  void try_search(Unknown u) {
    const bool needs_others = findings_[u].primary && safe_from_others_[u] == 0 &&
                              demand_.readers == AuditDemand::Readers::insiders_too;
    if (system_.asked[u] == 0 || findings_[u].verdict == Verdict::computed) return;
    if (needs_others) {
      for (const std::int64_t change : {std::int64_t{1}, std::int64_t{-1}}) {
        if (safe_from_others_[u] != 0) break;
        const auto witness = search_.find(u, change, Others::kept);
        if (witness && keep(*witness)) safe_from_others_[u] = 1;
      }
    }
    for (const std::int64_t change : {wanted(u), std::int64_t{1}, std::int64_t{-1}}) {
      if (is_wide(u)) return;
      if (const auto witness = search_.find(u, change, Others::free)) keep(*witness);
    }
  }

  void try_programs() {
    for (Unknown u = 0; u < system_.size(); ++u) {
      if (system_.primary[u] == 0 || is_settled(u)) continue;
      Programs programs(system_, bounds_, u, *demand_.solver);
      std::vector<Unknown> cells(programs.unknowns().begin(), programs.unknowns().end());
      std::sort(cells.begin(), cells.end());
      for (const Unknown cell : cells) {
        if (system_.primary[cell] != 0) solve(cell, programs);
      }
      solved_ += programs.solved();
    }
  }

  void solve(Unknown u, Programs& programs) {
    CellFinding& finding = findings_[u];
    for (const auto direction : {Programs::Direction::highest, Programs::Direction::lowest}) {
      if (is_settled(u)) return;
      const auto end = programs.end_of(u, direction, {});
      if (!end) continue;
      if (direction == Programs::Direction::lowest) finding.lowest = std::max(finding.lowest, end->count);
      if (direction == Programs::Direction::highest) {
        finding.highest = std::min(finding.highest.value_or(end->count), end->count);
      }
      if (end->witness) keep(*end->witness);
    }
    if (finding.highest && *finding.highest <= finding.lowest) finding.verdict = Verdict::computed;
  }

  void judge(Unknown u, AuditReport& report) {
    const CellFinding& finding = findings_[u];
    if (!finding.primary || system_.asked[u] == 0) return;
    if (finding.verdict != Verdict::open_question) {
      report.breaches.push_back({finding.place, Breach::Kind::computed, std::nullopt});
    } else {
      if (!is_wide(u)) report.breaches.push_back({finding.place, Breach::Kind::narrow, std::nullopt});
      if (demand_.readers == AuditDemand::Readers::insiders_too && safe_from_others_[u] == 0)
        judge_insiders(u, report);
    }
  }

  const std::map<Unknown, std::vector<Unknown>>& cells_of_persons() {
    if (!cells_of_persons_) {
      cells_of_persons_.emplace();
      for (Unknown u = 0; u < system_.size(); ++u) {
        if (system_.person[u] != none) (*cells_of_persons_)[system_.person[u]].push_back(u);
      }
    }
    return *cells_of_persons_;
  }

  void judge_insiders(Unknown u, AuditReport& report) {
    std::unique_ptr<Programs> programs;
    for (const auto& [person, cells] : cells_of_persons()) {
      if (person == system_.person[u]) continue;
      const bool kept =
          std::any_of(witnesses_[u].begin(), witnesses_[u].end(), [&own = cells](const Witness& witness) {
            return std::none_of(own.begin(), own.end(), [&](Unknown cell) { return changes(witness, cell); });
          });
      if (kept || finds_without(u, cells, programs)) continue;
      report.breaches.push_back({findings_[u].place, Breach::Kind::computed, system_.places[cells.front()]});
    }
    if (programs) solved_ += programs->solved();
  }

  /// True when another table leaves the cells of a person as they are.
  bool finds_without(Unknown u, const std::vector<Unknown>& own, std::unique_ptr<Programs>& programs) {
    for (const std::int64_t change : {std::int64_t{1}, std::int64_t{-1}}) {
      const auto witness = search_.find(u, change, Others::free, own);
      if (witness && keep(*witness)) return true;
    }
    if (demand_.solver == nullptr) return false;
    if (!programs) programs = std::make_unique<Programs>(system_, bounds_, u, *demand_.solver);
    for (const auto direction : {Programs::Direction::highest, Programs::Direction::lowest}) {
      const auto end = programs->end_of(u, direction, own);
      if (end && end->count != system_.truth[u] && end->witness && keep(*end->witness)) return true;
    }
    return false;
  }

  static void sort_by_place(AuditReport& report) {
    std::stable_sort(report.findings.begin(), report.findings.end(),
                     [](const auto& a, const auto& b) { return a.place < b.place; });
    std::stable_sort(report.breaches.begin(), report.breaches.end(),
                     [](const auto& a, const auto& b) { return a.place < b.place; });
  }

  static constexpr std::size_t search_max = 500;    // unknowns: beyond, linear programs are quicker
  static constexpr std::size_t chains_max = 1'000;  // unknowns, in haste
  static constexpr std::size_t kept_max = 8;        // witnesses of one cell
  std::span<const AuditTable> tables_;
  const System& system_;
  const AuditDemand& demand_;
  Bounds bounds_;
  WitnessSearch search_;
  std::vector<CellFinding> findings_;
  std::vector<std::vector<Witness>> witnesses_;  // of primary cells
  std::vector<Witness> useful_;                  // that told something about a primary cell
  std::vector<std::uint8_t> safe_from_others_;   // another table keeps the cells of all other persons
  std::optional<std::map<Unknown, std::vector<Unknown>>> cells_of_persons_;
  std::size_t solved_ = 0;
};

}  // namespace

struct Siege::Parts {
  Meeting meeting;
  attacker::Ground ground;
};

Siege::Siege(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Siege::Siege(Siege&&) noexcept = default;
Siege& Siege::operator=(Siege&&) noexcept = default;
Siege::~Siege() = default;

Result<Siege> Siege::make(std::span<const AuditTable> tables) {
  std::vector<MeetingTable> meeting_tables;
  for (const AuditTable& table : tables) {
    const std::string freeze = table.head.edition + '\n' + zero_padded(table.head.revision, 1);
    meeting_tables.push_back({table.head.meaning, freeze, table.counts});
  }
  Meeting meeting = tables.size() > 1 ? meet(meeting_tables) : Meeting{{{}}, {}, {}};
  SANAQ_TRY(auto ground, attacker::Ground::make(tables, meeting));
  return Siege(std::make_unique<Parts>(Parts{std::move(meeting), std::move(ground)}));
}

Result<AuditReport> Siege::attack(std::span<const AuditTable> tables, const AuditDemand& demand) const {
  SANAQ_TRY(const System system, parts_->ground.system(tables, demand));
  AuditReport report = Attack(tables, system, demand).run();
  if (demand.extent == Extent::all) report.meeting = parts_->meeting;
  return report;
}

Result<AuditReport> attack(std::span<const AuditTable> tables, const AuditDemand& demand) {
  SANAQ_TRY(const Siege siege, Siege::make(tables));
  return siege.attack(tables, demand);
}

}  // namespace sanaq::disclosure
