#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "disclosure/attacker_witness.h"

namespace sanaq::disclosure::attacker {

/// Finds for a single respondent's cells the one change of other cells that balances theirs when all other
/// single respondents keep their cells: what even all of them together would have to think possible. The
/// unknowns of two or more are put in order of their counts, the largest first, and a triangle of independent
/// ones is made of them; arithmetic is modulo the prime 2^61 - 1, and what comes out is added up in whole
/// numbers by the caller.
class Chains {
 public:
  explicit Chains(const System& system);
  /// The change that lifts the cells of the person by one. Nothing when there is none in whole (or half,
  /// third …) numbers of a moderate size; the change is then as small as whole numbers allow.
  std::optional<Witness> of_person(std::span<const Unknown> cells);

 private:
  struct Part {
    std::uint32_t index;
    std::uint64_t weight;
  };
  struct Column {
    Unknown unknown;
    std::uint32_t pivot;        // equation
    std::uint64_t scale;        // by which the pivot became 1
    std::vector<Part> rest;     // scaled; index: equation
    std::vector<Part> earlier;  // what was taken away before scaling; index: column
  };
  void load(Unknown unknown);
  void put(std::uint32_t equation, std::uint64_t weight);
  /// Takes the columns out of the loaded one; gives what was taken.
  std::vector<Part> reduce();
  std::vector<Part> unload();
  std::optional<Witness> in_whole_numbers(std::span<const Unknown> cells, const std::vector<Part>& changes);
  std::vector<Part> to_unknowns(const std::vector<Part>& taken);

  const System& system_;
  std::vector<Column> columns_;
  std::vector<std::uint32_t> column_at_;  // of each equation
  std::vector<std::uint64_t> weight_;     // of each equation, while loaded
  std::vector<std::uint8_t> loaded_;
  std::vector<std::uint32_t> loaded_list_, due_;
  std::vector<std::uint8_t> is_due_;
  std::vector<std::uint64_t> share_;  // of each column, while unfolding
};

}  // namespace sanaq::disclosure::attacker
