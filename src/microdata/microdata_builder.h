#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "microdata/microdata.h"
#include "microdata/microdata_file.h"

namespace sanaq {

/// The variables of every unit; no households, or no dwellings, when there are none of their variables.
using UnitVariables = std::array<std::vector<Variable>, unit_count>;

/// Collects rows, then freezes them. Rows come as they belong together: a dwelling, its households, the
/// persons of each. Sorted by territory they are frozen smaller and counted faster, but any order is right.
class MicrodataBuilder {
 public:
  /// Errors: those of check_variable; "microdata.variable" (a name twice, or no variable of persons),
  /// "microdata.parent" (unknown parent, or a parent code that is not in its list), "microdata.edition" (an
  /// empty edition, or a revision below 1), "microdata.unit" (dwellings without households).
  static Result<MicrodataBuilder> make(FreezeInfo info, UnitVariables variables);
  /// Persons only.
  static Result<MicrodataBuilder> make(FreezeInfo info, std::vector<Variable> variables);

  const std::vector<Variable>& variables(Unit unit = Unit::person) const { return of(unit).variables; }
  /// Rows so far, those that wait for their first person not counted.
  std::size_t row_count(Unit unit = Unit::person) const { return of(unit).rows(); }
  /// Position of a code of a variable, or -1 when it is not in the code list. O(log codes).
  std::int64_t position(std::size_t variable, std::string_view code, Unit unit = Unit::person) const;

  /// Begins a dwelling, or a household of it. A household in which no person follows is left out; a dwelling
  /// without households is kept. cells, errors: as add.
  Result<Done> begin(Unit unit, std::span<const std::uint32_t> cells);
  /// Adds a person; cells: one a variable, in their order: position of the code, value - first_number, or
  /// link number. Errors: "microdata.row" (a wrong number of cells, or a value outside the domain), detail
  /// "row N NAME"; then the row is not added. "microdata.unit": no household, or no dwelling, was begun.
  Result<Done> add(std::span<const std::uint32_t> cells);
  /// Overwrites a number variable, in every unit that has one of the name, with what was found for each
  /// household (one a row of households, in order): its people and its dwelling get the same. Values must lie
  /// in the domain.
  void put_by_household(std::string_view variable, std::span<const std::uint32_t> values);
  /// Puts the rows of another builder of the same variables behind these. Errors: "microdata.variable".
  Result<Done> append(MicrodataBuilder&& later);
  /// Checks that every child code lies in the row's parent code (district in region) and gives the frozen
  /// data, in memory. Errors: "microdata.parent", detail "row N NAME".
  Result<Microdata> freeze() &&;

 private:
  struct Rows : UnitRows {
    std::vector<std::uint32_t> domains;
    std::vector<std::vector<std::pair<std::string, std::uint32_t>>> positions;  // sorted by code
    std::vector<std::uint32_t> waiting;  // cells of a unit that was begun and has nothing below yet
    bool begun = false;                  // the next row below is its first
  };
  MicrodataBuilder() = default;
  const Rows& of(Unit unit) const { return rows_[index_of(unit)]; }
  Rows& of(Unit unit) { return rows_[index_of(unit)]; }
  bool has(Unit unit) const { return !of(unit).variables.empty(); }
  static Result<Rows> make_rows(std::vector<Variable> variables);
  static Result<Done> check_row(const Rows& rows, std::span<const std::uint32_t> cells);
  static Result<Done> check_parents(const Rows& rows);
  void push(Unit unit, std::span<const std::uint32_t> cells);
  void close_dwelling();

  FreezeInfo info_;
  std::array<Rows, unit_count> rows_;
  std::vector<std::vector<std::uint32_t>> empty_dwellings_;  // stand behind all others
};

}  // namespace sanaq
