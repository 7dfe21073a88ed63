#include "tabulation/table_pass.h"

#include <algorithm>
#include <utility>

namespace sanaq {

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

PassNumbers TablePass::empty_numbers() const {
  PassNumbers numbers;
  for (const std::size_t size : out_sizes_) numbers.emplace_back(size, 0);
  return numbers;
}

Result<std::vector<TabulatedTable>> TablePass::finish(PassNumbers numbers) const {
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

void PassCounter::add_to(PassNumbers& numbers) {
  if (numbers.empty()) numbers = numbers_.empty() ? pass_->empty_numbers() : std::exchange(numbers_, {});
  for (const auto& cube : cubes_) cube->empty(numbers);
  for (std::size_t i = 0; i < numbers_.size(); ++i)
    for (std::size_t cell = 0; cell < numbers[i].size(); ++cell) numbers[i][cell] += numbers_[i][cell];
  numbers_.clear();
}

}  // namespace sanaq
