#pragma once
#include <cstdint>
#include <string>

namespace sanaq {

/// An answer or the result of an expression. What `number` and `text` mean is told by the ValueType of the
/// question: text, code, geopoint and image use `text`, all others `number`.
struct Value {
  enum class State : std::uint8_t { empty, present, refused };
  State state = State::empty;
  std::int64_t number = 0;
  std::string text;

  bool present() const { return state == State::present; }
  static Value of(std::int64_t number) { return {State::present, number, {}}; }
  static Value of_text(std::string text) { return {State::present, 0, std::move(text)}; }
  friend bool operator==(const Value&, const Value&) = default;
};

}  // namespace sanaq
