#include "tabulation/table_pass.h"

#include <algorithm>
#include <map>
#include <utility>

#include "tabulation/cell_counter.h"
#include "tabulation/chunk_reader.h"

namespace sanaq {

namespace {

constexpr std::uint32_t left_out = TablePlan::left_out;

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

/// What the class of each axis adds, for all cells in their order: the numbers of the cells so far, once for
/// each class of the next axis. add: of one number and one of `parts`.
template <class Number, class Add>
std::vector<Number> spread_out(const std::vector<Number>& cells, const std::vector<Number>& parts,
                               const Add& add) {
  std::vector<Number> out;
  out.reserve(cells.size() * parts.size());
  for (const Number part : parts)
    for (const Number cell : cells) out.push_back(add(cell, part));
  return out;
}

std::uint32_t add_place(std::uint32_t place, std::uint32_t part) {
  return place == left_out || part == left_out ? left_out : place + part;
}

}  // namespace

/// Counts one cube and empties it into the arrays of its users at the end of a run.
class PassCounter::CubeCounter {
 public:
  CubeCounter(const Cube& cube, const Microdata& data)
      : cube_(cube),
        pages_(pages_of(cube)),
        counter_(counter_axes(cube, data), counter_gates(cube), static_cast<std::uint32_t>(cube.cells),
                 pages_),
        page_runs_(pages_),
        targets_(cube.users.size()) {}

  const Cube& cube() const { return cube_; }

