#pragma once
#include <algorithm>
#include <string_view>

#include "base/byte_stream.h"
#include "base/uuid.h"

/// How this room writes identifiers, links and signatures: as they are.
namespace sanaq::exchange {

template <class Bytes>
std::string_view view(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline void write(ByteWriter& out, const Uuid& id) { out.raw(view(id.bytes())); }

template <class Bytes>
Bytes read_bytes(ByteReader& in) {
  Bytes bytes{};
  const std::string_view raw = in.raw(bytes.size());
  std::copy(raw.begin(), raw.end(), bytes.begin());
  return bytes;
}
inline Uuid read_uuid(ByteReader& in) { return Uuid(read_bytes<Uuid::Bytes>(in)); }

/// A number that may be counted with: below 2^53, so that scripts keep it exactly. Fails the reader beyond.
inline std::int64_t read_count(ByteReader& in) {
  const std::uint64_t value = in.number();
  if (value >> 53 != 0) return in.fail(), 0;
  return static_cast<std::int64_t>(value);
}

}  // namespace sanaq::exchange
