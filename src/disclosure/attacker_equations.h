#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "dataset/safe_table.h"
#include "dataset/table_head.h"

namespace sanaq::disclosure::attacker {

/// One promise of the table: sum cell - parts = 0, reduced to what is hidden: the signed sum of `terms` is
/// `constant`.
struct Equation {
  struct Term {
    std::uint32_t unknown;  // position in System::cells
    std::int8_t sign;       // +1 the sum, -1 a part
  };
  std::vector<Term> terms;
  std::int64_t constant = 0;
  std::size_t sum_cell = 0;
  std::size_t dimension = 0;
};

/// Everything the public can write down about the hidden cells.
struct System {
  std::vector<std::size_t> cells;  // the unknowns, ascending
  std::vector<Equation> equations;
  std::vector<std::vector<std::pair<std::uint32_t, std::int8_t>>> uses;  // an unknown's equations and signs
  /// Position of a cell among the unknowns, or nothing when it is printed.
  std::optional<std::uint32_t> unknown_of(std::size_t cell) const;
};

System make_system(const TableHead& head, std::span<const std::int64_t> counts,
                   std::span<const CellMark> marks);

/// Feasible bounds of the unknowns; no_limit stands for "unbounded above".
struct Bounds {
  static constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();
  std::vector<std::int64_t> lowest, highest;
  std::vector<std::uint32_t> fixed_by;  // equation that closed the interval, or no_equation
  static constexpr std::uint32_t no_equation = 0xFFFF'FFFF;
};

/// Starts at [1, unbounded) and narrows by every equation until nothing changes (or a limit of rounds is
/// reached; the bounds are right then too, only wider).
Bounds propagate(const System& system);

/// Unknowns that the equations fix by themselves, found by elimination; those already fixed in `bounds` count
/// as known. Arithmetic is modulo the prime 2^61 - 1: a chance coincidence can only call a cell computed that
/// is not.
std::vector<std::uint32_t> eliminate(const System& system, const Bounds& bounds);

}  // namespace sanaq::disclosure::attacker
