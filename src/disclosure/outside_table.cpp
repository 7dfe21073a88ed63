#include "disclosure/outside_table.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/csv.h"
#include "base/decimal.h"
#include "base/text.h"
#include "disclosure/grid.h"
#include "disclosure/outside_side.h"

namespace sanaq::disclosure {

namespace {

constexpr std::size_t largest_kept = 20;
constexpr std::size_t no_column = SIZE_MAX;

/// Reads the rows of a file into the finest cells, then sums up.
class OutsideReader {
 public:
  OutsideReader(const OutsidePlan& plan, CsvRows rows) : plan_(plan), rows_(std::move(rows)) {}

  Result<OutsideTable> run(const std::map<std::string, std::string>& hierarchies) {
    SANAQ_TRY_DONE(find_columns());
    SANAQ_TRY_DONE(make_sides(hierarchies));
    const Grid grid(head_.dimensions);
    cells_.resize(grid.size());
    for (std::size_t row = 1; row < rows_.size(); ++row) {
      if (rows_[row].size() == 1 && rows_[row].front().empty()) continue;
      if (rows_[row].size() != rows_.front().size()) return at("cells.column", row);
      SANAQ_TRY_DONE(read_row(row, grid));
    }
    return finish(grid);
  }

 private:
  static Error at(const char* code, std::size_t row) {
    return {code, "line " + zero_padded(static_cast<std::int64_t>(row) + 1, 1)};
  }

  Result<std::size_t> column(const std::string& name) const {
    if (name.empty()) return no_column;
    if (rows_.empty()) return Error{"cells.column", name};
    const auto found = std::find(rows_.front().begin(), rows_.front().end(), name);
    if (found == rows_.front().end()) return Error{"cells.column", name};
    return static_cast<std::size_t>(found - rows_.front().begin());
  }

  Result<Done> find_columns() {
    SANAQ_TRY(volume_, column(plan_.volume));
    SANAQ_TRY(respondents_, column(plan_.respondents));
    SANAQ_TRY(respondent_, column(plan_.respondent));
    for (const std::string& name : plan_.largest) {
      SANAQ_TRY(const std::size_t at_column, column(name));
      largest_.push_back(at_column);
    }
    for (const OutsidePlan::Side& side : plan_.sides) {
      SANAQ_TRY(const std::size_t at_column, column(side.column));
      side_columns_.push_back(at_column);
    }
    return Done{};
  }

  Result<Done> make_sides(const std::map<std::string, std::string>& hierarchies) {
    head_.id = plan_.id;
    head_.edition = "outside";
    head_.title = head_.unit = Labels{{"kk", plan_.id}, {"ru", plan_.id}, {"en", plan_.id}};
    std::uint64_t cells = 1;
    for (std::size_t d = 0; d < plan_.sides.size(); ++d) {
      const auto text = hierarchies.find(plan_.sides[d].hierarchy);
      const std::string_view levels = text == hierarchies.end() ? std::string_view() : text->second;
      SANAQ_TRY(auto side, outside_side(plan_.sides[d], levels, rows_, side_columns_[d]));
      cells *= std::max<std::uint64_t>(1, side.categories.size());
      if (cells > table_cells_max) return Error{"table.too_large", plan_.id};
      positions_.emplace_back();
      for (std::size_t c = 0; c < side.categories.size(); ++c) positions_[d][side.categories[c].code] = c;
      head_.dimensions.push_back(std::move(side));
    }
    return Done{};
  }

  Result<std::int64_t> number(std::size_t row, std::size_t at_column, int decimals) const {
    const auto value = parse_decimal(rows_[row][at_column]);
    std::int64_t divisor = Decimal::scale;
    for (int i = 0; i < decimals; ++i) divisor /= 10;
    if (!value || value->scaled < 0 || value->scaled % divisor != 0) return at("cells.number", row);
    return value->scaled / divisor;
  }

  Result<Done> read_row(std::size_t row, const Grid& grid) {
    std::size_t cell = 0;
    bool finest = true;
    for (std::size_t d = 0; d < side_columns_.size(); ++d) {
      const auto found = positions_[d].find(rows_[row][side_columns_[d]]);
      if (found == positions_[d].end()) return at("cells.code", row);
      cell = grid.moved(cell, d, found->second);
      finest = finest && grid.is_finest(d, found->second);
    }
    SANAQ_TRY(const std::int64_t volume, number(row, volume_, plan_.decimals));
    if (plan_.form == OutsidePlan::Form::contributions) {
      if (!finest) return at("cells.code", row);
      const std::string name = respondent_ == no_column
                                   ? "line " + zero_padded(static_cast<std::int64_t>(row), 1)
                                   : rows_[row][respondent_];
      contributions_.push_back({cell, names_.emplace(name, names_.size()).first->second, volume});
      return Done{};
    }
    if (!seen_.insert(cell).second) return at("cells.twice", row);
    if (!finest) {
      sums_.push_back({cell, volume, row});
      return Done{};
    }
    return read_cell(row, cells_[cell], volume);
  }

