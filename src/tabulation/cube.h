#pragma once
#include <cstdint>
#include <vector>

#include "microdata/microdata.h"
#include "tabulation/table_plan.h"

namespace sanaq {

/// A number of a plan that is counted by a cube.
struct CubeUser {
  const TablePlan* plan = nullptr;
  std::size_t tally = 0;
  std::size_t out = 0;  // which of the pass's arrays it is added to
  const TablePlan::Tally& number() const { return plan->tallies[tally]; }
};

/// One dense count over some variables, from which the numbers of several tables are added up. Rows are
/// counted by the variables that change from row to row (axes); those by which the file is sorted cost
/// nothing: they are the same over a run of rows, and at the end of a run the cube is emptied into the
/// tables. The values of an axis that no user tells apart may share a class.
struct Cube {
  struct Axis {
    VariableRef variable;
    std::uint32_t classes = 0;
    std::uint32_t stride = 0;
    std::vector<std::uint32_t> class_of;    // one a value of the variable
    std::vector<std::uint32_t> example_of;  // a value of each class
    bool by_value() const { return class_of.size() == classes; }
  };
  /// Rows over which every sorted variable stays the same.
  struct Run {
    std::uint32_t first = 0;
    std::vector<std::uint32_t> values;  // one a sorted variable
    std::uint32_t state = 0;            // the same for runs of the same values
  };

  /// A condition that all users share and need nothing else from: rows for which it is false are not counted
  /// at all, which halves the cube when it would be an axis.
  struct Gate {
    VariableRef variable;
    std::vector<std::uint8_t> allowed;  // one a value of the variable: 1 or 0
  };

  std::vector<CubeUser> users;
  std::vector<Axis> axes;
  std::vector<Gate> gates;
  std::vector<VariableRef> sorted;
  std::size_t run_count = 1;
  std::vector<Run> runs;  // made by add_runs; the first begins with row 0
  std::uint32_t states = 0;
  std::uint64_t cells = 1;

  bool is_gate(VariableRef variable) const;
  /// What a pass over the rows costs, in units of about one row counted: for choosing how to share cubes.
  std::uint64_t cost(std::uint64_t rows) const;
};

/// Cells a cube may have: its counters take 4 bytes each.
inline constexpr std::uint64_t cube_cells_max = 64'000'000;

/// Finds the runs of a cube that is to be counted.
void add_runs(Cube& cube, const UnitTable& table);

/// The cube of the users, which count the same unit. Its cells may be above cube_cells_max.
Cube make_cube(std::vector<CubeUser> users, const Microdata& data);

/// Puts users together so that the whole pass is cheap: greedily, the largest first.
std::vector<Cube> share_cubes(const std::vector<CubeUser>& users, const Microdata& data);

}  // namespace sanaq
