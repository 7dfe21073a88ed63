#include "tabulation/cube_targets.h"

#include <algorithm>
#include <functional>

namespace sanaq {

namespace {

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
  return place == TablePlan::left_out || part == TablePlan::left_out ? TablePlan::left_out : place + part;
}

/// What each class of an axis adds to the place in the user's array.
std::vector<std::uint32_t> places_of(const CubeUser& user, const Cube::Axis& axis) {
  const TablePlan::Tally& tally = user.number();
  std::vector<std::uint32_t> places(axis.classes, 0);
  const auto add = [&](const auto& number_of) {
    for (std::uint32_t cls = 0; cls < axis.classes; ++cls)
      places[cls] = add_place(places[cls], number_of(axis.example_of[cls]));
  };
  for (const TablePlan::Side& side : user.plan->sides)
    if (side.variable == axis.variable)
      add([&](std::uint32_t value) {
        return side.offsets[value] == TablePlan::left_out ? TablePlan::left_out
                                                          : side.offsets[value] * tally.values;
      });
  const bool is_spread = tally.kind == TablePlan::Tally::Kind::spread;
  if (is_spread && tally.variable == axis.variable) add([](std::uint32_t value) { return value; });
  return places;
}

/// Whether those of a combination of classes of the named axes belong.
bool belongs(const Cube& cube, const Predicate& who, const Cube::Run& run,
             const std::vector<const Cube::Axis*>& named, std::uint32_t at) {
  std::vector<std::uint8_t> truths;
  for (const Predicate::Atom& atom : who.atoms) {
    std::uint32_t rest = at;
    auto truth = std::uint8_t{1};  // of a gate: who fails it is not in the cube
    if (const auto value = sorted_value(cube, run, atom.variable)) truth = atom.allowed[*value];
    for (const Cube::Axis* axis : named) {
      if (axis->variable == atom.variable) truth = atom.allowed[axis->example_of[rest % axis->classes]];
      rest /= axis->classes;
    }
    truths.push_back(truth);
  }
  return who.holds(truths);
}

/// Leaves out the cells of those who do not belong. A condition is looked up once for each combination of
/// the axes it names, not once a cell.
void leave_out(const Cube& cube, const Predicate& who, const Cube::Run& run,
               std::vector<std::uint32_t>& places) {
  std::vector<std::uint32_t> combination = {0};  // of each cell
  std::vector<const Cube::Axis*> named;
  std::uint32_t combinations = 1;
  for (const Cube::Axis& axis : cube.axes) {
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
  for (std::uint32_t i = 0; i < combinations; ++i) holds[i] = belongs(cube, who, run, named, i) ? 1 : 0;
  for (std::size_t cell = 0; cell < places.size(); ++cell)
    if (holds[combination[cell]] == 0) places[cell] = TablePlan::left_out;
}

}  // namespace

std::optional<std::uint32_t> sorted_value(const Cube& cube, const Cube::Run& run, VariableRef variable) {
  for (std::size_t i = 0; i < cube.sorted.size(); ++i)
    if (cube.sorted[i] == variable) return run.values[i];
  return std::nullopt;
}

CubeTargets make_targets(const Cube& cube, const CubeUser& user, const Cube::Run& run) {
  const TablePlan::Tally& tally = user.number();
  CubeTargets targets;
  const bool is_spread = tally.kind == TablePlan::Tally::Kind::spread;
  targets.places = {is_spread ? sorted_value(cube, run, tally.variable).value_or(0) : 0};
  const bool is_sum = tally.kind == TablePlan::Tally::Kind::sum;
  if (is_sum) targets.weights = {tally.first_number + sorted_value(cube, run, tally.variable).value_or(0)};
  for (const Cube::Axis& axis : cube.axes) {
    targets.places = spread_out(targets.places, places_of(user, axis), add_place);
    if (!is_sum) continue;
    std::vector<std::int64_t> values(axis.classes, 0);
    if (axis.variable == tally.variable) values.assign(axis.example_of.begin(), axis.example_of.end());
    targets.weights = spread_out(targets.weights, values, std::plus<>());
  }
  leave_out(cube, tally.who, run, targets.places);
  return targets;
}

}  // namespace sanaq
