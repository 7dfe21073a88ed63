#include <algorithm>

#include "base/text.h"
#include "disclosure/carriers.h"
#include "disclosure/closing_move.h"
#include "disclosure/explain.h"
#include "disclosure/volume.h"

namespace sanaq::disclosure {

namespace {

using Reason = Explanation::Reason;
constexpr int volume_rounds_max = 60;

/// For each cell of the web of volumes the respondent who is alone in it; no_web_cell where there are more.
std::vector<WebCell> sole_respondents(const CellWeb& web, const RawTable& respondents) {
  const RawTable* table = &respondents;
  const CellWeb people = CellWeb::make({&table, 1}).value();
  const auto persons = people.persons();
  std::vector<WebCell> owner(web.size(), no_web_cell), first(people.size(), no_web_cell);
  for (std::size_t i = 0; i < web.cells_of(0).size(); ++i) {
    const WebCell cell = web.cells_of(0)[i], counted = people.cells_of(0)[i];
    if (cell == no_web_cell || counted == no_web_cell || persons[counted] == no_web_cell) continue;
    WebCell& representative = first[persons[counted]];
    if (representative == no_web_cell) representative = cell;
    owner[cell] = representative;
  }
  return owner;
}

class VolumeProtector {
 public:
  VolumeProtector(const RawTable& volumes, const RawTable& respondents, CellWeb web, const VolumeRule& rule,
                  LinearSolver* solver)
      : volumes_(volumes),
        respondents_(respondents),
        web_(std::move(web)),
        grid_(volumes.head().dimensions),
        head_(public_head(volumes.head())),
        owner_(sole_respondents(web_, respondents)),
        rule_(rule),
        solver_(solver),
        primary_(web_.size(), 0),
        hidden_(web_.size(), 0),
        fixed_(web_.size(), 0) {}

  void mark(std::size_t position) {
    const WebCell cell = web_.cells_of(0)[position];
    if (cell != no_web_cell) primary_[cell] = hidden_[cell] = 1;
  }

  Result<VolumeProtection> run() {
    for (int round = 1; round <= volume_rounds_max; ++round) {
      const CarrierChoice choice = choose_carriers({web_, primary_, hidden_, fixed_, owner_, 1});
      for (const WebCell cell : choice.cells) hide(cell, round);
      const auto marks = marks_now();
      SANAQ_TRY(auto audit, attack_now(marks));
      if (audit.passed()) {
        return VolumeProtection{marks, explain(web_, 0, grid_, primary_, hidden_, order_), std::move(audit)};
      }
      const std::size_t before = order_.size();
      for (const Breach& breach : audit.breaches) close(breach, marks, round);
      if (order_.size() == before) break;
    }
    return Error{"disclosure.unprotectable", head_.id};
  }

 private:
  void hide(WebCell cell, int round) {
    if (cell == no_web_cell || hidden_[cell] != 0) return;
    hidden_[cell] = 1;
    order_.push_back({cell, Reason::closes_derivation, round});
  }

  std::vector<CellMark> marks_now() const {
    std::vector<CellMark> marks;
    for (const WebCell cell : web_.cells_of(0)) {
      const bool hidden = cell != no_web_cell && hidden_[cell] != 0;
      marks.push_back(!hidden               ? CellMark::open
                      : primary_[cell] != 0 ? CellMark::primary
                                            : CellMark::secondary);
    }
    return marks;
  }

  Result<AuditReport> attack_now(const std::vector<CellMark>& marks) const {
    const AuditTable table{head_, volumes_.counts(), marks, respondents_.counts()};
    AuditDemand demand;
    demand.width_percent = rule_.width_percent;
    demand.solver = solver_;
    return attack({&table, 1}, demand);
  }

  /// The cheapest box that lets the cell rise by what the rule asks, or the smallest neighbour.
  void close(const Breach& breach, const std::vector<CellMark>& marks, int round) {
    const std::size_t before = order_.size();
    const Pattern pattern{marks, {}};
    ClosingNeeds needs;
    const std::int64_t volume = volumes_.counts()[breach.place.cell];
    needs.change = std::max<std::int64_t>(1, (volume * rule_.width_percent + 99) / 100);
    const WebCell own = owner_[web_.cells_of(0)[breach.place.cell]];
    for (const WebCell cell : web_.cells_of(0)) {
      const bool others = cell != no_web_cell && owner_[cell] != no_web_cell && owner_[cell] != own;
      needs.stays.push_back(others ? 1 : 0);
    }
    const auto move = cheapest_move(grid_, volumes_.counts(), pattern, breach.place.cell, needs);
    if (move) {
      for (const auto& change : move->changes) hide(web_.cells_of(0)[change.first], round);
    }
    if (order_.size() != before) return;
    WebCell best = no_web_cell;
    for (const std::uint32_t line : web_.lines_of(web_.cells_of(0)[breach.place.cell])) {
      for (const WebCell other : web_.entries(web_.lines()[line])) {
        const bool smaller = best == no_web_cell || web_.count(other) < web_.count(best);
        if (hidden_[other] == 0 && smaller) best = other;
      }
    }
    hide(best, round);
  }

  const RawTable& volumes_;
  const RawTable& respondents_;
  CellWeb web_;
  Grid grid_;
  TableHead head_;
  std::vector<WebCell> owner_;
  const VolumeRule& rule_;
  LinearSolver* solver_;
  std::vector<std::uint8_t> primary_, hidden_, fixed_;
  std::vector<HiddenBecause> order_;
};

}  // namespace

Result<VolumeProtection> protect_volumes(const RawTable::Head& head, const std::vector<VolumeCell>& cells,
                                         const VolumeRule& rule, LinearSolver* solver) {
  std::vector<std::int64_t> volumes, respondents;
  for (const VolumeCell& cell : cells) {
    volumes.push_back(cell.volume);
    respondents.push_back(cell.respondents);
  }
  SANAQ_TRY(const RawTable volume_table, RawTable::make(head, std::move(volumes)));
  SANAQ_TRY(const RawTable respondent_table, RawTable::make(head, std::move(respondents)));
  const RawTable* table = &volume_table;
  SANAQ_TRY(CellWeb web, CellWeb::make({&table, 1}));
  VolumeProtector protector(volume_table, respondent_table, std::move(web), rule, solver);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (is_confidential(cells[i], rule)) protector.mark(i);
  }
  return protector.run();
}

}  // namespace sanaq::disclosure
