#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "microdata/microdata.h"
#include "tabulation/cell_counter.h"
#include "tabulation/predicate.h"

namespace sanaq {

/// Unpacks, chunk by chunk, the variables a pass needs, also those of the units above: a person's row gets
/// the tenure of the household it belongs to.
class ChunkReader {
 public:
  /// data must outlive it. variables: of `counted` or a unit above.
  ChunkReader(const Microdata& data, Unit counted, const std::set<VariableRef>& variables);

  /// Reads chunk `index` of the counted unit. Errors: those of UnitTable::check, when a block is used for the
  /// first time.
  Result<Done> load(std::size_t index);
  /// The values of a variable in the chunk read last, unpacked when first asked for; those of rows behind the
  /// end are values of the variable too.
  ChunkCells cells(VariableRef variable);
  /// The same as they lie in the file, when a cell takes one or two bits; else no bytes.
  struct PackedCells {
    const std::uint8_t* bytes = nullptr;
    unsigned bits = 0;
  };
  PackedCells packed(VariableRef variable) const;

 private:
  struct Buffer {
    std::vector<std::uint8_t> bytes;    // chunk_rows of them, or
    std::vector<std::uint16_t> shorts;  // chunk_rows of them
    ChunkCells cells;
    bool is_unpacked = false;
  };
  /// Rows of a unit above for the rows of the chunk; they rise.
  struct Above {
    std::vector<std::uint32_t> rows;  // chunk_rows
    std::size_t first_chunk = 0, last_chunk = 0;
  };
  void find_above();
  void unpack_own(VariableRef variable, Buffer& buffer);
  Result<Done> load_above(VariableRef variable, Buffer& buffer);

  const Microdata& data_;
  Unit counted_;
  std::map<VariableRef, Buffer> buffers_;
  std::array<Above, unit_count> above_;
  std::size_t highest_ = 0;  // index of the highest unit needed
  std::size_t chunk_ = 0;    // read last
  std::vector<std::uint8_t> upper_bytes_;
  std::vector<std::uint16_t> upper_shorts_;
  std::vector<std::uint32_t> upper_rows_;
};

}  // namespace sanaq
