#include "disclosure/figures.h"

#include <algorithm>
#include <map>
#include <string>

#include "disclosure/safe_table_mint.h"

namespace sanaq::disclosure {

/// Puts the figures of a release beside counts that are protected.
class FigureProtector {
 public:
  FigureProtector(std::span<const FigureTask> tasks, std::span<const LedgerTable* const> published,
                  const VolumeRule& rule, LinearSolver* solver)
      : tasks_(tasks), published_(published), rule_(rule), solver_(solver) {}

  Result<FigureRelease> run() {
    for (std::size_t t = 0; t < tasks_.size(); ++t)
      for (std::size_t m = 0; m < tasks_[t].counted.bases.size(); ++m)
        if (const auto& values = tasks_[t].counted.bases[m].values)
          variables_[values->head().meaning.counted].push_back({t, m});
    for (const auto& [variable, places] : variables_) SANAQ_TRY_DONE(protect_values(variable, places));
    FigureRelease release;
    for (std::size_t t = 0; t < tasks_.size(); ++t) {
      release.tables.push_back(SafeTableMint::with_figures(tasks_[t].table, figures_of(t)));
      for (std::size_t m = 0; m < tasks_[t].counted.bases.size(); ++m)
        if (tasks_[t].counted.bases[m].values) release.values.push_back(note_of({t, m}));
    }
    return release;
  }

 private:
  struct Place {
    std::size_t task, measure;
    friend auto operator<=>(const Place&, const Place&) = default;
  };

  const MeasureBasis& basis(Place place) const { return tasks_[place.task].counted.bases[place.measure]; }

  /// Hidden because a count is.
  bool is_bound(Place place, std::size_t cell) const {
    if (tasks_[place.task].table.is_hidden(cell)) return true;
    const auto& all = tasks_[place.task].basis_marks[place.measure];
    return std::any_of(all.begin(), all.end(),
                       [cell](const auto& marks) { return marks[cell] != CellMark::open; });
  }

  std::vector<CellMark> bound_marks(Place place) const {
    const auto& values = basis(place).values->counts();
    const auto& before = tasks_[place.task].before[place.measure];
    std::vector<CellMark> marks;
    for (std::size_t cell = 0; cell < values.size(); ++cell) {
      const bool was_hidden = !before.empty() && before[cell] != CellMark::open;
      const bool hidden = values[cell] != 0 && (was_hidden || is_bound(place, cell));
      marks.push_back(hidden ? CellMark::secondary : CellMark::open);
    }
    return marks;
  }

  std::vector<VolumeCell> volumes_of(const MeasureBasis& basis) const {
    std::vector<VolumeCell> cells;
    for (std::size_t cell = 0; cell < basis.values->counts().size(); ++cell) {
      VolumeCell volume{basis.values->counts()[cell], basis.counts.front().counts()[cell], {}};
      if (!basis.largest.empty()) volume.largest = basis.largest[cell];
      for (std::int64_t& contribution : volume.largest) contribution += basis.raised;
      cells.push_back(std::move(volume));
    }
    return cells;
  }

  /// All sums of one variable, those made public before first.
  Result<Done> protect_values(const std::string& variable, const std::vector<Place>& places) {
    std::vector<RawTable> known;
    std::vector<const LedgerTable*> entries;
    for (const LedgerTable* table : published_) {
      if (table->head.meaning.counted != variable) continue;
      entries.push_back(table);
      for (const auto* counts : {&table->counts, &table->respondents}) {
        const TableHead& head = table->head;
        SANAQ_TRY(auto raw, RawTable::make({head.id, head.edition, head.revision, head.title, head.unit,
                                            head.notes, head.dimensions, head.meaning},
                                           *counts));
        known.push_back(std::move(raw));
      }
    }
    std::vector<VolumeTask> tasks;
    for (std::size_t i = 0; i < entries.size(); ++i)
      tasks.push_back(
          {known[2 * i], known[2 * i + 1], {}, entries[i]->marks, TableTask::Standing::published});
    std::vector<std::vector<VolumeCell>> cells;
    std::vector<std::vector<CellMark>> bound;
    for (const Place place : places) {
      cells.push_back(volumes_of(basis(place)));
      bound.push_back(bound_marks(place));
    }
    for (std::size_t i = 0; i < places.size(); ++i)
      tasks.push_back({*basis(places[i]).values, basis(places[i]).counts.front(), cells[i], bound[i]});
    SANAQ_TRY(auto release, protect_volume_release(tasks, rule_, solver_));
    for (std::size_t i = 0; i < places.size(); ++i) values_[places[i]] = std::move(release.tables[i].marks);
    return Done{};
  }

  bool is_hidden(Place place, std::size_t cell) const {
    const MeasureBasis& made_of = basis(place);
    if (is_bound(place, cell)) return true;
    if (made_of.values) return values_.at(place)[cell] != CellMark::open;
    return made_of.kind == MeasureSpec::Kind::share &&
           tasks_[place.task].table.is_hidden(total_of(place, cell));
  }

  /// The cell of the total that a share is a share of: the first line of its side.
  std::size_t total_of(Place place, std::size_t cell) const {
    const auto& sides = tasks_[place.task].table.head().dimensions;
    std::size_t stride = 1;
    for (std::size_t d = sides.size(); d-- > basis(place).dimension + 1;)
      stride *= sides[d].categories.size();
    return cell - cell / stride % sides[basis(place).dimension].categories.size() * stride;
  }

  std::vector<SafeFigures> figures_of(std::size_t t) const {
    std::vector<SafeFigures> all;
    for (std::size_t m = 0; m < tasks_[t].counted.measures.size(); ++m) {
      const MeasureColumn& column = tasks_[t].counted.measures[m];
      SafeFigures figures{column.name, column.label, column.decimals, {}, {}};
      for (std::size_t cell = 0; cell < column.figures.size(); ++cell) {
        const bool hidden = is_hidden({t, m}, cell);
        const FigureSign sign = hidden                 ? FigureSign::hidden
                                : column.figures[cell] ? FigureSign::shown
                                                       : FigureSign::nobody;
        figures.signs.push_back(sign);
        figures.values.push_back(sign == FigureSign::shown ? *column.figures[cell] : 0);
      }
      all.push_back(std::move(figures));
    }
    return all;
  }

  LedgerTable note_of(Place place) const {
    LedgerTable note{public_head(basis(place).values->head()), 1, basis(place).values->counts(),
                     values_.at(place)};
    note.respondents = basis(place).counts.front().counts();
    note.width_percent = rule_.width_percent;
    return note;
  }

  std::span<const FigureTask> tasks_;
  std::span<const LedgerTable* const> published_;
  const VolumeRule& rule_;
  LinearSolver* solver_;
  std::map<std::string, std::vector<Place>> variables_;  // where sums of each stand
  std::map<Place, std::vector<CellMark>> values_;
};

Result<FigureRelease> protect_figures(std::span<const FigureTask> tasks,
                                      std::span<const LedgerTable* const> published, const VolumeRule& rule,
                                      LinearSolver* solver) {
  return FigureProtector(tasks, published, rule, solver).run();
}

}  // namespace sanaq::disclosure
