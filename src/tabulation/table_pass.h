#pragma once
#include <cstdint>
#include <memory>
#include <set>
#include <vector>

#include "base/result.h"
#include "microdata/microdata.h"
#include "tabulation/cube_counter.h"
#include "tabulation/measure.h"
#include "tabulation/table_plan.h"

namespace sanaq {

/// Many tables counted in one pass over the data. The pass is made of slices of rows that any number of
/// threads count apart, each in a PassCounter of its own; which thread counts what does not change the
/// tables.
class TablePass {
 public:
  /// data must outlive the pass. Errors: those of plan_table; "table.too_large" when counting a table needs a
  /// cube above cube_cells_max.
  static Result<TablePass> make(const std::vector<TableSpec>& specs, const Microdata& data);

  /// A part of the rows, to be counted by one thread.
  struct Slice {
    Unit unit = Unit::person;
    std::size_t first_chunk = 0, last_chunk = 0;
  };
  /// The whole, cut into about `parts` slices a unit.
  std::vector<Slice> slices(std::size_t parts) const;
  /// Bytes of the columns that one pass reads.
  std::uint64_t bytes_read() const;
  std::size_t cube_count() const { return cubes_.size(); }

  /// The tables of what all counters have counted, in the order of the specifications. Errors: "table.empty".
  Result<std::vector<TabulatedTable>> finish(PassNumbers numbers) const;

 private:
  friend class PassCounter;
  explicit TablePass(const Microdata& data) : data_(&data) {}
  std::set<VariableRef> variables_of(Unit unit) const;
  PassNumbers empty_numbers() const;

  const Microdata* data_;
  std::vector<TableSpec> specs_;
  std::vector<std::unique_ptr<const TablePlan>> plans_;  // cubes point to them
  std::vector<std::size_t> first_out_;                   // of each plan: its first array
  std::vector<std::size_t> out_sizes_;
  std::vector<Cube> cubes_;
};

/// What one thread counts.
class PassCounter {
 public:
  /// pass must outlive it.
  explicit PassCounter(const TablePass& pass);
  ~PassCounter();
  PassCounter(PassCounter&&) noexcept;

  /// Counts a slice. Slices may come in any order; neighbours one after the other cost least. Errors: those
  /// of ChunkReader::load.
  Result<Done> count(const TablePass::Slice& slice);
  /// Once, at the end: adds what was counted to `numbers`, the sum of all counters (empty at first).
  void add_to(PassNumbers& numbers);

 private:
  const TablePass* pass_;
  std::vector<std::unique_ptr<CubeCounter>> cubes_;
  PassNumbers numbers_;  // none until a cube has to be emptied on the way
};

}  // namespace sanaq
