#include "disclosure/carriers.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "base/rng.h"
#include "disclosure/carrier_basis.h"

namespace sanaq::disclosure {

namespace {

using Entry = CarrierBasis::Entry;
using Wanted = CarrierBasis::Wanted;

constexpr std::uint32_t minus_one = CarrierBasis::prime - 1;
// All wanted changes are asked for at once, as one random combination: a carrier that one of them needs drops
// out of the sum with a chance of 2^-31. Asked twice, 2^-62.
constexpr std::size_t draws = 2;

class Selection {
 public:
  explicit Selection(const CarrierTask& task)
      : task_(task), rng_(0x5A7A9), column_of_(task.web.size(), no_web_cell), basis_(uses_to_come()) {}

  CarrierChoice run() {
    want_persons();
    offer_all();
    if (!first_missing().empty()) name_unprotectable();
    cover_groups();
    collect();
    return std::move(choice_);
  }

 private:
  bool is_person(WebCell cell) const { return task_.persons[cell] != no_web_cell; }
  bool is_group(WebCell cell) const { return task_.primary[cell] != 0 && !is_person(cell); }

  /// Columns in the order in which they are taken: free ones, then by respondents, then those of last resort.
  std::vector<WebCell> order() const {
    std::vector<WebCell> cells;
    for (WebCell cell = 0; cell < task_.web.size(); ++cell) {
      if (!is_person(cell) && task_.fixed[cell] == 0) cells.push_back(cell);
    }
    std::stable_sort(cells.begin(), cells.end(), [this](WebCell a, WebCell b) { return rank(a) < rank(b); });
    return cells;
  }

  std::pair<int, std::int64_t> rank(WebCell cell) const {
    if (task_.primary[cell] != 0 || task_.kept[cell] != 0) return {0, 0};
    const std::int64_t count = task_.web.count(cell);
    const bool last = count <= task_.fall || (!task_.avoided.empty() && task_.avoided[cell] != 0);
    return {last ? 2 : 1, count};
  }

  std::vector<std::uint32_t> uses_to_come() const {
    std::vector<std::uint32_t> uses(task_.web.lines().size(), 0);
    for (const WebCell cell : order()) {
      for (const std::uint32_t line : task_.web.lines_of(cell)) ++uses[line];
    }
    return uses;
  }

  void append_column(WebCell cell, std::uint32_t weight, std::vector<Entry>& column) const {
    for (const std::uint32_t line : task_.web.lines_of(cell)) {
      const bool is_sum = task_.web.entries(task_.web.lines()[line])[0] == cell;
      column.push_back({line, is_sum ? weight : CarrierBasis::prime - weight});
    }
  }

  std::uint32_t draw() { return 1 + static_cast<std::uint32_t>(rng_.below(minus_one)); }

  void want_persons() {
    for (Wanted& wanted : wanted_) {
      std::map<WebCell, std::uint32_t> weight;
      for (WebCell cell = 0; cell < task_.web.size(); ++cell) {
        if (!is_person(cell) || task_.primary[cell] == 0) continue;
        const auto [entry, fresh] = weight.emplace(task_.persons[cell], 0);
        if (fresh) entry->second = draw();
        append_column(cell, entry->second, wanted.rest);
      }
    }
  }

  /// True when the cell is independent of those before.
  bool take(WebCell cell) {
    std::vector<Entry> column;
    append_column(cell, 1, column);
    ++choice_.offered;
    if (!basis_.add(column)) return false;
    column_of_[cell] = static_cast<std::uint32_t>(taken_.size());
    taken_.push_back(cell);
    return true;
  }

  void offer(WebCell cell) {
    if (take(cell)) return;
    if (is_group(cell)) {
      want(cell);  // a change of it is carried by what stands before it
    } else {
      spare_.push_back(cell);
    }
  }

  void want(WebCell cell) {
    for (Wanted& wanted : wanted_) {
      append_column(cell, draw(), wanted.rest);
      basis_.supply(wanted);
    }
  }

