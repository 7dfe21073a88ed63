#pragma once
#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "microdata/microdata.h"
#include "tabulation/expression.h"

namespace sanaq {

/// A column of one unit.
struct VariableRef {
  Unit unit = Unit::person;
  std::size_t column = 0;
  friend auto operator<=>(const VariableRef&, const VariableRef&) = default;
};

/// Finds variables for tables of one unit: its own, then those of the units above it (the tenure of a
/// person's dwelling).
class VariableFinder {
 public:
  /// data must outlive it and have the unit.
  VariableFinder(const Microdata& data, Unit unit) : data_(data), unit_(unit) {}
  /// Errors: "table_spec.variable" (unknown, or a link), detail "where NAME". where: place in the
  /// specification.
  Result<VariableRef> find(std::string_view name, std::string_view where) const;
  const Variable& variable(VariableRef ref) const { return data_.table(ref.unit)->variable(ref.column); }

 private:
  const Microdata& data_;
  Unit unit_;
};

/// Cell values that a set names. Errors: "table_spec.code", detail "where VARIABLE CODE".
Result<std::vector<std::uint32_t>> positions_of(const ValueSet& values, const Variable& variable,
                                                std::string_view where);

/// An expression resolved against one file: true or false for the values of some variables.
struct Predicate {
  struct Atom {
    VariableRef variable;
    std::vector<std::uint8_t> allowed;  // one a value of the variable: 1 or 0
  };
  std::vector<Atom> atoms;
  std::vector<Expression::Step> steps;

  /// truths: one an atom. Everybody when there are no steps.
  bool holds(const std::vector<std::uint8_t>& truths) const;
  /// One an atom: 1 when nobody for whom it is false can belong, as A and C in "A and (B or not D) and C".
  /// Some that are needed may be missed, as A in "(A and B) or (A and D)" is not.
  std::vector<std::uint8_t> needed() const;
};

/// Errors: those of VariableFinder and positions_of.
Result<Predicate> resolve(const Expression& expression, const VariableFinder& finder, std::string_view where);

}  // namespace sanaq
