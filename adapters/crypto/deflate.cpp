#include "crypto/deflate.h"

#include <zlib.h>

#include <algorithm>

#include "crypto/octets.h"

namespace sanaq::crypto {
namespace {

constexpr int raw_window = -15;
constexpr std::size_t deflate_bytes_max = std::size_t{1} << 30;

Bytef* zlib_bytes(std::string_view text) {
  return const_cast<Bytef*>(bytes_of(text));  // zlib only reads them
}

}  // namespace

std::string deflate(std::string_view plain) {
  SANAQ_CHECK(plain.size() < deflate_bytes_max);
  z_stream stream{};
  SANAQ_CHECK(::deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, raw_window, 8, Z_DEFAULT_STRATEGY) ==
              Z_OK);
  std::string packed(::deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
  stream.next_in = zlib_bytes(plain);
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = bytes_of(packed);
  stream.avail_out = static_cast<uInt>(packed.size());
  const int status = ::deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  ::deflateEnd(&stream);
  SANAQ_CHECK(status == Z_STREAM_END);
  return packed;
}

Result<std::string> inflate(std::string_view packed, std::size_t size_max) {
  if (packed.size() >= deflate_bytes_max) return Error{"pack.size", {}};
  z_stream stream{};
  SANAQ_CHECK(::inflateInit2(&stream, raw_window) == Z_OK);
  stream.next_in = zlib_bytes(packed);
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string plain(std::min(size_max, packed.size() * 4 + 64), '\0');
  int status = Z_OK;
  while (status == Z_OK) {
    // One byte more than allowed tells "too large" from "just full".
    if (stream.total_out == plain.size()) plain.resize(std::min(size_max + 1, plain.size() * 2 + 1));
    stream.next_out = bytes_of(plain) + stream.total_out;
    stream.avail_out = static_cast<uInt>(plain.size() - stream.total_out);
    status = ::inflate(&stream, Z_NO_FLUSH);
    if (stream.total_out > size_max) break;
  }
  const std::size_t size = stream.total_out;
  const bool at_end = stream.avail_in == 0;
  ::inflateEnd(&stream);
  if (size > size_max) return Error{"pack.size", std::to_string(size_max)};
  if (status != Z_STREAM_END || !at_end) return Error{"pack.form", "deflate"};
  plain.resize(size);
  return plain;
}

}  // namespace sanaq::crypto
