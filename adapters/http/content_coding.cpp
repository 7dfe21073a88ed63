#include "http/content_coding.h"

#include <brotli/encode.h>
#include <zlib.h>

#include "base/text.h"

namespace sanaq::http {
namespace {

constexpr int brotli_quality = 4;
constexpr int gzip_level = 5;
constexpr std::size_t compress_bytes_min = 1024;

// `q=0`, `q=0.0` ...: refused.
bool is_refused(std::string_view parameters) {
  for (std::string_view part : split(parameters, ';')) {
    part = trim(part);
    if (!part.starts_with("q=") && !part.starts_with("Q=")) continue;
    return part.substr(2).find_first_not_of("0.") == std::string_view::npos;
  }
  return false;
}

}  // namespace

AcceptedCodings parse_accept_encoding(std::string_view accept_encoding) {
  AcceptedCodings out;
  bool brotli_named = false;
  bool gzip_named = false;
  bool others = false;
  for (const std::string_view item : split(accept_encoding, ',')) {
    const std::size_t end = std::min(item.find(';'), item.size());
    const std::string_view name = trim(item.substr(0, end));
    const bool taken = !is_refused(item.substr(end));
    if (equal_ignoring_case(name, "br")) {
      brotli_named = true;
      out.brotli = taken;
    } else if (equal_ignoring_case(name, "gzip")) {
      gzip_named = true;
      out.gzip = taken;
    } else if (name == "*") {
      others = taken;
    }
  }
  out.brotli = brotli_named ? out.brotli : others;
  out.gzip = gzip_named ? out.gzip : others;
  return out;
}

std::string compress_brotli(std::string_view bytes) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  const bool ok = BrotliEncoderCompress(brotli_quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                                        reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                        reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_TRUE;
  SANAQ_CHECK(ok);
  out.resize(size);
  return out;
}

std::string compress_gzip(std::string_view bytes) {
  constexpr int window_bits = 15;
  constexpr int with_gzip_header = 16;
  z_stream stream{};
  SANAQ_CHECK(deflateInit2(&stream, gzip_level, Z_DEFLATED, window_bits + with_gzip_header, 8,
                           Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  SANAQ_CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

void compress_response(Response& response, AcceptedCodings accepted) {
  if (!response.compress) return;
  add_header(response, "Vary", "Accept-Encoding");
  const std::string_view bytes = response.bytes();
  if (bytes.size() <= compress_bytes_min || !(accepted.brotli || accepted.gzip)) return;
  std::string packed = accepted.brotli ? compress_brotli(bytes) : compress_gzip(bytes);
  if (packed.size() >= bytes.size()) return;
  add_header(response, "Content-Encoding", accepted.brotli ? "br" : "gzip");
  response.body = std::move(packed);
  response.shared_body.reset();
}

}  // namespace sanaq::http
