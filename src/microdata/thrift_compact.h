#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sanaq {

/// Writes structures in Thrift's compact protocol (thrift-compact-protocol.md of Apache Thrift), of which
/// Parquet's metadata are made. Fields must come in rising order.
class ThriftCompact {
 public:
  void field_i32(int id, std::int32_t value);
  void field_i64(int id, std::int64_t value);
  void field_text(int id, std::string_view text);
  void begin_struct_field(int id);
  void begin_list_field(int id, std::size_t size, char type);
  /// An element of a list of structures.
  void begin_element() { last_.push_back(0); }
  void element_i32(std::int32_t value) { put_zigzag(value); }
  void element_text(std::string_view text) { put_text(text); }
  /// Ends a structure; the outermost one too.
  void end_struct();

  static constexpr char list_of_i32 = 5, list_of_text = 8, list_of_structs = 12;
  const std::string& bytes() const { return out_; }

 private:
  void put_varint(std::uint64_t value);
  void put_zigzag(std::int64_t value);
  void put_text(std::string_view text);
  void put_field(int id, char type);

  std::string out_;
  std::vector<int> last_ = {0};  // number of the last field of each open structure
};

}  // namespace sanaq
