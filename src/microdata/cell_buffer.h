#pragma once
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "base/check.h"

namespace sanaq {

/// The values of one variable while rows are collected, in the narrowest of three widths. Freezing packs them
/// into a Column.
class CellBuffer {
 public:
  using Bytes = std::vector<std::uint8_t>;
  using Shorts = std::vector<std::uint16_t>;
  using Words = std::vector<std::uint32_t>;

  /// An empty buffer for values 0 … domain - 1; domain 0 means any 32-bit value.
  static CellBuffer for_domain(std::uint32_t domain) {
    CellBuffer buffer;
    if (domain == 0 || domain > 65'536) {
      buffer.data_ = Words{};
    } else if (domain > 256) {
      buffer.data_ = Shorts{};
    }
    return buffer;
  }

  /// Calls f with the vector of cells (of uint8_t, uint16_t or uint32_t).
  template <class F>
  decltype(auto) visit(F&& f) const {
    return std::visit(std::forward<F>(f), data_);
  }
  template <class F>
  decltype(auto) visit(F&& f) {
    return std::visit(std::forward<F>(f), data_);
  }
  std::size_t size() const {
    return visit([](const auto& cells) { return cells.size(); });
  }
  /// Bytes a cell takes: 1, 2 or 4.
  std::size_t width() const {
    return visit([](const auto& cells) { return sizeof(cells[0]); });
  }
  std::uint32_t at(std::size_t row) const {
    return visit(
        [row](const auto& cells) { return SANAQ_CHECK(row < cells.size()), std::uint32_t{cells[row]}; });
  }
  /// The value must fit the width chosen by for_domain(); that is the caller's promise.
  void push(std::uint32_t value) {
    visit([value](auto& cells) {
      using Cell = typename std::decay_t<decltype(cells)>::value_type;
      cells.push_back(static_cast<Cell>(value));
    });
  }
  /// Puts the values of another buffer of the same domain behind.
  void append(const CellBuffer& other) {
    SANAQ_CHECK(data_.index() == other.data_.index());
    visit([&other](auto& cells) {
      const auto& more = std::get<std::decay_t<decltype(cells)>>(other.data_);
      cells.insert(cells.end(), more.begin(), more.end());
    });
  }

 private:
  std::variant<Bytes, Shorts, Words> data_;
};

}  // namespace sanaq
