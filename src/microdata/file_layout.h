#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "microdata/microdata.h"

namespace sanaq {

/// What the dictionary of a frozen file says of one unit.
struct UnitHead {
  Unit unit = Unit::person;
  std::uint32_t rows = 0;
  std::vector<Variable> variables;
  std::vector<std::uint32_t> runs;  // one a variable; 0: packed
};

/// The dictionary of a frozen file.
struct FileHead {
  FreezeInfo info;
  std::vector<UnitHead> units;  // persons first, then households, then dwellings
};

/// Where each column of a frozen file stands; follows from the dictionary alone.
struct FileLayout {
  struct Place {
    std::size_t offset = 0, bytes = 0;           // in the file
    std::size_t first_checksum = 0, blocks = 0;  // one checksum a block
    std::size_t block_bytes = 0;                 // the last block may be shorter
  };
  struct UnitPlaces {
    std::vector<Place> columns;
    std::optional<Place> link;
  };
  std::vector<UnitPlaces> units;
  std::size_t dictionary_offset = 0, checksums_offset = 0, head_checksum_offset = 0;
  std::size_t checksums = 0, file_bytes = 0;
};

inline constexpr std::string_view microdata_magic = "SANAQMD\n";
inline constexpr std::uint32_t microdata_version = 2;
/// A column whose runs are shorter than this on average is packed: runs would cost more to read than they
/// save.
inline constexpr std::uint32_t rows_of_run_min = 1024;

/// dictionary_bytes: length of its text.
FileLayout lay_out(const FileHead& head, std::size_t dictionary_bytes);
std::string write_dictionary(const FileHead& head);
/// Errors: "microdata_file.dictionary", "microdata_file.runs", those of parse_variable.
Result<FileHead> read_dictionary(std::string_view text);

}  // namespace sanaq
