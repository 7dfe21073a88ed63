#include "microdata/testing/reseal.h"

#include <algorithm>
#include <cstring>

#include "microdata/block_checksum.h"
#include "microdata/file_layout.h"

namespace sanaq {

namespace {

void put_back(std::string& out, std::size_t offset, std::uint64_t value) {
  std::memcpy(out.data() + offset, &value, sizeof value);
}

void seal_place(std::string& file, const FileLayout& layout, const FileLayout::Place& place) {
  for (std::size_t block = 0; block < place.blocks; ++block) {
    const std::size_t first = block * place.block_bytes;
    const std::string_view part(file.data() + place.offset + first,
                                std::min(place.block_bytes, place.bytes - first));
    put_back(file, layout.checksums_offset + 8 * (place.first_checksum + block), block_checksum(part));
  }
}

}  // namespace

void reseal_microdata(std::string& file) {
  constexpr std::size_t fixed = 32;
  if (file.size() < fixed) return;
  std::uint32_t dictionary = 0;
  std::memcpy(&dictionary, file.data() + 12, sizeof dictionary);
  if (dictionary > file.size() - fixed) return;
  const auto head = read_dictionary(std::string_view(file).substr(fixed, dictionary));
  if (!head) return;
  const FileLayout layout = lay_out(*head, dictionary);
  if (layout.file_bytes != file.size()) return;
  for (const auto& unit : layout.units) {
    for (const auto& column : unit.columns) seal_place(file, layout, column);
    if (unit.link) seal_place(file, layout, *unit.link);
  }
  put_back(file, 16, file.size());
  put_back(file, 24, layout.checksums);
  put_back(file, layout.head_checksum_offset,
           block_checksum(std::string_view(file).substr(0, layout.head_checksum_offset)));
}

}  // namespace sanaq
