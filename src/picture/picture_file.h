#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sanaq::picture {

/// The numbers are stored.
enum class Kind : std::uint8_t { jpeg = 1, png = 2, webp = 3 };

/// `image/jpeg` …
std::string_view media_type(Kind kind);

/// Bounds of a picture that is taken: a hostile one must not fill the memory of the browser that shows it.
inline constexpr std::size_t bytes_max = 5 * 1024 * 1024;
inline constexpr std::uint32_t side_max = 12'000;
inline constexpr std::uint64_t pixels_max = 50'000'000;

/// A picture as it is stored.
struct File {
  Kind kind = Kind::jpeg;
  std::uint32_t width = 0, height = 0;  // as stored; a viewer may turn it
  std::string bytes;                    // without metadata
};

/// Tells the kind by content, reads the bounds, and writes the picture anew with nothing in it that is not
/// needed to show it: of Exif how it is to be turned (no place, time, device), no XMP, comments, colour
/// profiles, previews, nor bytes behind its end. Reading what was written gives the same bytes. Linear in the
/// bytes; no pixel is decoded. Errors: "picture.size" (over 5 MiB), "picture.kind" (no JPEG, PNG or still
/// WebP), "picture.form" (cut or broken), "picture.pixels" (a side over 12,000 or over 50 million pixels, or
/// none).
Result<File> read(std::string_view bytes);

/// True when cleaning changed nothing.
inline bool was_clean(const File& file, std::string_view bytes) { return file.bytes == bytes; }

}  // namespace sanaq::picture
