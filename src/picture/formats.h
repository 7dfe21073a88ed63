#pragma once
#include "picture/picture_file.h"

/// The formats, each in a file of its own. `read_*` expects the signature of its format to be there.
namespace sanaq::picture {

bool is_jpeg(std::string_view bytes);
bool is_png(std::string_view bytes);
bool is_webp(std::string_view bytes);
Result<File> read_jpeg(std::string_view bytes);
Result<File> read_png(std::string_view bytes);
Result<File> read_webp(std::string_view bytes);

inline Error broken(std::string_view where) { return Error{"picture.form", std::string(where)}; }

inline std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}
/// Big-endian numbers; the bytes must be there.
inline std::uint32_t big16(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1);
}
inline std::uint32_t big32(std::string_view bytes, std::size_t at) {
  return big16(bytes, at) << 16 | big16(bytes, at + 2);
}
/// Little-endian ones.
inline std::uint32_t little16(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8;
}
inline std::uint32_t little24(std::string_view bytes, std::size_t at) {
  return little16(bytes, at) | byte_at(bytes, at + 2) << 16;
}
inline std::uint32_t little32(std::string_view bytes, std::size_t at) {
  return little16(bytes, at) | little16(bytes, at + 2) << 16;
}

}  // namespace sanaq::picture
