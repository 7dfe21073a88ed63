#include "tabulation/cube_counter.h"

#include <algorithm>
#include <utility>

namespace sanaq {

namespace {

std::vector<CellCounter::Axis> counter_axes(const Cube& cube, const Microdata& data) {
  std::vector<CellCounter::Axis> axes;
  for (const Cube::Axis& axis : cube.axes) {
    CellCounter::Axis out{axis.stride, {}};
    const std::uint32_t domain = data.table(axis.variable.unit)->variable(axis.variable.column).domain();
    if (!axis.by_value() || domain > 256)
      for (const std::uint32_t cls : axis.class_of) out.steps.push_back(cls * axis.stride);
    axes.push_back(std::move(out));
  }
  return axes;
}

std::vector<CellCounter::Gate> counter_gates(const Cube& cube) {
  std::vector<CellCounter::Gate> gates;
  for (const Cube::Gate& gate : cube.gates) gates.push_back(gate.allowed);
  return gates;
}

/// Cubes with the same values of the sorted variables are emptied once where they come again and again
/// (town and village in each district) and all fit into the second cache.
std::size_t pages_of(const Cube& cube) {
  constexpr std::uint64_t pages_counters_max = 1U << 20;
  const std::uint64_t size =
      CellCounter::page_size(static_cast<std::uint32_t>(cube.cells), !cube.gates.empty());
  const bool returns = cube.states < cube.runs.size();
  return returns && cube.states * size <= pages_counters_max ? cube.states : 1;
}

}  // namespace

CubeCounter::CubeCounter(const Cube& cube, const Microdata& data)
    : cube_(cube),
      pages_(pages_of(cube)),
      counter_(counter_axes(cube, data), counter_gates(cube), static_cast<std::uint32_t>(cube.cells), pages_),
      page_runs_(pages_),
      targets_(cube.users.size()) {}

void CubeCounter::count(ChunkReader& reader, std::uint32_t first_row, std::uint32_t last_row,
                        PassNumbers& numbers) {
  if (count_packed(reader, first_row, last_row, numbers)) return;
  cells_.clear();
  for (const Cube::Axis& axis : cube_.axes) cells_.push_back(reader.cells(axis.variable));
  for (const Cube::Gate& gate : cube_.gates) cells_.push_back(reader.cells(gate.variable));
  counter_.number(cells_);
  const auto base = static_cast<std::uint32_t>(first_row / chunk_rows * chunk_rows);
  for (std::uint32_t row = first_row; row < last_row;) {
    enter(row, numbers);
    const std::uint32_t end = std::min(last_row, end_of_run());
    counter_.count(row - base, end - base);
    row = end;
  }
}

void CubeCounter::empty(PassNumbers& numbers) {
  for (std::size_t page = 0; page < pages_; ++page) empty_page(page, numbers);
}

/// A whole chunk of one run, of a variable of one or two bits.
bool CubeCounter::count_packed(const ChunkReader& reader, std::uint32_t first_row, std::uint32_t last_row,
                               PassNumbers& numbers) {
  if (cube_.axes.size() != 1 || last_row - first_row != chunk_rows) return false;
  const ChunkReader::PackedCells cells = reader.packed(cube_.axes.front().variable);
  if (cells.bytes == nullptr || !counter_.counts_packed(cells.bits)) return false;
  enter(first_row, numbers);
  if (end_of_run() < last_row) return false;
  counter_.count_packed(cells.bytes, cells.bits);
  return true;
}

void CubeCounter::enter(std::uint32_t row, PassNumbers& numbers) {
  const auto& runs = cube_.runs;
  const bool inside = row >= runs[run_].first && row < end_of_run();
  if (!inside) {
    if (pages_ == 1) empty_page(0, numbers);
    const auto after =
        std::upper_bound(runs.begin(), runs.end(), row,
                         [](std::uint32_t wanted, const Cube::Run& run) { return wanted < run.first; });
    run_ = static_cast<std::size_t>(after - runs.begin()) - 1;
  }
  const std::size_t page = pages_ == 1 ? 0 : runs[run_].state;
  counter_.open(page);
  page_runs_[page] = run_;
}

void CubeCounter::empty_page(std::size_t page, PassNumbers& numbers) {
  if (!page_runs_[page]) return;
  const std::size_t current = std::exchange(run_, *std::exchange(page_runs_[page], std::nullopt));
  counter_.open(page);
  counter_.drain(counts_);
  filled_.clear();
  for (std::uint32_t cell = 0; cell < counts_.size(); ++cell)
    if (counts_[cell] != 0) filled_.push_back(cell);
  for (std::size_t user = 0; user < cube_.users.size(); ++user)
    empty_into(user, numbers[cube_.users[user].out]);
  run_ = current;
}

void CubeCounter::empty_into(std::size_t user, std::vector<std::int64_t>& numbers) {
  const CubeUser& of = cube_.users[user];
  const std::uint32_t width = of.number().values;
  std::size_t base = 0;
  for (const TablePlan::Side& side : of.plan->sides)
    if (const auto value = sorted_value(cube_, cube_.runs[run_], side.variable)) {
      if (side.offsets[*value] == TablePlan::left_out) return;
      base += std::size_t{side.offsets[*value]} * width;
    }
  const CubeTargets& targets = targets_of(user);
  if (targets.weights.empty()) {
    for (const std::uint32_t cell : filled_)
      if (targets.places[cell] != TablePlan::left_out) numbers[base + targets.places[cell]] += counts_[cell];
    return;
  }
  for (const std::uint32_t cell : filled_)
    if (targets.places[cell] != TablePlan::left_out)
      numbers[base + targets.places[cell]] += targets.weights[cell] * counts_[cell];
}

const CubeTargets& CubeCounter::targets_of(std::size_t user) {
  // What a run decides: the conditions on sorted variables, and a sorted variable that is summed or spread.
  std::vector<std::uint32_t> key;
  const TablePlan::Tally& tally = cube_.users[user].number();
  const Cube::Run& run = cube_.runs[run_];
  for (const Predicate::Atom& atom : tally.who.atoms) {
    const auto value = sorted_value(cube_, run, atom.variable);
    key.push_back(value ? atom.allowed[*value] : 0);
  }
  if (tally.kind != TablePlan::Tally::Kind::count)
    key.push_back(sorted_value(cube_, run, tally.variable).value_or(0));
  const auto [found, is_new] = targets_[user].try_emplace(std::move(key));
  if (is_new) found->second = make_targets(cube_, cube_.users[user], run);
  return found->second;
}

}  // namespace sanaq
