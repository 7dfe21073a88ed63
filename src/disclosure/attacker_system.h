#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "base/result.h"
#include "disclosure/attacker.h"

namespace sanaq::disclosure::attacker {

using Unknown = std::uint32_t;
constexpr std::uint32_t none = 0xFFFF'FFFF;

/// An unknown with its sign in an equation: +1 the sum, -1 a part.
struct Term {
  Unknown unknown;
  std::int8_t sign;
};

/// The same seen from the unknown.
struct Use {
  std::uint32_t equation;
  std::int8_t sign;
};

/// One promise of a table: sum cell - parts = 0, reduced to what is hidden.
struct Equation {
  std::uint32_t first = 0, last = 0;  // span of System::terms
  std::int64_t constant = 0;          // what the signed unknowns add up to
  TableCell sum;
  std::size_t dimension = 0;
};

/// Everything the public can write down about the hidden cells of all tables.
struct System {
  std::vector<TableCell> places;      // of each unknown: where it stands first
  std::vector<std::int64_t> truth;    // of each unknown
  std::vector<std::uint8_t> primary;  // of each unknown: 1 when any table marks it so
  std::vector<std::uint8_t> asked;    // of each unknown: 1 when it hangs together with a new table
  std::vector<Unknown> person;        // of each unknown of count 1: same number, same respondent; else none
  std::vector<Equation> equations;
  std::vector<Term> terms;
  std::vector<std::vector<Unknown>> numbers;  // of each table, of each cell: its unknown, or none
  std::vector<Unknown> unprinted;             // of each set that no table prints
  std::vector<std::uint32_t> use_first;       // one more than unknowns
  std::vector<Use> uses;

  std::size_t size() const { return truth.size(); }
  /// none where the cell is printed, or no cell.
  Unknown at(TableCell place) const {
    const auto& all = place.table < numbers.size() ? numbers[place.table] : unprinted;
    return place.cell < all.size() ? all[place.cell] : none;
  }
  std::span<const Term> terms_of(const Equation& e) const {
    return {terms.data() + e.first, e.last - e.first};
  }
  std::span<const Use> uses_of(Unknown u) const {
    return {uses.data() + use_first[u], use_first[u + 1] - use_first[u]};
  }
};

/// What tables say whatever of them is hidden: their cells, those that are one and the same, and all sums.
/// Made once where patterns are tried one after the other.
class Ground {
 public:
  /// Errors: those of attack(), but for "attacker.zero".
  static Result<Ground> make(std::span<const AuditTable> tables, const Meeting& meeting);

  /// The system of one pattern; the tables are those of make() with other marks. Sets that no table prints
  /// are unknowns, too: place {number of tables, number in the meeting}; an equation of a relation has its
  /// sum at {number of tables + 1, number of the relation}. Errors: "attacker.zero".
  Result<System> system(std::span<const AuditTable> tables, const AuditDemand& demand) const;

 private:
  friend class GroundMaker;
  friend class Builder;
  using Fact = std::uint32_t;  // a set of people whose number tables print or let follow
  struct Line {
    std::uint32_t first = 0, last = 0;  // span of terms_
    TableCell sum;
    std::uint32_t dimension = 0;
    std::uint32_t since = 0;  // the table that says so
  };
  struct Part {
    Fact fact;
    std::uint32_t cell;  // of the table; none where several meet
    std::int8_t sign;
  };
  std::size_t size() const { return counts_.size(); }
  std::vector<std::int64_t> counts_;      // of each fact
  std::vector<TableCell> places_;         // of each fact: where it stands first
  std::vector<std::vector<Fact>> facts_;  // of each table, of each cell; none where nobody is
  std::vector<Fact> unprinted_;           // of each set that no table prints
  std::vector<Line> lines_;
  std::vector<Part> parts_;
  std::vector<std::uint32_t> use_first_;  // one more than facts
  std::vector<std::uint32_t> uses_;       // lines
};

/// Feasible bounds of the unknowns; no_limit stands for "unbounded above".
struct Bounds {
  static constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();
  std::vector<std::int64_t> lowest, highest;
  std::vector<std::uint32_t> fixed_by;  // equation that closed the interval, or none
  bool is_fixed(Unknown u) const { return lowest[u] == highest[u]; }
};

/// Starts at [1, unbounded) and narrows by every equation until nothing changes (or a limit of rounds is
/// reached; the bounds are right then too, only wider).
Bounds propagate(const System& system);

}  // namespace sanaq::disclosure::attacker
