#include "picture/picture_file.h"

#include "picture/formats.h"

namespace sanaq::picture {
namespace {

Result<File> read_any(std::string_view bytes) {
  if (is_jpeg(bytes)) return read_jpeg(bytes);
  if (is_png(bytes)) return read_png(bytes);
  if (is_webp(bytes)) return read_webp(bytes);
  return Error{"picture.kind", {}};
}

}  // namespace

std::string_view media_type(Kind kind) {
  switch (kind) {
    case Kind::jpeg:
      return "image/jpeg";
    case Kind::png:
      return "image/png";
    case Kind::webp:
      return "image/webp";
  }
  return "application/octet-stream";
}

Result<File> read(std::string_view bytes) {
  if (bytes.size() > bytes_max) return Error{"picture.size", {}};
  SANAQ_TRY(File file, read_any(bytes));
  const bool within = file.width > 0 && file.height > 0 && file.width <= side_max &&
                      file.height <= side_max && std::uint64_t{file.width} * file.height <= pixels_max;
  if (!within) return Error{"picture.pixels", {}};
  return file;
}

}  // namespace sanaq::picture
