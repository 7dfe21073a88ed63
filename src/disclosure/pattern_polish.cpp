#include "disclosure/pattern_polish.h"

#include <algorithm>

#include "base/rng.h"
#include "disclosure/cell_price.h"

namespace sanaq::disclosure {

namespace {

constexpr int swap_passes_max = 3;
constexpr std::size_t attacks_of_mending = 4;
constexpr std::size_t idle_each = 25;     // shakes in vain, of one hidden cell
constexpr std::uint64_t further_max = 3;  // cells hidden at a time to see what they make needless

class Polisher {
 public:
  Polisher(const PolishTask& task, std::vector<std::uint8_t> hidden)
      : task_(task), hidden_(std::move(hidden)), attacks_left_(task.attacks_max) {}

  Result<std::vector<std::uint8_t>> run() {
    SANAQ_TRY(hidden_, without_needless(hidden_));
    for (int pass = 0; pass < swap_passes_max; ++pass) {
      SANAQ_TRY(const bool swapped, swap_once());
      SANAQ_TRY(const bool added, add_once());
      if (!swapped && !added) break;
    }
    SplitMix rng(hidden_.size());
    const std::size_t patience = idle_each * optional_cells(hidden_).size();
    for (std::size_t idle = 0; attacks_left_ > 0 && idle < patience; ++idle) {
      const double before = price(hidden_);
      SANAQ_TRY_DONE(shake(rng));
      if (price(hidden_) < before) idle = 0;
    }
    return std::move(hidden_);
  }

 private:
  /// Hides a few cells more, near each other, and shows whatever is not needed then, in any order.
  Result<Done> shake(Rng& rng) {
    auto hidden = hidden_;
    const auto near = neighbours();
    if (near.empty()) {
      attacks_left_ = 0;
      return Done{};
    }
    for (std::uint64_t i = rng.below(further_max) + 1; i > 0; --i) hidden[near[rng.below(near.size())]] = 1;
    auto cells = optional_cells(hidden);
    for (std::size_t i = cells.size(); i > 1; --i) std::swap(cells[i - 1], cells[rng.below(i)]);
    std::stable_partition(cells.begin(), cells.end(), [this](WebCell cell) { return hidden_[cell] != 0; });
    SANAQ_TRY(hidden, without_needless(std::move(hidden), cells));
    if (price(hidden) <= price(hidden_)) hidden_ = std::move(hidden);
    return Done{};
  }

  /// Cells that may be shown, the dearest first.
  std::vector<WebCell> optional_cells(const std::vector<std::uint8_t>& hidden) const {
    std::vector<WebCell> cells;
    for (WebCell cell = 0; cell < hidden.size(); ++cell)
      if (hidden[cell] != 0 && task_.required[cell] == 0) cells.push_back(cell);
    std::stable_sort(cells.begin(), cells.end(),
                     [this](WebCell a, WebCell b) { return task_.web.count(a) > task_.web.count(b); });
    return cells;
  }

  Result<std::vector<std::uint8_t>> without_needless(std::vector<std::uint8_t> hidden) {
    const auto cells = optional_cells(hidden);
    return without_needless(std::move(hidden), cells);
  }

  Result<std::vector<std::uint8_t>> without_needless(std::vector<std::uint8_t> hidden,
                                                     const std::vector<WebCell>& cells) {
    for (const WebCell cell : cells) {
      if (attacks_left_ == 0) break;
      --attacks_left_;
      hidden[cell] = 0;
      SANAQ_TRY(const bool safe, task_.is_safe(hidden));
      if (!safe) hidden[cell] = 1;
    }
    return hidden;
  }

  double price(const std::vector<std::uint8_t>& hidden) const {
    return price_of(task_.web, task_.required, hidden);
  }

  Result<bool> swap_once() {
    bool better = false;
    for (const WebCell cell : optional_cells(hidden_)) {
      if (hidden_[cell] == 0 || attacks_left_ < attacks_of_mending) continue;
      attacks_left_ -= attacks_of_mending;
      auto hidden = hidden_;
      hidden[cell] = 0;
      SANAQ_TRY(auto mended, task_.mended(hidden, cell));
      if (!mended) continue;
      SANAQ_TRY(mended, without_needless(std::move(*mended)));
      if (price(*mended) >= price(hidden_)) continue;
      hidden_ = std::move(*mended);
      better = true;
    }
    return better;
  }

  /// Cells beside hidden ones that are shown, the cheapest first.
  std::vector<WebCell> neighbours() const {
    std::vector<std::uint8_t> is_one(hidden_.size(), 0);
    for (const WebLine& line : task_.web.lines()) {
      const auto entries = task_.web.entries(line);
      const bool near =
          std::any_of(entries.begin(), entries.end(), [this](WebCell c) { return hidden_[c] != 0; });
      for (const WebCell cell : entries) is_one[cell] |= near && hidden_[cell] == 0 && task_.fixed[cell] == 0;
    }
    std::vector<WebCell> cells;
    for (WebCell cell = 0; cell < is_one.size(); ++cell)
      if (is_one[cell] != 0) cells.push_back(cell);
    std::stable_sort(cells.begin(), cells.end(),
                     [this](WebCell a, WebCell b) { return task_.web.count(a) < task_.web.count(b); });
    return cells;
  }

  Result<bool> add_once() {
    bool better = false;
    for (const WebCell cell : neighbours()) {
      if (hidden_[cell] != 0 || attacks_left_ == 0) continue;
      auto hidden = hidden_;
      hidden[cell] = 1;
      SANAQ_TRY(hidden, without_needless(std::move(hidden)));
      if (price(hidden) >= price(hidden_)) continue;
      hidden_ = std::move(hidden);
      better = true;
    }
    return better;
  }

  const PolishTask& task_;
  std::vector<std::uint8_t> hidden_;
  std::size_t attacks_left_;
};

}  // namespace

double price_of(const CellWeb& web, std::span<const std::uint8_t> required,
                std::span<const std::uint8_t> hidden) {
  double price = 0;
  for (WebCell cell = 0; cell < hidden.size(); ++cell)
    if (hidden[cell] != 0 && required[cell] == 0) price += static_cast<double>(cell_price(web.count(cell)));
  return price;
}

Result<std::vector<std::uint8_t>> polish(const PolishTask& task, std::vector<std::uint8_t> hidden) {
  return Polisher(task, std::move(hidden)).run();
}

}  // namespace sanaq::disclosure
