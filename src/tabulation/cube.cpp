#include "tabulation/cube.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

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

/// The one condition a user sets to a variable, when it needs nothing else from it and counts nobody for whom
/// it is false.
const Predicate::Atom* gate_of(const CubeUser& user, VariableRef variable) {
  const bool is_side = std::any_of(user.plan->sides.begin(), user.plan->sides.end(),
                                   [&](const auto& side) { return side.variable == variable; });
  const TablePlan::Tally& tally = user.number();
  const bool is_number = tally.kind != TablePlan::Tally::Kind::count && tally.variable == variable;
  if (is_side || is_number) return nullptr;
  const auto needed = tally.who.needed();
  const Predicate::Atom* gate = nullptr;
  for (std::size_t i = 0; i < needed.size(); ++i) {
    const Predicate::Atom& atom = tally.who.atoms[i];
    if (atom.variable != variable) continue;
    if (gate != nullptr || needed[i] == 0) return nullptr;
    gate = &atom;
  }
  return gate;
}

/// The gate all users have in common, if they do.
const Predicate::Atom* shared_gate(const std::vector<CubeUser>& users, VariableRef variable) {
  const Predicate::Atom* first = gate_of(users.front(), variable);
  if (first == nullptr) return nullptr;
  for (const CubeUser& user : users) {
    const Predicate::Atom* gate = gate_of(user, variable);
    if (gate == nullptr || gate->allowed != first->allowed) return nullptr;
  }
  return first;
}

/// Splits classes so that values with different numbers do not share one.
template <class Number>
void split_classes(std::vector<std::uint32_t>& class_of, const Number& number_of, std::uint32_t& classes) {
  std::unordered_map<std::uint64_t, std::uint32_t> known;
  for (std::uint32_t value = 0; value < class_of.size(); ++value) {
    const std::uint64_t key = std::uint64_t{class_of[value]} << 32 | number_of(value);
    class_of[value] = known.try_emplace(key, static_cast<std::uint32_t>(known.size())).first->second;
  }
  classes = static_cast<std::uint32_t>(known.size());
}

/// Puts values together that are alike in all that the users make of them.
void use_classes(Cube::Axis& axis, const std::vector<CubeUser>& users) {
  const std::uint32_t values = axis.classes;
  std::fill(axis.class_of.begin(), axis.class_of.end(), 0U);
  axis.classes = 1;
  for (const CubeUser& user : users) {
    const auto split = [&](const auto& number_of) { split_classes(axis.class_of, number_of, axis.classes); };
    for (const TablePlan::Side& side : user.plan->sides)
      if (side.variable == axis.variable) split([&](std::uint32_t value) { return side.offsets[value]; });
    for (const Predicate::Atom& atom : user.number().who.atoms)
      if (atom.variable == axis.variable) split([&](std::uint32_t value) { return atom.allowed[value]; });
    const bool is_number = user.number().kind != TablePlan::Tally::Kind::count;
    if (is_number && user.number().variable == axis.variable)
      split([](std::uint32_t value) { return value; });
    if (axis.classes == values) break;
  }
  axis.example_of.assign(axis.classes, 0);
  for (std::uint32_t value = values; value-- > 0;) axis.example_of[axis.class_of[value]] = value;
}

std::uint64_t product(const std::vector<Cube::Axis>& axes) {
  std::uint64_t cells = 1;
  for (const Cube::Axis& axis : axes)
    cells = std::min<std::uint64_t>(cells * axis.classes, std::uint64_t{1} << 40);
  return cells;
}

/// Axes begin with a class a value; those that gain most are coarsened until the cube is small.
void coarsen(Cube& cube) {
  struct Coarse {
    std::size_t at = 0;
    Cube::Axis axis;
  };
  std::vector<Coarse> coarse;
  for (std::size_t i = 0; i < cube.axes.size(); ++i) {
    Cube::Axis axis = cube.axes[i];
    use_classes(axis, cube.users);
    coarse.push_back({i, std::move(axis)});
  }
  const auto gain = [&](const Coarse& c) { return cube.axes[c.at].classes * 1000ULL / c.axis.classes; };
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  for (std::size_t i = 0; i < coarse.size(); ++i) order.emplace_back(~gain(coarse[i]), i);
  std::sort(order.begin(), order.end());
  for (const auto& [gained, i] : order) {
    if (product(cube.axes) <= plain_cells_max) break;
    Cube::Axis& axis = cube.axes[coarse[i].at];
    if (coarse[i].axis.classes < axis.classes) axis = std::move(coarse[i].axis);
  }
}

void choose_classes(Cube& cube) {
  if (product(cube.axes) > plain_cells_max) coarsen(cube);
  cube.cells = product(cube.axes);
  std::uint64_t stride = 1;
  for (Cube::Axis& axis : cube.axes) {
    axis.stride = static_cast<std::uint32_t>(stride);
    stride = std::min<std::uint64_t>(stride * axis.classes, cube_cells_max);
  }
}

/// Rows at which a sorted variable of the cube changes, in order; row 0 first.
std::vector<std::uint32_t> run_starts(const Cube& cube, const UnitTable& table) {
  std::vector<std::uint32_t> starts = {0};
  for (const VariableRef& ref : cube.sorted)
    for (const Column::Run& run : table.column(ref.column).runs()) starts.push_back(run.first);
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  return starts;
}

}  // namespace

bool Cube::is_gate(VariableRef variable) const {
  return std::any_of(gates.begin(), gates.end(),
                     [variable](const Gate& gate) { return gate.variable == variable; });
}

std::uint64_t Cube::cost(std::uint64_t rows) const {
  if (axes.empty() && gates.empty()) return run_count * users.size();
  // Tenths of a row: counting, numbering, and emptying once a run.
  std::uint64_t row = cells <= 64                   ? 6
                      : cells <= first_cache_cells  ? 11
                      : cells <= second_cache_cells ? 16
                      : cells <= third_cache_cells  ? 40
                                                    : 120;
  row += 2 * gates.size();
  for (const Axis& axis : axes) row += axis.by_value() ? 2 : 4;
  return (rows * row + cells * run_count * (4 + 6 * users.size())) / 10;
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
    if (const Predicate::Atom* gate = shared_gate(cube.users, ref)) {
      cube.gates.push_back({ref, gate->allowed});
      continue;
    }
    const std::uint32_t domain = data.table(ref.unit)->variable(ref.column).domain();
    Cube::Axis axis{ref, domain, 0, {}, {}};
    for (std::uint32_t value = 0; value < domain; ++value) axis.class_of.push_back(value);
    axis.example_of = axis.class_of;
    cube.axes.push_back(std::move(axis));
  }
  choose_classes(cube);
  cube.run_count = run_starts(cube, table).size();
  return cube;
}

void add_runs(Cube& cube, const UnitTable& table) {
  cube.runs.clear();
  std::map<std::vector<std::uint32_t>, std::uint32_t> states;
  for (const std::uint32_t first : run_starts(cube, table)) {
    Cube::Run run{first, {}, 0};
    for (const VariableRef& ref : cube.sorted)
      run.values.push_back(table.row_count() == 0 ? 0 : table.column(ref.column).at(first));
    run.state = states.try_emplace(run.values, static_cast<std::uint32_t>(states.size())).first->second;
    cube.runs.push_back(std::move(run));
  }
  cube.states = static_cast<std::uint32_t>(states.size());
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
  for (Cube& cube : cubes) add_runs(cube, *data.table(cube.users.front().plan->counted));
  return cubes;
}

}  // namespace sanaq
