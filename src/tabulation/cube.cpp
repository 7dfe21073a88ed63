#include "tabulation/cube.h"

#include <algorithm>
#include <map>
#include <set>

namespace sanaq {

namespace {

/// Up to so many cells a cube keeps every value of its axes apart: its counters stay in the second cache, and
/// multiplying costs less than looking classes up.
constexpr std::uint64_t plain_cells_max = 16'384;
constexpr std::uint64_t first_cache_cells = 8'192, second_cache_cells = 131'072,
                        third_cache_cells = 2'000'000;

std::set<VariableRef> variables_of(const CubeUser& user) {
  std::set<VariableRef> variables;
  for (const TablePlan::Side& side : user.plan->sides) variables.insert(side.variable);
  for (const Predicate::Atom& atom : user.number().who.atoms) variables.insert(atom.variable);
  if (user.number().kind != TablePlan::Tally::Kind::count) variables.insert(user.number().variable);
  return variables;
}

/// What the users make of each value of a variable: values that are alike in all of it may share a class.
std::vector<std::vector<std::uint32_t>> uses_of(const std::vector<CubeUser>& users, VariableRef variable,
                                                std::uint32_t domain) {
  std::vector<std::vector<std::uint32_t>> uses(domain);
  for (const CubeUser& user : users) {
    for (const TablePlan::Side& side : user.plan->sides)
      if (side.variable == variable)
        for (std::uint32_t value = 0; value < domain; ++value) uses[value].push_back(side.offsets[value]);
    for (const Predicate::Atom& atom : user.number().who.atoms)
      if (atom.variable == variable)
        for (std::uint32_t value = 0; value < domain; ++value) uses[value].push_back(atom.allowed[value]);
    if (user.number().kind != TablePlan::Tally::Kind::count && user.number().variable == variable)
      for (std::uint32_t value = 0; value < domain; ++value) uses[value].push_back(value);
  }
  return uses;
}

void use_classes(Cube::Axis& axis, const std::vector<std::vector<std::uint32_t>>& uses) {
  std::map<std::vector<std::uint32_t>, std::uint32_t> known;
  axis.example_of.clear();
  for (std::uint32_t value = 0; value < uses.size(); ++value) {
    const auto [found, is_new] = known.try_emplace(uses[value], static_cast<std::uint32_t>(known.size()));
    if (is_new) axis.example_of.push_back(value);
    axis.class_of[value] = found->second;
  }
  axis.classes = static_cast<std::uint32_t>(known.size());
}

std::uint64_t product(const std::vector<Cube::Axis>& axes) {
  std::uint64_t cells = 1;
  for (const Cube::Axis& axis : axes)
    cells = std::min<std::uint64_t>(cells * axis.classes, std::uint64_t{1} << 40);
  return cells;
}

/// Axes begin with a class a value; those that gain most are coarsened until the cube is small.
void choose_classes(Cube& cube) {
  struct Coarse {
    std::size_t at = 0;
    Cube::Axis axis;
  };
  std::vector<Coarse> coarse;
  for (std::size_t i = 0; i < cube.axes.size(); ++i) {
    Cube::Axis axis = cube.axes[i];
    use_classes(axis, uses_of(cube.users, axis.variable, axis.classes));
    coarse.push_back({i, std::move(axis)});
  }
  std::sort(coarse.begin(), coarse.end(), [&](const Coarse& a, const Coarse& b) {
    const auto gain = [&](const Coarse& c) { return cube.axes[c.at].classes * 1000ULL / c.axis.classes; };
    return gain(a) > gain(b);
  });
  for (Coarse& candidate : coarse) {
    if (product(cube.axes) <= plain_cells_max) break;
    if (candidate.axis.classes < cube.axes[candidate.at].classes)
      cube.axes[candidate.at] = std::move(candidate.axis);
  }
  cube.cells = product(cube.axes);
  std::uint64_t stride = 1;
  for (Cube::Axis& axis : cube.axes) {
    axis.stride = static_cast<std::uint32_t>(stride);
    stride = std::min<std::uint64_t>(stride * axis.classes, cube_cells_max);
  }
}

void add_runs(Cube& cube, const UnitTable& table) {
  std::set<std::uint32_t> starts = {0};
  for (const VariableRef& ref : cube.sorted)
    for (const Column::Run& run : table.column(ref.column).runs()) starts.insert(run.first);
  for (const std::uint32_t first : starts) {
    Cube::Run run{first, {}};
    for (const VariableRef& ref : cube.sorted)
      run.values.push_back(table.row_count() == 0 ? 0 : table.column(ref.column).at(first));
    cube.runs.push_back(std::move(run));
  }
}

}  // namespace

std::uint64_t Cube::cost(std::uint64_t rows) const {
  if (axes.empty()) return runs.size() * users.size();
  // Tenths of a row: counting, numbering, and emptying once a run.
  std::uint64_t row = cells <= 64                   ? 6
                      : cells <= first_cache_cells  ? 11
                      : cells <= second_cache_cells ? 16
                      : cells <= third_cache_cells  ? 40
                                                    : 120;
  for (const Axis& axis : axes) row += axis.by_value() ? 2 : 9;
  return (rows * row + cells * runs.size() * (4 + 6 * users.size())) / 10;
}

Cube make_cube(std::vector<CubeUser> users, const Microdata& data) {
  Cube cube;
  cube.users = std::move(users);
  const Unit counted = cube.users.front().plan->counted;
  const UnitTable& table = *data.table(counted);
  std::set<VariableRef> variables;
  for (const CubeUser& user : cube.users) variables.merge(variables_of(user));
  for (const VariableRef& ref : variables) {
    const bool own = ref.unit == counted;
    if (own && table.column(ref.column).is_runs()) {
      cube.sorted.push_back(ref);
      continue;
    }
    const std::uint32_t domain = data.table(ref.unit)->variable(ref.column).domain();
    Cube::Axis axis{ref, domain, 0, {}, {}};
    for (std::uint32_t value = 0; value < domain; ++value) axis.class_of.push_back(value);
    axis.example_of = axis.class_of;
    cube.axes.push_back(std::move(axis));
  }
  choose_classes(cube);
  add_runs(cube, table);
  return cube;
}

std::vector<Cube> share_cubes(const std::vector<CubeUser>& users, const Microdata& data) {
  std::vector<Cube> alone;
  for (const CubeUser& user : users) alone.push_back(make_cube({user}, data));
  const auto rows = [&](const Cube& cube) {
    return data.table(cube.users.front().plan->counted)->row_count();
  };
  std::stable_sort(alone.begin(), alone.end(),
                   [](const Cube& a, const Cube& b) { return a.cells > b.cells; });
  std::vector<Cube> cubes;
  for (Cube& next : alone) {
    std::uint64_t best_cost = next.cost(rows(next));
    std::size_t best = cubes.size();
    Cube best_cube;
    for (std::size_t i = 0; i < cubes.size(); ++i) {
      if (cubes[i].users.front().plan->counted != next.users.front().plan->counted) continue;
      auto together = cubes[i].users;
      together.push_back(next.users.front());
      Cube shared = make_cube(std::move(together), data);
      if (shared.cells > cube_cells_max) continue;
      const std::uint64_t before = cubes[i].cost(rows(next)), after = shared.cost(rows(next));
      const std::uint64_t added = after > before ? after - before : 0;
      if (added >= best_cost) continue;
      best_cost = added;
      best = i;
      best_cube = std::move(shared);
    }
    if (best == cubes.size()) {
      cubes.push_back(std::move(next));
    } else {
      cubes[best] = std::move(best_cube);
    }
  }
  return cubes;
}

}  // namespace sanaq