  Result<Done> read_cell(std::size_t row, VolumeCell& cell, std::int64_t volume) const {
    cell.volume = volume;
    SANAQ_TRY(cell.respondents, number(row, respondents_, 0));
    if (cell.respondents == 0 && volume > 0) return at("cells.number", row);
    std::int64_t left = volume;
    for (const std::size_t at_column : largest_) {
      if (rows_[row][at_column].empty()) continue;  // fewer respondents than columns
      SANAQ_TRY(const std::int64_t contribution, number(row, at_column, plan_.decimals));
      left -= contribution;
      if (left < 0 || (!cell.largest.empty() && contribution > cell.largest.back()))
        return at("cells.largest", row);
      cell.largest.push_back(contribution);
    }
    return Done{};
  }

  /// Calls `add` for the cell and everything above it.
  template <class Add>
  static void for_sums(const Grid& grid, std::size_t cell, const Add& add) {
    std::vector<std::size_t> cells{cell};
    for (std::size_t d = 0; d < grid.dimension_count(); ++d) {
      const auto path = grid.path(d, grid.category(cell, d));
      std::vector<std::size_t> more;
      for (const std::size_t below : cells)
        for (const std::size_t category : path) more.push_back(grid.moved(below, d, category));
      cells = std::move(more);
    }
    for (const std::size_t one : cells) add(one);
  }

  static void keep_largest(std::vector<std::int64_t>& largest) {
    std::sort(largest.rbegin(), largest.rend());
    if (largest.size() > largest_kept) largest.resize(largest_kept);
  }

  void sum_contributions(const Grid& grid) {
    std::vector<std::map<std::size_t, std::int64_t>> by_respondent(cells_.size());
    for (const Contribution& one : contributions_)
      for_sums(grid, one.cell, [&](std::size_t cell) { by_respondent[cell][one.respondent] += one.volume; });
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      for (const auto& [respondent, volume] : by_respondent[cell]) {
        cells_[cell].volume += volume;
        ++cells_[cell].respondents;
        cells_[cell].largest.push_back(volume);
      }
      keep_largest(cells_[cell].largest);
    }
  }

  void sum_cells(const Grid& grid) {
    std::vector<VolumeCell> summed(cells_.size());
    for (std::size_t fine = 0; fine < cells_.size(); ++fine) {
      if (cells_[fine].respondents == 0) continue;
      for_sums(grid, fine, [&](std::size_t cell) {
        summed[cell].volume += cells_[fine].volume;
        summed[cell].respondents += cells_[fine].respondents;
        auto& largest = summed[cell].largest;
        largest.insert(largest.end(), cells_[fine].largest.begin(), cells_[fine].largest.end());
        keep_largest(largest);
      });
    }
    cells_ = std::move(summed);
  }

  Result<OutsideTable> finish(const Grid& grid) {
    const bool is_cells = plan_.form == OutsidePlan::Form::cells;
    is_cells ? sum_cells(grid) : sum_contributions(grid);
    for (const Sum& sum : sums_)
      if (cells_[sum.cell].volume != sum.volume) return at("cells.sum", sum.row);
    std::vector<std::int64_t> volumes, respondents;
    for (const VolumeCell& cell : cells_) {
      volumes.push_back(cell.volume);
      respondents.push_back(cell.respondents);
    }
    SANAQ_TRY(auto volume_table, RawTable::roll_up(head_, std::move(volumes)));
    SANAQ_TRY(auto respondent_table, RawTable::roll_up(head_, std::move(respondents)));
    return OutsideTable{std::move(volume_table), std::move(respondent_table), std::move(cells_)};
  }

  struct Contribution {
    std::size_t cell, respondent;
    std::int64_t volume;
  };
  struct Sum {
    std::size_t cell;
    std::int64_t volume;
    std::size_t row;
  };

  const OutsidePlan& plan_;
  CsvRows rows_;
  RawTable::Head head_;
  std::size_t volume_ = no_column, respondents_ = no_column, respondent_ = no_column;
  std::vector<std::size_t> largest_, side_columns_;
  std::vector<std::map<std::string, std::size_t>> positions_;
  std::vector<VolumeCell> cells_;
  std::vector<Contribution> contributions_;
  std::map<std::string, std::size_t> names_;
  std::vector<Sum> sums_;
  std::set<std::size_t> seen_;
};

}  // namespace

Result<OutsideTable> read_outside_table(const OutsidePlan& plan, std::string_view text,
                                        const std::map<std::string, std::string>& hierarchies) {
  SANAQ_TRY(CsvRows rows, parse_csv(text));
  return OutsideReader(plan, std::move(rows)).run(hierarchies);
}

}  // namespace sanaq::disclosure