  void count(ChunkReader& reader, std::uint32_t first_row, std::uint32_t last_row,
             std::vector<std::vector<std::int64_t>>& numbers) {
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

  /// Whether counting needs arrays to be emptied into before its end.
  bool empties_often() const { return pages_ == 1 && cube_.runs.size() > 1; }

  void empty(std::vector<std::vector<std::int64_t>>& numbers) {
    for (std::size_t page = 0; page < pages_; ++page) empty(page, numbers);
  }

 private:
  /// Where the cells of the cube go, for one user and one truth of the conditions on sorted variables.
  struct Targets {
    std::vector<std::uint32_t> places;  // one a cell of the cube: in the user's array, or left_out
    std::vector<std::int64_t> weights;  // of a sum: what one unit adds
  };

  /// Cubes with the same values of the sorted variables are emptied once where they come again and again
  /// (town and village in each district) and all fit into the second cache.
  static std::size_t pages_of(const Cube& cube) {
    constexpr std::uint64_t pages_counters_max = 1U << 20;
    const std::uint64_t size =
        CellCounter::page_size(static_cast<std::uint32_t>(cube.cells), !cube.gates.empty());
    const bool returns = cube.states < cube.runs.size();
    return returns && cube.states * size <= pages_counters_max ? cube.states : 1;
  }

  /// A whole chunk of one run, of a variable of one or two bits.
  bool count_packed(const ChunkReader& reader, std::uint32_t first_row, std::uint32_t last_row,
                    std::vector<std::vector<std::int64_t>>& numbers) {
    if (cube_.axes.size() != 1 || last_row - first_row != chunk_rows) return false;
    const ChunkReader::PackedCells cells = reader.packed(cube_.axes.front().variable);
    if (cells.bytes == nullptr || !counter_.counts_packed(cells.bits)) return false;
    enter(first_row, numbers);
    if (end_of_run() < last_row) return false;
    counter_.count_packed(cells.bytes, cells.bits);
    return true;
  }

  std::uint32_t end_of_run() const {
    return run_ + 1 == cube_.runs.size() ? 0xFFFF'FFFF : cube_.runs[run_ + 1].first;
  }

  /// Makes the run of the row the current one.
  void enter(std::uint32_t row, std::vector<std::vector<std::int64_t>>& numbers) {
    const auto& runs = cube_.runs;
    const bool inside = row >= runs[run_].first && row < end_of_run();
    if (!inside) {
      if (pages_ == 1) empty(0, numbers);
      const auto after =
          std::upper_bound(runs.begin(), runs.end(), row,
                           [](std::uint32_t wanted, const Cube::Run& run) { return wanted < run.first; });
      run_ = static_cast<std::size_t>(after - runs.begin()) - 1;
    }
    const std::size_t page = pages_ == 1 ? 0 : runs[run_].state;
    counter_.open(page);
    page_runs_[page] = run_;
  }

  void empty(std::size_t page, std::vector<std::vector<std::int64_t>>& numbers) {
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

  /// Value of a sorted variable in the current run; nothing when the variable is an axis.
  std::optional<std::uint32_t> sorted_value(VariableRef variable) const {
    for (std::size_t i = 0; i < cube_.sorted.size(); ++i)
      if (cube_.sorted[i] == variable) return cube_.runs[run_].values[i];
    return std::nullopt;
  }

  void empty_into(std::size_t user, std::vector<std::int64_t>& numbers) {
    const CubeUser& of = cube_.users[user];
    const std::uint32_t width = of.number().values;
    std::size_t base = 0;
    for (const TablePlan::Side& side : of.plan->sides)
      if (const auto value = sorted_value(side.variable)) {
        if (side.offsets[*value] == left_out) return;
        base += std::size_t{side.offsets[*value]} * width;
      }
    const Targets& targets = targets_of(user);
    if (targets.weights.empty()) {
      for (const std::uint32_t cell : filled_)
        if (targets.places[cell] != left_out) numbers[base + targets.places[cell]] += counts_[cell];
      return;
    }
    for (const std::uint32_t cell : filled_)
      if (targets.places[cell] != left_out)
        numbers[base + targets.places[cell]] += targets.weights[cell] * counts_[cell];
  }

  const Targets& targets_of(std::size_t user) {
    // What a run decides: the conditions on sorted variables, and a sorted variable that is summed or spread.
    std::vector<std::uint32_t> key;
    const TablePlan::Tally& tally = cube_.users[user].number();
    for (const Predicate::Atom& atom : tally.who.atoms) {
      const auto value = sorted_value(atom.variable);
      key.push_back(value ? atom.allowed[*value] : 0);
    }
    if (tally.kind != TablePlan::Tally::Kind::count) key.push_back(sorted_value(tally.variable).value_or(0));
    const auto [found, is_new] = targets_[user].try_emplace(std::move(key));
    if (is_new) found->second = make_targets(cube_.users[user]);
    return found->second;
  }

  Targets make_targets(const CubeUser& user) const {
    const TablePlan::Tally& tally = user.number();
    Targets targets;
    const bool is_spread = tally.kind == TablePlan::Tally::Kind::spread;
    targets.places = {is_spread ? sorted_value(tally.variable).value_or(0) : 0};
    const bool is_sum = tally.kind == TablePlan::Tally::Kind::sum;
    if (is_sum) targets.weights = {tally.first_number + sorted_value(tally.variable).value_or(0)};
    for (const Cube::Axis& axis : cube_.axes) {
      targets.places = spread_out(targets.places, places_of(user, axis), add_place);
      if (!is_sum) continue;
      std::vector<std::int64_t> values(axis.classes, 0);
      if (axis.variable == tally.variable) values.assign(axis.example_of.begin(), axis.example_of.end());
      targets.weights = spread_out(targets.weights, values, std::plus<>());
    }
    leave_out(tally.who, targets.places);
    return targets;
  }

  /// What each class of an axis adds to the place in the user's array.
  std::vector<std::uint32_t> places_of(const CubeUser& user, const Cube::Axis& axis) const {
    const TablePlan::Tally& tally = user.number();
    std::vector<std::uint32_t> places(axis.classes, 0);
    const auto add = [&](const auto& number_of) {
      for (std::uint32_t cls = 0; cls < axis.classes; ++cls)
        places[cls] = add_place(places[cls], number_of(axis.example_of[cls]));
    };
    for (const TablePlan::Side& side : user.plan->sides)
      if (side.variable == axis.variable)
        add([&](std::uint32_t value) {
          return side.offsets[value] == left_out ? left_out : side.offsets[value] * tally.values;
        });
    const bool is_spread = tally.kind == TablePlan::Tally::Kind::spread;
    if (is_spread && tally.variable == axis.variable) add([](std::uint32_t value) { return value; });
    return places;
  }

  /// Leaves out the cells of those who do not belong. A condition is looked up once for each combination of
  /// the axes it names, not once a cell.
  void leave_out(const Predicate& who, std::vector<std::uint32_t>& places) const {
    std::vector<std::uint32_t> combination = {0};  // of each cell
    std::vector<const Cube::Axis*> named;
    std::uint32_t combinations = 1;
    for (const Cube::Axis& axis : cube_.axes) {
      std::vector<std::uint32_t> parts(axis.classes, 0);
      const bool is_named = std::any_of(who.atoms.begin(), who.atoms.end(),
                                        [&](const auto& atom) { return atom.variable == axis.variable; });
      if (is_named) {
        for (std::uint32_t cls = 0; cls < axis.classes; ++cls) parts[cls] = cls * combinations;
        combinations *= axis.classes;
        named.push_back(&axis);
      }
      combination = spread_out(combination, parts, std::plus<>());
    }
    std::vector<std::uint8_t> holds(combinations);
    for (std::uint32_t i = 0; i < combinations; ++i) holds[i] = belongs(who, named, i) ? 1 : 0;
    for (std::size_t cell = 0; cell < places.size(); ++cell)
      if (holds[combination[cell]] == 0) places[cell] = left_out;
  }

  bool belongs(const Predicate& who, const std::vector<const Cube::Axis*>& named, std::uint32_t at) const {
    std::vector<std::uint8_t> truths;
    for (const Predicate::Atom& atom : who.atoms) {
      std::uint32_t rest = at;
      auto truth = std::uint8_t{1};  // of a gate: who fails it is not in the cube
      if (const auto value = sorted_value(atom.variable)) truth = atom.allowed[*value];
      for (const Cube::Axis* axis : named) {
        if (axis->variable == atom.variable) truth = atom.allowed[axis->example_of[rest % axis->classes]];
        rest /= axis->classes;
      }
      truths.push_back(truth);
    }
    return who.holds(truths);
  }

  const Cube& cube_;
  std::size_t pages_;
  CellCounter counter_;
  /// What each page has counted since it was emptied: the last of its runs, all of which have the same
  /// values.
  std::vector<std::optional<std::size_t>> page_runs_;
  std::vector<ChunkCells> cells_;
  std::vector<std::map<std::vector<std::uint32_t>, Targets>> targets_;  // one a user
  std::size_t run_ = 0;
  std::vector<std::uint32_t> counts_, filled_;
};

Result<TablePass> TablePass::make(const std::vector<TableSpec>& specs, const Microdata& data) {
  TablePass pass(data);
  pass.specs_ = specs;
  std::vector<CubeUser> users;
  for (const TableSpec& spec : specs) {
    SANAQ_TRY(auto plan, plan_table(spec, data));
    pass.plans_.push_back(std::make_unique<const TablePlan>(std::move(plan)));
    const TablePlan& made = *pass.plans_.back();
    pass.first_out_.push_back(pass.out_sizes_.size());
    for (std::size_t tally = 0; tally < made.tallies.size(); ++tally) {
      users.push_back({&made, tally, pass.out_sizes_.size()});
      pass.out_sizes_.push_back(made.cells * made.tallies[tally].values);
    }
  }
  pass.cubes_ = share_cubes(users, data);
  for (const Cube& cube : pass.cubes_)
    if (cube.cells > cube_cells_max)
      return Error{"table.too_large", cube.users.front().plan->head.id + ": " + std::to_string(cube.cells) +
                                          " cells to count in, at most " + std::to_string(cube_cells_max)};
  return pass;
}

std::set<VariableRef> TablePass::variables_of(Unit unit) const {
  std::set<VariableRef> variables;
  for (const Cube& cube : cubes_)
    if (cube.users.front().plan->counted == unit) {
      for (const Cube::Axis& axis : cube.axes) variables.insert(axis.variable);
      for (const Cube::Gate& gate : cube.gates) variables.insert(gate.variable);
    }
  return variables;
}

std::vector<TablePass::Slice> TablePass::slices(std::size_t parts) const {
  std::vector<Slice> out;
  for (const Unit unit : units) {
    const bool needed = std::any_of(cubes_.begin(), cubes_.end(), [unit](const Cube& cube) {
      return cube.users.front().plan->counted == unit;
    });
    if (!needed) continue;
    const std::size_t chunks = (std::size_t{data_->table(unit)->row_count()} + chunk_rows - 1) / chunk_rows;
    // Whole blocks, so that no two threads check the same one.
    const std::size_t step =
        std::max<std::size_t>(1, (chunks / parts + chunks_of_block) / chunks_of_block) * chunks_of_block;
    for (std::size_t first = 0; first < chunks; first += step)
      out.push_back({unit, first, std::min(first + step, chunks)});
  }
  return out;
}

std::uint64_t TablePass::bytes_read() const {
  std::uint64_t bytes = 0;
  std::set<VariableRef> all;
  for (const Unit unit : units) all.merge(variables_of(unit));
  for (const VariableRef& ref : all) bytes += data_->table(ref.unit)->column(ref.column).byte_size();
  return bytes;
}

std::vector<std::vector<std::int64_t>> TablePass::empty_numbers() const {
  std::vector<std::vector<std::int64_t>> numbers;
  for (const std::size_t size : out_sizes_) numbers.emplace_back(size, 0);
  return numbers;
}

Result<std::vector<TabulatedTable>> TablePass::finish(std::vector<std::vector<std::int64_t>> numbers) const {
  SANAQ_CHECK(numbers.size() == out_sizes_.size());
  std::vector<TabulatedTable> tables;
  for (std::size_t i = 0; i < plans_.size(); ++i) {
    const std::span<const std::vector<std::int64_t>> all(numbers);
    SANAQ_TRY(auto table,
              make_table(specs_[i], *plans_[i], all.subspan(first_out_[i], plans_[i]->tallies.size())));
    tables.push_back(std::move(table));
  }
  return tables;
}

PassCounter::PassCounter(const TablePass& pass) : pass_(&pass) {
  for (const Cube& cube : pass.cubes_) cubes_.push_back(std::make_unique<CubeCounter>(cube, *pass.data_));
  const bool often =
      std::any_of(cubes_.begin(), cubes_.end(), [](const auto& cube) { return cube->empties_often(); });
  if (often) numbers_ = pass.empty_numbers();
}

PassCounter::~PassCounter() = default;
PassCounter::PassCounter(PassCounter&&) noexcept = default;

Result<Done> PassCounter::count(const TablePass::Slice& slice) {
  ChunkReader reader(*pass_->data_, slice.unit, pass_->variables_of(slice.unit));
  const std::uint32_t rows = pass_->data_->table(slice.unit)->row_count();
  for (std::size_t chunk = slice.first_chunk; chunk < slice.last_chunk; ++chunk) {
    SANAQ_TRY_DONE(reader.load(chunk));
    const auto first = static_cast<std::uint32_t>(chunk * chunk_rows);
    const auto last = static_cast<std::uint32_t>(std::min<std::size_t>(rows, (chunk + 1) * chunk_rows));
    for (const auto& cube : cubes_)
      if (cube->cube().users.front().plan->counted == slice.unit) cube->count(reader, first, last, numbers_);
  }
  return Done{};
}

void PassCounter::add_to(std::vector<std::vector<std::int64_t>>& numbers) {
  if (numbers.empty()) numbers = numbers_.empty() ? pass_->empty_numbers() : std::exchange(numbers_, {});
  for (const auto& cube : cubes_) cube->empty(numbers);
  for (std::size_t i = 0; i < numbers_.size(); ++i)
    for (std::size_t cell = 0; cell < numbers[i].size(); ++cell) numbers[i][cell] += numbers_[i][cell];
  numbers_.clear();
}

}  // namespace sanaq
