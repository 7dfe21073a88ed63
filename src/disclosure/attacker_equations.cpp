#include "disclosure/attacker_equations.h"

#include <algorithm>

namespace sanaq::disclosure::attacker {

namespace {

using Children = std::vector<std::vector<std::size_t>>;  // of each category

Children children_of(const Classification& dimension) {
  Children children(dimension.categories.size());
  for (std::size_t i = 0; i < dimension.categories.size(); ++i) {
    const std::int32_t parent = dimension.categories[i].parent;
    if (parent != Category::no_parent) children[static_cast<std::size_t>(parent)].push_back(i);
  }
  return children;
}

}  // namespace

std::optional<std::uint32_t> System::unknown_of(std::size_t cell) const {
  const auto found = std::lower_bound(cells.begin(), cells.end(), cell);
  if (found == cells.end() || *found != cell) return std::nullopt;
  return static_cast<std::uint32_t>(found - cells.begin());
}

System make_system(const TableHead& head, std::span<const std::int64_t> counts,
                   std::span<const CellMark> marks) {
  System system;
  std::vector<std::uint32_t> unknown(marks.size(), 0);
  for (std::size_t cell = 0; cell < marks.size(); ++cell) {
    if (marks[cell] == CellMark::open) continue;
    unknown[cell] = static_cast<std::uint32_t>(system.cells.size());
    system.cells.push_back(cell);
  }
  system.uses.resize(system.cells.size());
  auto add_term = [&](Equation& equation, std::size_t cell, std::int8_t sign) {
    if (marks[cell] == CellMark::open) {
      equation.constant -= sign * counts[cell];
    } else {
      equation.terms.push_back({unknown[cell], sign});
    }
  };
  std::size_t stride = marks.size();
  for (std::size_t d = 0; d < head.dimensions.size(); ++d) {
    stride /= head.dimensions[d].categories.size();
    const Children children = children_of(head.dimensions[d]);
    for (std::size_t cell = 0; cell < marks.size(); ++cell) {
      const std::size_t category = cell / stride % children.size();
      if (children[category].empty()) continue;
      Equation equation;
      equation.sum_cell = cell;
      equation.dimension = d;
      add_term(equation, cell, 1);
      for (const std::size_t child : children[category])
        add_term(equation, cell + (child - category) * stride, -1);
      if (equation.terms.empty()) continue;
      const auto number = static_cast<std::uint32_t>(system.equations.size());
      for (const auto& term : equation.terms) system.uses[term.unknown].emplace_back(number, term.sign);
      system.equations.push_back(std::move(equation));
    }
  }
  return system;
}

}  // namespace sanaq::disclosure::attacker
