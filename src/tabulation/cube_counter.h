#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "tabulation/cell_counter.h"
#include "tabulation/chunk_reader.h"
#include "tabulation/cube_targets.h"

namespace sanaq {

/// One array a number of a plan, see CubeUser::out.
using PassNumbers = std::vector<std::vector<std::int64_t>>;

/// Counts one cube, chunk by chunk, and empties it into the arrays of its users: at the end of a run of
/// sorted values, or at the very end.
class CubeCounter {
 public:
  /// Both must outlive it.
  CubeCounter(const Cube& cube, const Microdata& data);

  const Cube& cube() const { return cube_; }
  /// Whether counting needs arrays to be emptied into before its end.
  bool empties_often() const { return pages_ == 1 && cube_.runs.size() > 1; }

  /// Counts rows first_row … last_row - 1, which lie in the chunk read last.
  void count(ChunkReader& reader, std::uint32_t first_row, std::uint32_t last_row, PassNumbers& numbers);
  /// Adds what has been counted since the last time.
  void empty(PassNumbers& numbers);

 private:
  bool count_packed(const ChunkReader& reader, std::uint32_t first_row, std::uint32_t last_row,
                    PassNumbers& numbers);
  std::uint32_t end_of_run() const {
    return run_ + 1 == cube_.runs.size() ? 0xFFFF'FFFF : cube_.runs[run_ + 1].first;
  }
  /// Makes the run of the row the current one.
  void enter(std::uint32_t row, PassNumbers& numbers);
  void empty_page(std::size_t page, PassNumbers& numbers);
  void empty_into(std::size_t user, std::vector<std::int64_t>& numbers);
  const CubeTargets& targets_of(std::size_t user);

  const Cube& cube_;
  std::size_t pages_;  // cubes kept apart, see pages_of
  CellCounter counter_;
  /// What each page has counted since it was emptied: the last of its runs, all of which have the same
  /// values.
  std::vector<std::optional<std::size_t>> page_runs_;
  std::vector<ChunkCells> cells_;
  std::vector<std::map<std::vector<std::uint32_t>, CubeTargets>> targets_;  // one a user
  std::size_t run_ = 0;
  std::vector<std::uint32_t> counts_, filled_;
};

}  // namespace sanaq