  const std::vector<Entry>& first_missing() const { return wanted_[0].rest; }

  /// Stops as soon as everything wanted is supplied: the larger cells are never looked at.
  void offer_all() {
    const auto cells = order();
    constexpr std::size_t portion = 1'000;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool pause = i % portion == 0 && rank(cells[i]).first > 0;
      if (pause && supplied()) {
        spare_.insert(spare_.end(), cells.begin() + static_cast<std::ptrdiff_t>(i), cells.end());
        return;
      }
      offer(cells[i]);
    }
    supplied();
  }

  bool supplied() {
    bool all = true;
    for (Wanted& wanted : wanted_) all = basis_.supply(wanted) && all;
    return all;
  }

  /// Nothing helps persons whose own column the whole basis cannot supply.
  void name_unprotectable() {
    std::map<WebCell, Wanted> alone;
    for (WebCell cell = 0; cell < task_.web.size(); ++cell) {
      if (!is_person(cell) || task_.primary[cell] == 0) continue;
      append_column(cell, 1, alone[task_.persons[cell]].rest);
    }
    for (auto& [person, wanted] : alone) {
      if (!basis_.supply(wanted)) choice_.unprotectable.push_back(person);
    }
  }

  std::vector<std::uint8_t> needed() const {
    std::vector<std::uint8_t> needed(basis_.size(), 0);
    for (const Wanted& wanted : wanted_) {
      const auto shares = basis_.shares(wanted);
      for (std::size_t i = 0; i < shares.size(); ++i) {
        if (shares[i] != 0) needed[i] = 1;
      }
    }
    return needed;
  }

  /// A confidential cell of two or more that stands alone in the basis changes only together with a further
  /// cell: the cheapest spare one whose change it takes part in.
  void cover_groups() {
    std::vector<WebCell> open;
    for (const WebCell cell : taken_) {
      if (is_group(cell)) open.push_back(cell);
    }
    drop_covered(open);
    for (std::size_t next = 0; !open.empty() && next < spare_.size(); ++next) {
      if (!serves(spare_[next], open)) continue;
      want(spare_[next]);
      extra_.push_back(spare_[next]);
      drop_covered(open);
    }
    choice_.unprotectable.insert(choice_.unprotectable.end(), open.begin(), open.end());
  }

  void drop_covered(std::vector<WebCell>& open) const {
    if (open.empty()) return;
    const auto covered = needed();
    std::erase_if(open, [&](WebCell cell) { return covered[column_of_[cell]] != 0; });
  }

  bool serves(WebCell cell, const std::vector<WebCell>& open) {
    Wanted wanted;
    append_column(cell, 1, wanted.rest);
    if (!basis_.supply(wanted)) {
      take(cell);
      return false;
    }
    const auto shares = basis_.shares(wanted);
    return std::any_of(open.begin(), open.end(), [&](WebCell o) { return shares[column_of_[o]] != 0; });
  }

  void collect() {
    const auto covered = needed();
    for (std::size_t i = 0; i < taken_.size(); ++i) {
      if (covered[i] != 0 && rank(taken_[i]).first > 0) choice_.cells.push_back(taken_[i]);
    }
    choice_.cells.insert(choice_.cells.end(), extra_.begin(), extra_.end());
    choice_.basis = basis_.size();
    choice_.fill = basis_.fill();
  }

  const CarrierTask& task_;
  SplitMix rng_;
  std::vector<std::uint32_t> column_of_;  // number in the basis
  CarrierBasis basis_;
  std::vector<WebCell> taken_;  // cells of the basis
  std::vector<WebCell> spare_;  // dependent or not offered, cheapest first
  std::vector<WebCell> extra_;
  std::array<Wanted, draws> wanted_;
  CarrierChoice choice_;
};

}  // namespace

CarrierChoice choose_carriers(const CarrierTask& task) { return Selection(task).run(); }

}  // namespace sanaq::disclosure
