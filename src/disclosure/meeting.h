#pragma once
// Several tables of the same people say more together than each of them: 0-15 here and 0-14 there show who is
// 15. This is common ground of suppressor and attacker: facts about what cells mean, no choice and no search.
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/table_meaning.h"

namespace sanaq::disclosure {

/// Name of a set of people (households, dwellings): cells with the same name hold the same ones.
using SetName = std::uint64_t;

/// A table as far as it matters where tables meet.
struct MeetingTable {
  const TableMeaning& meaning;
  /// Freeze and edition: only tables of the same one can meet.
  std::string freeze;
  std::span<const std::int64_t> counts;
};

/// What follows from several tables beside what each of them says.
struct Meeting {
  /// A set of people that no table prints and that follows from printed ones: what is in one and not in
  /// another, or what several hold together.
  struct Unprinted {
    SetName name = 0;
    std::int64_t count = 0;  // 1 or more
  };
  /// A set that is the sum of others: a printed cell or an unprinted set each.
  struct Relation {
    SetName sum = 0;
    std::vector<SetName> parts;
    std::uint32_t last_table = 0;  // the relation is known since this table
  };
  /// Of each table, of each cell; empty for a table whose meaning is not known.
  std::vector<std::vector<SetName>> names;
  std::vector<Unprinted> unprinted;
  std::vector<Relation> relations;  // empty sets are left out
};

/// Lays tables beside each other, one variable at a time: where sets of values of one variable meet while
/// everything else is the same, the values are cut along all of them. Sets whose count the tables do not
/// settle are left out (groups that cross each other). A table alone gives nothing but its names. Linear in
/// the cells times their variables, and in the sets that meet.
Meeting meet(std::span<const MeetingTable> tables);

}  // namespace sanaq::disclosure
