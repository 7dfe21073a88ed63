// JPEG (ITU-T T.81): segments of a marker, a length and a body; behind a start of scan, coded data up to the
// next marker.
#include "picture/exif.h"
#include "picture/formats.h"

namespace sanaq::picture {
namespace {

constexpr std::uint32_t end_of_image = 0xD9, start_of_scan = 0xDA, restart_first = 0xD0, restart_last = 0xD7;
constexpr std::uint32_t app_jfif = 0xE0, app_exif = 0xE1, app_adobe = 0xEE;

bool is_frame(std::uint32_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// Tables, frames, scans; the density of JFIF and Adobe's colour transform, without which colours are wrong.
bool is_needed(std::uint32_t marker, std::string_view body) {
  if (is_frame(marker)) return true;
  switch (marker) {
    case 0xC4:  // Huffman tables
    case 0xCC:  // arithmetic coding
    case start_of_scan:
    case 0xDB:  // quantisation
    case 0xDC:  // number of lines
    case 0xDD:  // restart interval
      return true;
    case app_jfif:
      return body.starts_with(std::string_view("JFIF\0", 5));
    case app_adobe:
      return body.starts_with("Adobe");
    default:
      return false;
  }
}

// A preview may hang behind the 14 bytes of JFIF: it is cut off.
std::string segment(std::uint32_t marker, std::string_view body) {
  constexpr std::size_t jfif_bytes = 14;
  std::string out = {static_cast<char>(0xFF), static_cast<char>(marker)};
  std::string kept(body);
  if (marker == app_jfif && kept.size() >= jfif_bytes) {
    kept.resize(jfif_bytes);
    kept[12] = kept[13] = 0;
  }
  const std::size_t length = kept.size() + 2;
  out += static_cast<char>(length >> 8);
  out += static_cast<char>(length & 255);
  return out + kept;
}

// A phone stores a photo as the chip lay, and how it is to be turned in Exif: that alone is kept of it.
void keep_turn(std::uint32_t marker, std::string_view body, bool& told, std::string& out) {
  if (marker != app_exif || told) return;
  const std::uint32_t orientation = orientation_of(body);
  told = orientation > 1;
  if (told) out += segment(app_exif, exif_of(orientation));
}

// Where coded data end: at a marker that is neither a stuffed byte nor a restart.
std::size_t end_of_scan(std::string_view bytes, std::size_t at) {
  for (; at + 1 < bytes.size(); ++at) {
    if (byte_at(bytes, at) != 0xFF) continue;
    const std::uint32_t next = byte_at(bytes, at + 1);
    if (next == 0xFF) continue;  // filling
    if (next != 0 && (next < restart_first || next > restart_last)) return at;
    ++at;
  }
  return bytes.size();
}

// The marker at a place, behind any filling; 0 when there is none.
std::uint32_t marker_at(std::string_view bytes, std::size_t& at) {
  if (at >= bytes.size() || byte_at(bytes, at) != 0xFF) return 0;
  while (at < bytes.size() && byte_at(bytes, at) == 0xFF) ++at;
  return at < bytes.size() ? byte_at(bytes, at++) : 0;
}

}  // namespace

bool is_jpeg(std::string_view bytes) { return bytes.starts_with("\xFF\xD8\xFF"); }

Result<File> read_jpeg(std::string_view bytes) {
  File file{Kind::jpeg, 0, 0, std::string(bytes.substr(0, 2))};
  bool scanned = false, turn_told = false;
  for (std::size_t at = 2;;) {
    const std::uint32_t marker = marker_at(bytes, at);
    if (marker == end_of_image) break;
    if (marker < 0xC0 || (marker >= restart_first && marker <= 0xD8) || at + 2 > bytes.size())
      return broken("marker");
    const std::size_t length = big16(bytes, at);
    if (length < 2 || length > bytes.size() - at) return broken("segment");
    const std::string_view body = bytes.substr(at + 2, length - 2);
    at += length;
    if (is_frame(marker)) {
      if (body.size() < 6) return broken("frame");
      file.height = big16(body, 1);
      file.width = big16(body, 3);
    }
    keep_turn(marker, body, turn_told, file.bytes);
    if (is_needed(marker, body)) file.bytes += segment(marker, body);
    if (marker != start_of_scan) continue;
    const std::size_t end = end_of_scan(bytes, at);
    file.bytes += bytes.substr(at, end - at);
    at = end;
    scanned = true;
  }
  if (!scanned) return broken("no scan");
  file.bytes += "\xFF\xD9";
  return file;
}

}  // namespace sanaq::picture
