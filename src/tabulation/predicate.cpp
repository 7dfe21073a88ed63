#include "tabulation/predicate.h"

#include <array>

namespace sanaq {

namespace {

constexpr std::size_t stack_max = 200;

std::string at(std::string_view where, std::string_view what) {
  return std::string(where) + (where.empty() ? "" : " ") + std::string(what);
}

}  // namespace

Result<VariableRef> VariableFinder::find(std::string_view name, std::string_view where) const {
  for (std::size_t i = index_of(unit_); i < unit_count; ++i) {
    const UnitTable* table = data_.table(units[i]);
    if (table == nullptr) break;
    const std::int32_t found = table->find(name);
    if (found < 0) continue;
    const VariableRef ref{units[i], static_cast<std::size_t>(found)};
    if (variable(ref).kind == Variable::Kind::link) break;
    return ref;
  }
  return Error{"table_spec.variable", at(where, name)};
}

Result<std::vector<std::uint32_t>> positions_of(const ValueSet& values, const Variable& variable,
                                                std::string_view where) {
  const auto bad = [&](std::string_view what) {
    return Error{"table_spec.code", at(where, variable.name() + ' ' + std::string(what))};
  };
  const bool is_number = variable.kind == Variable::Kind::number;
  const auto inside = [&](std::int64_t value) {
    return value >= variable.first_number && value <= variable.last_number;
  };
  std::vector<std::uint32_t> positions;
  for (const std::string& code : values.codes) {
    std::int64_t found = -1;
    if (!is_number) {
      found = find_category(variable.codes, code);
    } else if (const auto value = Json::number_text(code).integer(INT64_MIN); inside(value)) {
      found = value - variable.first_number;
    }
    if (found < 0) return bad(code);
    positions.push_back(static_cast<std::uint32_t>(found));
  }
  if (!values.codes.empty()) return positions;
  if (!is_number) return bad("is no number");
  const std::int64_t first = values.first.value_or(variable.first_number);
  const std::int64_t last = values.last.value_or(variable.last_number);
  if (!inside(first) || !inside(last) || first > last) return bad("span");
  for (std::int64_t value = first; value <= last; ++value)
    positions.push_back(static_cast<std::uint32_t>(value - variable.first_number));
  return positions;
}

bool Predicate::holds(const std::vector<std::uint8_t>& truths) const {
  std::array<bool, stack_max> stack{};
  std::size_t height = 0, atom = 0;
  for (const Expression::Step step : steps) {
    switch (step) {
      case Expression::Step::condition:
        stack[height++] = truths[atom++] != 0;
        break;
      case Expression::Step::negate:
        stack[height - 1] = !stack[height - 1];
        break;
      case Expression::Step::both:
        --height;
        stack[height - 1] = stack[height - 1] && stack[height];
        break;
      case Expression::Step::either:
        --height;
        stack[height - 1] = stack[height - 1] || stack[height];
        break;
    }
  }
  return height == 0 || stack[0];
}

std::vector<std::uint8_t> Predicate::needed() const {
  using Atoms = std::vector<std::uint8_t>;
  std::vector<Atoms> stack;
  std::size_t atom = 0;
  for (const Expression::Step step : steps) {
    if (step == Expression::Step::condition) {
      stack.emplace_back(atoms.size(), std::uint8_t{0});
      stack.back()[atom++] = 1;
      continue;
    }
    if (step == Expression::Step::negate) {
      stack.back().assign(atoms.size(), 0);
      continue;
    }
    const Atoms right = std::move(stack.back());
    stack.pop_back();
    for (std::size_t i = 0; i < right.size(); ++i)
      stack.back()[i] =
          step == Expression::Step::both ? stack.back()[i] | right[i] : stack.back()[i] & right[i];
  }
  return stack.empty() ? Atoms(atoms.size(), 0) : stack.back();
}

Result<Predicate> resolve(const Expression& expression, const VariableFinder& finder,
                          std::string_view where) {
  Predicate predicate;
  predicate.steps = expression.steps;
  if (expression.conditions.size() >= stack_max) return Error{"table_spec.expression", at(where, "too long")};
  for (const Condition& condition : expression.conditions) {
    SANAQ_TRY(const VariableRef ref, finder.find(condition.variable, where));
    const Variable& variable = finder.variable(ref);
    SANAQ_TRY(const auto positions, positions_of(condition.values, variable, where));
    Predicate::Atom atom{ref, std::vector<std::uint8_t>(variable.domain(), 0)};
    for (const std::uint32_t position : positions) atom.allowed[position] = 1;
    predicate.atoms.push_back(std::move(atom));
  }
  return predicate;
}

}  // namespace sanaq
