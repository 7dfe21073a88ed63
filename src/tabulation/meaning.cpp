#include "tabulation/meaning.h"

#include <algorithm>
#include <iterator>

namespace sanaq {

namespace {

/// Part of a universe that must hold: steps in the order of a stack, over some atoms of the whole predicate.
struct Conjunct {
  std::vector<Expression::Step> steps;
  std::vector<std::size_t> atoms;
};

void add_steps(Conjunct& to, const Conjunct& more) {
  to.steps.insert(to.steps.end(), more.steps.begin(), more.steps.end());
  to.atoms.insert(to.atoms.end(), more.atoms.begin(), more.atoms.end());
}

/// All conjuncts as one.
Conjunct conjoined(const std::vector<Conjunct>& parts) {
  Conjunct whole;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    add_steps(whole, parts[i]);
    if (i > 0) whole.steps.push_back(Expression::Step::both);
  }
  return whole;
}

/// What must all hold for the predicate to hold.
std::vector<Conjunct> conjuncts_of(const Predicate& predicate) {
  std::vector<std::vector<Conjunct>> stack;
  std::size_t atom = 0;
  for (const Expression::Step step : predicate.steps) {
    if (step == Expression::Step::condition) {
      stack.push_back({{{step}, {atom++}}});
      continue;
    }
    if (step == Expression::Step::negate) {
      Conjunct whole = conjoined(stack.back());
      whole.steps.push_back(step);
      stack.back() = {std::move(whole)};
      continue;
    }
    auto second = std::move(stack.back());
    stack.pop_back();
    if (step == Expression::Step::both) {
      std::move(second.begin(), second.end(), std::back_inserter(stack.back()));
    } else {
      Conjunct whole = conjoined(stack.back());
      add_steps(whole, conjoined(second));
      whole.steps.push_back(step);
      stack.back() = {std::move(whole)};
    }
  }
  return stack.empty() ? std::vector<Conjunct>{} : std::move(stack.back());
}

/// A variable as its finest refinement: each of its values is a set of values of that one.
struct Finest {
  std::string variable;
  std::vector<std::uint32_t> value_of;  // of each value of the finest variable: the value asked about
};

Finest finest_of(const UnitTable& table, std::size_t column) {
  const Variable* variable = &table.variable(column);
  Finest finest{variable->name(), {}};
  for (std::uint32_t value = 0; value < variable->domain(); ++value) finest.value_of.push_back(value);
  for (bool refined = true; refined;) {
    refined = false;
    for (const Variable& child : table.variables()) {
      if (child.parent.empty() || child.parent != variable->name()) continue;
      const auto above = parent_positions(child, *variable);
      if (!above) continue;
      std::vector<std::uint32_t> value_of;
      for (const std::uint32_t parent : *above) value_of.push_back(finest.value_of[parent]);
      finest = {child.name(), std::move(value_of)};
      variable = &child;
      refined = true;
      break;
    }
  }
  return finest;
}

class Meanings {
 public:
  Meanings(const TablePlan& plan, const Microdata& data) : plan_(plan), data_(data) {}

  TableMeaning run(const Predicate& universe) {
    meaning_.counted = name_of(plan_.counted);
    for (const Conjunct& conjunct : conjuncts_of(universe)) add(conjunct, universe);
    std::sort(meaning_.universe.begin(), meaning_.universe.end(),
              [](const auto& a, const auto& b) { return a.variable < b.variable; });
    std::sort(meaning_.further.begin(), meaning_.further.end());
    for (std::size_t d = 0; d < plan_.sides.size(); ++d) add_side(d);
    return std::move(meaning_);
  }

 private:
  Finest finest(VariableRef ref) const { return finest_of(*data_.table(ref.unit), ref.column); }

  void add(const Conjunct& conjunct, const Predicate& universe) {
    const VariableRef first = universe.atoms[conjunct.atoms[0]].variable;
    const bool one = std::all_of(conjunct.atoms.begin(), conjunct.atoms.end(),
                                 [&](std::size_t atom) { return universe.atoms[atom].variable == first; });
    if (!one) return add_text(conjunct, universe);
    Predicate about{{}, conjunct.steps};
    for (const std::size_t atom : conjunct.atoms) about.atoms.push_back(universe.atoms[atom]);
    const Finest variable = finest(first);
    TableMeaning::Condition condition{
        variable.variable, static_cast<std::uint32_t>(variable.value_of.size()), {}};
    for (std::uint32_t value = 0; value < condition.domain; ++value) {
      std::vector<std::uint8_t> truths;
      for (const auto& atom : about.atoms) truths.push_back(atom.allowed[variable.value_of[value]]);
      if (about.holds(truths)) condition.values.push_back(value);
    }
    const auto known = std::find_if(meaning_.universe.begin(), meaning_.universe.end(),
                                    [&](const auto& other) { return other.variable == condition.variable; });
    if (known == meaning_.universe.end()) {
      meaning_.universe.push_back(std::move(condition));
      return;
    }
    ValuePositions both;
    std::set_intersection(known->values.begin(), known->values.end(), condition.values.begin(),
                          condition.values.end(), std::back_inserter(both));
    known->values = std::move(both);
  }

  void add_text(const Conjunct& conjunct, const Predicate& universe) {
    constexpr const char* signs[] = {"", " not", " and", " or"};
    std::string text;
    std::size_t atom = 0;
    for (const Expression::Step step : conjunct.steps) {
      text += signs[static_cast<std::size_t>(step)];
      if (step != Expression::Step::condition) continue;
      const Predicate::Atom& about = universe.atoms[conjunct.atoms[atom++]];
      text += ' ' + data_.table(about.variable.unit)->variable(about.variable.column).name();
      for (std::size_t value = 0; value < about.allowed.size(); ++value)
        if (about.allowed[value] != 0) text += ':' + std::to_string(value);
    }
    meaning_.further.push_back(text);
  }

  void add_side(std::size_t d) {
    const auto& categories = plan_.head.dimensions[d].categories;
    const Finest variable = finest(plan_.sides[d].variable);
    TableMeaning::Side side{variable.variable, static_cast<std::uint32_t>(variable.value_of.size()), {}};
    side.categories.resize(categories.size());
    for (std::uint32_t value = 0; value < side.domain; ++value) {
      const std::uint32_t line = plan_.sides[d].offsets[variable.value_of[value]];
      if (line == TablePlan::left_out) continue;
      for (auto at = static_cast<std::int32_t>(line); at >= 0;
           at = categories[static_cast<std::size_t>(at)].parent)
        side.categories[static_cast<std::size_t>(at)].push_back(value);
    }
    meaning_.sides.push_back(std::move(side));
  }

  const TablePlan& plan_;
  const Microdata& data_;
  TableMeaning meaning_;
};

}  // namespace

TableMeaning meaning_of(const TablePlan& plan, const Predicate& universe, const Microdata& data) {
  return Meanings(plan, data).run(universe);
}

}  // namespace sanaq
