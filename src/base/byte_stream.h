#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace sanaq {

/// Appends the compact pieces stored records are made of.
class ByteWriter {
 public:
  explicit ByteWriter(std::string& out) : out_(out) {}
  void byte(std::uint8_t value) { out_ += static_cast<char>(value); }
  /// 7 bits a byte, lowest first (LEB128).
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) byte(static_cast<std::uint8_t>(value | 0x80));
    byte(static_cast<std::uint8_t>(value));
  }
  /// Small negative numbers stay small (zigzag).
  void signed_number(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void fixed64(std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) byte(static_cast<std::uint8_t>(value >> shift));
  }
  void text(std::string_view value) {
    number(value.size());
    out_ += value;
  }
  void raw(std::string_view value) { out_ += value; }

 private:
  std::string& out_;
};

/// Reads them back. After the first piece that is cut or too large, ok() is false and everything read is zero or empty.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}
  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && rest_.empty(); }
  void fail() {
    ok_ = false;
    rest_ = {};
  }
  std::size_t left() const { return rest_.size(); }
  std::uint8_t byte() {
    if (rest_.empty()) return fail(), std::uint8_t{0};
    const auto value = static_cast<std::uint8_t>(rest_[0]);
    rest_.remove_prefix(1);
    return value;
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint8_t b = byte();
      value |= static_cast<std::uint64_t>(b & 0x7F) << shift;
      if (b < 0x80) return shift == 63 && b > 1 ? (fail(), 0) : value;
    }
    return fail(), 0;
  }
  std::int64_t signed_number() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
  }
  /// A number of pieces that each take at least one byte.
  std::size_t count() {
    const std::uint64_t value = number();
    return value > rest_.size() ? (fail(), 0) : static_cast<std::size_t>(value);
  }
  std::uint64_t fixed64() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 8) value |= static_cast<std::uint64_t>(byte()) << shift;
    return value;
  }
  std::string_view raw(std::size_t size) {
    if (size > rest_.size()) return fail(), std::string_view();
    const std::string_view value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
  }
  std::string_view text() { return raw(count()); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace sanaq
