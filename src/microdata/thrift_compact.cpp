#include "microdata/thrift_compact.h"

namespace sanaq {

void ThriftCompact::put_varint(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(0x80 | (value & 0x7F));
  out_ += static_cast<char>(value);
}

void ThriftCompact::put_zigzag(std::int64_t value) {
  put_varint((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
}

void ThriftCompact::put_text(std::string_view text) {
  put_varint(text.size());
  out_ += text;
}

void ThriftCompact::put_field(int id, char type) {
  const int step = id - last_.back();
  last_.back() = id;
  if (step >= 1 && step <= 15) {
    out_ += static_cast<char>((step << 4) | type);
    return;
  }
  out_ += type;
  put_zigzag(id);
}

void ThriftCompact::field_i32(int id, std::int32_t value) {
  put_field(id, 5);
  put_zigzag(value);
}

void ThriftCompact::field_i64(int id, std::int64_t value) {
  put_field(id, 6);
  put_zigzag(value);
}

void ThriftCompact::field_text(int id, std::string_view text) {
  put_field(id, 8);
  put_text(text);
}

void ThriftCompact::begin_struct_field(int id) {
  put_field(id, 12);
  last_.push_back(0);
}

void ThriftCompact::begin_list_field(int id, std::size_t size, char type) {
  put_field(id, 9);
  if (size < 15) {
    out_ += static_cast<char>((size << 4) | static_cast<unsigned char>(type));
    return;
  }
  out_ += static_cast<char>(0xF0 | static_cast<unsigned char>(type));
  put_varint(size);
}

void ThriftCompact::end_struct() {
  out_ += '\0';
  last_.pop_back();
}

}  // namespace sanaq
