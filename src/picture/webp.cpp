// WebP (RFC 9649): a RIFF file of chunks; one image, plain, lossless or extended. Moving ones are refused.
#include "picture/formats.h"

namespace sanaq::picture {
namespace {

constexpr std::size_t riff_head = 12, chunk_head = 8;
constexpr std::uint32_t moving = 0x02, alpha = 0x10;

std::string little(std::size_t value) {
  std::string out;
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift & 255);
  return out;
}

std::string chunk(std::string_view name, std::string_view body) {
  std::string out(name);
  out += little(body.size());
  out += body;
  if (body.size() % 2 == 1) out += '\0';
  return out;
}

// Width and height stand in the first chunk, each kind in its own way. False when it is cut or says something
// else.
bool read_bounds(std::string_view name, std::string_view body, File& file) {
  if (name == "VP8 ") {
    if (body.size() < 10 || body.substr(3, 3) != "\x9D\x01\x2A") return false;
    file.width = little16(body, 6) & 0x3FFF;
    file.height = little16(body, 8) & 0x3FFF;
    return true;
  }
  if (name == "VP8L") {
    if (body.size() < 5 || byte_at(body, 0) != 0x2F) return false;
    const std::uint32_t bits = little32(body, 1);
    file.width = (bits & 0x3FFF) + 1;
    file.height = (bits >> 14 & 0x3FFF) + 1;
    return true;
  }
  if (name != "VP8X" || body.size() != 10 || (byte_at(body, 0) & moving) != 0) return false;
  file.width = little24(body, 4) + 1;
  file.height = little24(body, 7) + 1;
  return true;
}

// The extended header tells what follows: of that only transparency is left.
std::string kept(std::string_view name, std::string_view body) {
  if (name == "VP8 " || name == "VP8L" || name == "ALPH") return chunk(name, body);
  if (name != "VP8X") return {};
  std::string head(body);
  head[0] = static_cast<char>(byte_at(body, 0) & alpha);
  return chunk(name, head);
}

}  // namespace

bool is_webp(std::string_view bytes) {
  return bytes.size() >= riff_head && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP";
}

Result<File> read_webp(std::string_view bytes) {
  File file{Kind::webp, 0, 0, {}};
  const std::size_t size = little32(bytes, 4);
  if (size < 4 || size > bytes.size() - chunk_head) return broken("riff");
  bytes = bytes.substr(0, chunk_head + size);
  std::string body;
  bool image = false;
  for (std::size_t at = riff_head; at < bytes.size();) {
    if (bytes.size() - at < chunk_head) return broken("chunk");
    const std::string_view name = bytes.substr(at, 4);
    const std::size_t length = little32(bytes, at + 4);
    if (length > bytes.size() - at - chunk_head) return broken("chunk");
    const std::string_view part = bytes.substr(at + chunk_head, length);
    if (at == riff_head && !read_bounds(name, part, file))
      return name == "VP8X" ? Error{"picture.kind", "moving"} : broken("bounds");
    if (name == "VP8X" && at != riff_head) return broken("order");
    image = image || name == "VP8 " || name == "VP8L";
    body += kept(name, part);
    at += chunk_head + length + length % 2;
  }
  if (!image) return broken("no image");
  file.bytes = "RIFF" + little(body.size() + 4) + "WEBP" + body;
  return file;
}

}  // namespace sanaq::picture
