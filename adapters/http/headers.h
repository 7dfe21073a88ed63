#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sanaq::http {

/// The headers of a message in their order, kept in one block of memory: two allocations a request, not
/// forty.
class Headers {
 public:
  void add(std::string_view name, std::string_view value);
  /// The value of the first header of that name in any case, a view into this object; empty when there is
  /// none.
  std::string_view get(std::string_view name) const;
  std::size_t count(std::string_view name) const;
  std::size_t size() const { return entries_.size(); }
  /// Views into this object. i < size().
  std::string_view name(std::size_t i) const {
    return {text_.data() + entries_[i].at, entries_[i].name_size};
  }
  std::string_view value(std::size_t i) const;
  /// Bytes of all names and values.
  std::size_t bytes() const { return text_.size(); }
  void clear();

 private:
  struct Entry {
    std::uint32_t at;
    std::uint32_t name_size;
    std::uint32_t value_size;
  };
  std::string text_;
  std::vector<Entry> entries_;
};

}  // namespace sanaq::http
