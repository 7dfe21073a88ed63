#include "tabulation/key_sum.h"

#include <algorithm>
#include <set>

#include "tabulation/chunk_reader.h"

namespace sanaq {

namespace {

std::uint32_t value_at(const ChunkCells& cells, std::size_t row) {
  return cells.bytes != nullptr ? cells.bytes[row] : cells.shorts[row];
}

/// Whether a row is counted, and in which cell: by the first tally of the plan.
class RowPlaces {
 public:
  RowPlaces(const TablePlan& plan, ChunkReader& reader) : plan_(plan) {
    for (const TablePlan::Side& side : plan.sides) sides_.push_back(reader.cells(side.variable));
    for (const Predicate::Atom& atom : who().atoms) atoms_.push_back(reader.cells(atom.variable));
    truths_.resize(atoms_.size());
  }

  /// The cell of a row of the chunk, or left_out.
  std::uint32_t operator()(std::size_t row) {
    for (std::size_t i = 0; i < atoms_.size(); ++i)
      truths_[i] = who().atoms[i].allowed[value_at(atoms_[i], row)];
    if (!who().holds(truths_)) return TablePlan::left_out;
    std::uint32_t cell = 0;
    for (std::size_t d = 0; d < sides_.size(); ++d) {
      const std::uint32_t offset = plan_.sides[d].offsets[value_at(sides_[d], row)];
      if (offset == TablePlan::left_out) return TablePlan::left_out;
      cell += offset;
    }
    return cell;
  }

 private:
  const Predicate& who() const { return plan_.tallies.front().who; }
  const TablePlan& plan_;
  std::vector<ChunkCells> sides_, atoms_;
  std::vector<std::uint8_t> truths_;
};

}  // namespace

std::size_t chunk_count(const TablePlan& plan, const Microdata& data) {
  return (std::size_t{data.table(plan.counted)->row_count()} + chunk_rows - 1) / chunk_rows;
}

Result<Done> add_keys(const TablePlan& plan, const Microdata& data, std::size_t first, std::size_t last,
                      const RowKey& key_of, std::vector<std::int64_t>& sums) {
  std::set<VariableRef> variables;
  for (const TablePlan::Side& side : plan.sides) variables.insert(side.variable);
  for (const Predicate::Atom& atom : plan.tallies.front().who.atoms) variables.insert(atom.variable);
  ChunkReader reader(data, plan.counted, variables);
  const std::size_t rows = data.table(plan.counted)->row_count();
  for (std::size_t chunk = first; chunk < last; ++chunk) {
    SANAQ_TRY_DONE(reader.load(chunk));
    RowPlaces place(plan, reader);
    const std::size_t begin = chunk * chunk_rows, end = std::min(rows, begin + chunk_rows);
    for (std::size_t row = begin; row < end; ++row) {
      const std::uint32_t cell = place(row - begin);
      if (cell != TablePlan::left_out) sums[cell] += key_of(static_cast<std::uint32_t>(row));
    }
  }
  return Done{};
}

std::vector<std::uint32_t> cell_keys(const TablePlan& plan, std::vector<std::int64_t> sums) {
  add_up(plan.head.dimensions, 1, sums);
  std::vector<std::uint32_t> keys;
  for (const std::int64_t sum : sums) keys.push_back(static_cast<std::uint32_t>(sum));
  return keys;
}

}  // namespace sanaq
