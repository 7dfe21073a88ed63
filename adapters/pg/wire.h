#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_date.h"
#include "base/instant.h"
#include "base/uuid.h"

namespace sanaq::pg {

/// A PostgreSQL type number (pg_type.oid); those of built-in types are fixed for ever.
using TypeId = std::uint32_t;

/// Bytes of a bytea column: a view, to tell them from text.
struct Bytes {
  std::string_view value;
};

/// How one C++ type travels in PostgreSQL's binary format:
/// `type`, `array` its numbers; `append` writes a value; `accepts` tells whether a column can be read; `reads` whether
/// these bytes have a right length; `read` makes the value of them.
template <class T>
struct Wire;

void append_big_endian(std::string& out, std::uint64_t value, int bytes);
/// bytes: 1 to 8 of them.
std::uint64_t read_big_endian(std::string_view bytes);
/// Whole numbers of 2, 4 or 8 bytes, sign extended.
std::int64_t read_integer(std::string_view bytes);
bool is_integer_type(TypeId type);
bool is_text_type(TypeId type);

template <class T, TypeId scalar, TypeId of_array>
struct IntegerWire {
  static constexpr TypeId type = scalar, array = of_array;
  static void append(std::string& out, T value) {
    append_big_endian(out, static_cast<std::uint64_t>(static_cast<std::int64_t>(value)), sizeof(T));
  }
  static bool accepts(TypeId t) { return is_integer_type(t); }
  static bool reads(std::string_view b) { return b.size() == 2 || b.size() == 4 || b.size() == 8; }
  static T read(std::string_view bytes) {
    const std::int64_t value = read_integer(bytes);
    SANAQ_CHECK(static_cast<std::int64_t>(static_cast<T>(value)) == value);
    return static_cast<T>(value);
  }
};
template <>
struct Wire<std::int16_t> : IntegerWire<std::int16_t, 21, 1005> {};
template <>
struct Wire<std::int32_t> : IntegerWire<std::int32_t, 23, 1007> {};
template <>
struct Wire<std::int64_t> : IntegerWire<std::int64_t, 20, 1016> {};

template <>
struct Wire<bool> {
  static constexpr TypeId type = 16, array = 1000;
  static void append(std::string& out, bool value) { out.push_back(value ? '\1' : '\0'); }
  static bool accepts(TypeId t) { return t == type; }
  static bool reads(std::string_view b) { return b.size() == 1; }
  static bool read(std::string_view bytes) { return bytes[0] != '\0'; }
};

/// Text; a jsonb column is read without its version byte by Rows, not here.
template <>
struct Wire<std::string_view> {
  static constexpr TypeId type = 25, array = 1009;
  static void append(std::string& out, std::string_view value) { out += value; }
  static bool accepts(TypeId t) { return is_text_type(t); }
  static bool reads(std::string_view) { return true; }
  static std::string_view read(std::string_view bytes) { return bytes; }
};
template <>
struct Wire<std::string> : Wire<std::string_view> {
  static std::string read(std::string_view bytes) { return std::string(bytes); }
};

template <>
struct Wire<Bytes> {
  static constexpr TypeId type = 17, array = 1001;
  static void append(std::string& out, Bytes value) { out += value.value; }
  static bool accepts(TypeId t) { return t == type; }
  static bool reads(std::string_view) { return true; }
  static Bytes read(std::string_view bytes) { return {bytes}; }
};

/// timestamptz. `infinity` is the largest, `-infinity` the smallest number of microseconds.
template <>
struct Wire<UtcInstant> {
  static constexpr TypeId type = 1184, array = 1185;
  static void append(std::string& out, UtcInstant value);
  static bool accepts(TypeId t) { return t == type; }
  static bool reads(std::string_view b) { return b.size() == 8; }
  static UtcInstant read(std::string_view bytes);
};

template <>
struct Wire<CivilDate> {
  static constexpr TypeId type = 1082, array = 1182;
  static void append(std::string& out, CivilDate value);
  static bool accepts(TypeId t) { return t == type; }
  static bool reads(std::string_view b) { return b.size() == 4; }
  static CivilDate read(std::string_view bytes);
};

template <>
struct Wire<Uuid> {
  static constexpr TypeId type = 2950, array = 2951;
  static void append(std::string& out, const Uuid& value);
  static bool accepts(TypeId t) { return t == type; }
  static bool reads(std::string_view b) { return b.size() == 16; }
  static Uuid read(std::string_view bytes);
};

/// The parts of a one-dimensional array value; a part without value is null.
struct ArrayParts {
  TypeId element = 0;
  std::vector<std::optional<std::string_view>> parts;
};
/// Nothing when the bytes are no array of at most one dimension.
std::optional<ArrayParts> read_array(std::string_view bytes);
/// Head of a one-dimensional array value of `size` elements.
void append_array_head(std::string& out, TypeId element, std::size_t size, bool has_null);
/// One element: its length, then `bytes`; nothing for null.
void append_element(std::string& out, std::optional<std::string_view> bytes);

}  // namespace sanaq::pg
