#include "pg/wire.h"

#include <limits>

namespace sanaq::pg {
namespace {

constexpr std::int64_t epoch_micros = 946'684'800LL * micros_per_second;  // 2000-01-01T00:00Z since 1970
constexpr std::int32_t epoch_days = 10'957;                               // 2000-01-01 since 1970-01-01
constexpr std::int64_t infinity = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t minus_infinity = std::numeric_limits<std::int64_t>::min();

}  // namespace

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
    out.push_back(static_cast<char>((value >> shift) & 0xFF));
  }
}

std::uint64_t read_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (char byte : bytes) value = (value << 8) | static_cast<std::uint8_t>(byte);
  return value;
}

std::int64_t read_integer(std::string_view bytes) {
  const std::uint64_t value = read_big_endian(bytes);
  if (bytes.size() == 2) return static_cast<std::int16_t>(value);
  if (bytes.size() == 4) return static_cast<std::int32_t>(value);
  SANAQ_CHECK(bytes.size() == 8);
  return static_cast<std::int64_t>(value);
}

bool is_integer_type(TypeId type) { return type == 20 || type == 21 || type == 23; }

bool is_text_type(TypeId type) {
  switch (type) {  // types whose binary form is not their text
    case 16:
    case 17:
    case 20:
    case 21:
    case 23:
    case 26:
    case 700:
    case 701:
    case 1082:
    case 1114:
    case 1184:
    case 1186:
    case 1700:
    case 2950:
    case 1000:
    case 1001:
    case 1005:
    case 1007:
    case 1009:
    case 1016:
    case 1182:
    case 1185:
    case 2951:
      return false;
    default:
      return true;
  }
}

void Wire<UtcInstant>::append(std::string& out, UtcInstant value) {
  std::int64_t micros = value.micros;
  if (micros != infinity && micros != minus_infinity) {
    SANAQ_CHECK(micros > minus_infinity + epoch_micros);
    micros -= epoch_micros;
  }
  append_big_endian(out, static_cast<std::uint64_t>(micros), 8);
}

UtcInstant Wire<UtcInstant>::read(std::string_view bytes) {
  const std::int64_t micros = read_integer(bytes);
  if (micros == infinity || micros == minus_infinity) return {micros};
  SANAQ_CHECK(micros < infinity - epoch_micros);
  return {micros + epoch_micros};
}

void Wire<CivilDate>::append(std::string& out, CivilDate value) {
  append_big_endian(out, static_cast<std::uint32_t>(value.days() - epoch_days), 4);
}

CivilDate Wire<CivilDate>::read(std::string_view bytes) {
  return CivilDate::from_days(static_cast<std::int32_t>(read_integer(bytes)) + epoch_days);
}

void Wire<Uuid>::append(std::string& out, const Uuid& value) { out.append(value.octets()); }

Uuid Wire<Uuid>::read(std::string_view bytes) {
  Uuid::Bytes copy{};
  for (std::size_t i = 0; i < copy.size(); ++i) copy[i] = static_cast<std::uint8_t>(bytes[i]);
  return Uuid(copy);
}

std::optional<ArrayParts> read_array(std::string_view bytes) {
  if (bytes.size() < 12) return std::nullopt;
  const std::uint64_t dimensions = read_big_endian(bytes.substr(0, 4));
  ArrayParts result{static_cast<TypeId>(read_big_endian(bytes.substr(8, 4))), {}};
  if (dimensions == 0) return result;
  if (dimensions != 1 || bytes.size() < 20) return std::nullopt;
  const std::uint64_t size = read_big_endian(bytes.substr(12, 4));
  bytes.remove_prefix(20);
  if (size > bytes.size() / 4) return std::nullopt;
  result.parts.reserve(size);
  for (std::uint64_t i = 0; i < size; ++i) {
    if (bytes.size() < 4) return std::nullopt;
    const auto length = static_cast<std::int32_t>(read_big_endian(bytes.substr(0, 4)));
    bytes.remove_prefix(4);
    if (length < 0) {
      result.parts.emplace_back(std::nullopt);
      continue;
    }
    if (static_cast<std::size_t>(length) > bytes.size()) return std::nullopt;
    result.parts.emplace_back(bytes.substr(0, static_cast<std::size_t>(length)));
    bytes.remove_prefix(static_cast<std::size_t>(length));
  }
  return result;
}

void append_array_head(std::string& out, TypeId element, std::size_t size, bool has_null) {
  append_big_endian(out, size == 0 ? 0 : 1, 4);
  append_big_endian(out, has_null ? 1 : 0, 4);
  append_big_endian(out, element, 4);
  if (size == 0) return;
  append_big_endian(out, size, 4);
  append_big_endian(out, 1, 4);  // arrays of SQL count from one
}

void append_element(std::string& out, std::optional<std::string_view> bytes) {
  if (!bytes) {
    append_big_endian(out, 0xFFFFFFFF, 4);
    return;
  }
  append_big_endian(out, bytes->size(), 4);
  out += *bytes;
}

}  // namespace sanaq::pg
