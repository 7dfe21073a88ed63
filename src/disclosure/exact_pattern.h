#pragma once
// Method: Fischetti and Salazar (2001), with what a table of counts adds: X >= 1, and single respondents who
// know their own cells. A choice program says which cells to hide; the attacker's linear program says for a
// confidential cell why that is not enough, as a demand on the choice (its dual, cut down to what is asked);
// at the end the attacker himself tries in whole numbers. Practical for some thousand cells.
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "disclosure/cell_web.h"
#include "disclosure/cover_solver.h"
#include "disclosure/linear_solver.h"

namespace sanaq::disclosure {

/// Who finds out what of a candidate pattern: a confidential cell, and, where it takes a single respondent,
/// one of his cells.
struct Weakness {
  WebCell cell = 0;
  WebCell insider = no_web_cell;
};

struct ExactTask {
  const CellWeb& web;
  std::span<const std::uint8_t> primary;  // of each cell
  std::span<const std::uint8_t> kept;     // hidden anyway, at no price (primary ones too)
  std::span<const std::uint8_t> fixed;    // cannot be hidden
  std::span<const WebCell> persons;       // CellWeb::persons()
  std::span<const double> prices;         // of each cell, above 0
  std::int64_t width = 1;
  LinearSolver& linear;
  CoverSolver& cover;
  /// The attack on a pattern: what it finds; a quick one may find too much. Errors end the search.
  enum class Attack : std::uint8_t { quick, thorough };
  std::function<Result<std::vector<Weakness>>(std::span<const std::uint8_t> hidden, Attack)> attack;
  double seconds = 60;  ///< of one choice; beyond, the search is given up
  int rounds = 150;     ///< of choice and attack
};

struct ExactPattern {
  enum class Standing : std::uint8_t {
    certified,  ///< no safe pattern is cheaper
    given_up,   ///< the limit came first; only the bound holds
  };
  Standing standing = Standing::given_up;
  std::vector<std::uint8_t> hidden;  // when certified
  double price = 0;                  // of the cells hidden beside the kept ones, when certified
  double bound = 0;                  // no safe pattern is cheaper than this
  int rounds = 0;
  std::size_t demands = 0;
};

/// The cheapest safe pattern. Errors: those of the attack.
Result<ExactPattern> find_exact_pattern(const ExactTask& task);

}  // namespace sanaq::disclosure
