#include "picture/exif.h"

#include "picture/formats.h"

namespace sanaq::picture {
namespace {

constexpr std::string_view exif_mark("Exif\0\0", 6);
constexpr std::uint32_t orientation_tag = 0x0112, type_short = 3, orientation_max = 8;
constexpr std::size_t header_bytes = 8, entry_bytes = 12;

// A TIFF file in small: numbers in the order of bytes its first two letters name.
struct Tiff {
  std::string_view bytes;
  bool is_little;

  bool has(std::size_t at, std::size_t count) const {
    return at <= bytes.size() && count <= bytes.size() - at;
  }
  std::uint32_t number16(std::size_t at) const { return is_little ? little16(bytes, at) : big16(bytes, at); }
  std::uint32_t number32(std::size_t at) const { return is_little ? little32(bytes, at) : big32(bytes, at); }
};

}  // namespace

std::uint32_t orientation_of(std::string_view body) {
  if (!body.starts_with(exif_mark)) return 0;
  const Tiff tiff{body.substr(exif_mark.size()), body.substr(exif_mark.size()).starts_with("II*")};
  if (!tiff.has(0, header_bytes) || tiff.number16(2) != 42) return 0;
  const std::size_t directory = tiff.number32(4);
  if (!tiff.has(directory, 2)) return 0;
  const std::size_t count = tiff.number16(directory);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = directory + 2 + i * entry_bytes;
    if (!tiff.has(at, entry_bytes)) return 0;
    if (tiff.number16(at) != orientation_tag || tiff.number16(at + 2) != type_short) continue;
    const std::uint32_t value = tiff.number16(at + 8);
    return value <= orientation_max ? value : 0;
  }
  return 0;
}

std::string exif_of(std::uint32_t orientation) {
  // Header, one entry (tag, type, count 1, value), no further directory.
  constexpr std::string_view before("MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19);
  std::string out(exif_mark);
  out += before;
  out += static_cast<char>(orientation);
  out.append(6, '\0');
  return out;
}

}  // namespace sanaq::picture
