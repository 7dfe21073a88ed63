// PNG (ISO/IEC 15948): a signature, then chunks of length, name, body and check sum.
#include <algorithm>
#include <array>

#include "picture/formats.h"

namespace sanaq::picture {
namespace {

constexpr std::string_view signature("\x89PNG\r\n\x1A\n", 8);
constexpr std::size_t chunk_frame = 12;  // length, name, check sum
constexpr std::array<std::string_view, 8> needed = {"IHDR", "PLTE", "IDAT", "IEND",
                                                    "tRNS", "gAMA", "sRGB", "cHRM"};

}  // namespace

bool is_png(std::string_view bytes) { return bytes.starts_with(signature); }

Result<File> read_png(std::string_view bytes) {
  File file{Kind::png, 0, 0, std::string(signature)};
  bool image = false;
  for (std::size_t at = signature.size();;) {
    if (bytes.size() - at < chunk_frame) return broken("chunk");
    const std::size_t length = big32(bytes, at);
    if (length > bytes.size() - at - chunk_frame) return broken("chunk");
    const std::string_view name = bytes.substr(at + 4, 4), body = bytes.substr(at + 8, length);
    const bool first = at == signature.size();
    if (first != (name == "IHDR") || (first && length != 13)) return broken("header");
    if (first) {
      file.width = big32(body, 0);
      file.height = big32(body, 4);
    }
    image = image || name == "IDAT";
    if (std::find(needed.begin(), needed.end(), name) != needed.end())
      file.bytes += bytes.substr(at, chunk_frame + length);
    at += chunk_frame + length;
    if (name == "IEND") break;
  }
  if (!image) return broken("no image");
  return file;
}

}  // namespace sanaq::picture
