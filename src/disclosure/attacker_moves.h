#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "disclosure/attacker_witness.h"

namespace sanaq::disclosure::attacker {

/// Guesses other tables by moving respondents: a group moves from one place of a side to another (or enters
/// the table), and on every other side a group of the same size moves the other way, so that each sum either
/// holds or stands under a hidden cell. Looks only at hidden cells of one table; what it finds is added up by
/// the caller over all tables.
class Moves {
 public:
  Moves(std::span<const AuditTable> tables, const System& system);
  /// A guess in which `unknown` goes up by `size` and no other single respondent's cells change.
  std::optional<Witness> lifting(Unknown unknown, std::int64_t size);

 private:
  struct Axis {
    std::size_t stride = 1, size = 1;
    std::vector<std::int32_t> parent;
    std::vector<std::uint8_t> is_leaf;
  };
  using Step = std::pair<std::size_t, int>;  // category, up or down
  using Route = std::vector<Step>;
  using Cells = std::vector<std::pair<std::size_t, int>>;

  void set_table(std::size_t table);
  std::vector<Route> routes(std::size_t axis, const Cells& alone) const;
  bool spread(const Cells& before, const Axis& axis, const Route& route, Cells& after) const;
  bool go(std::size_t depth, const Cells& cells);
  bool is_possible(std::size_t cell, int way) const;
  std::size_t down_to_leaf(std::size_t cell) const;

  std::span<const AuditTable> tables_;
  const System& system_;
  std::vector<std::vector<Axis>> axes_;  // of each table
  std::size_t table_ = 0;
  std::int64_t size_ = 1;
  Unknown person_ = none;
  std::size_t wanted_ = 0, leaf_ = 0;
  std::vector<std::pair<std::size_t, std::vector<Route>>> plan_;  // axis, its routes
  std::size_t tries_left_ = 0;
  Cells found_;
};

}  // namespace sanaq::disclosure::attacker
