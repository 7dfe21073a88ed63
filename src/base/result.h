#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/check.h"

namespace sanaq {

/// What went wrong: `code` for programs (stable, dotted, listed in docs/errors.md), `detail` for people who
/// run the system. `detail` never holds an answer, a name, an IIN or a phone number.
struct Error {
  std::string code;
  std::string detail;
};

/// Either a value or an Error. Member names follow std::expected of C++23.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit by design
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit by design
  explicit operator bool() const { return state_.index() == 0; }
  bool has_value() const { return state_.index() == 0; }
  T& value() & { return SANAQ_CHECK(has_value()), *std::get_if<0>(&state_); }
  const T& value() const& { return SANAQ_CHECK(has_value()), *std::get_if<0>(&state_); }
  T&& value() && { return SANAQ_CHECK(has_value()), std::move(*std::get_if<0>(&state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  Error& error() { return SANAQ_CHECK(!has_value()), *std::get_if<1>(&state_); }
  const Error& error() const { return SANAQ_CHECK(!has_value()), *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

/// The value of an operation that gives nothing but may fail.
struct Done {};

}  // namespace sanaq

#define SANAQ_JOIN2(a, b) a##b
#define SANAQ_JOIN(a, b) SANAQ_JOIN2(a, b)
/// SANAQ_TRY(auto x, f()): runs f(), returns its Error from this function, or declares x.
#define SANAQ_TRY(declaration, expression)                                               \
  auto SANAQ_JOIN(try_, __LINE__) = (expression);                                        \
  if (!SANAQ_JOIN(try_, __LINE__)) return std::move(SANAQ_JOIN(try_, __LINE__).error()); \
  declaration = *std::move(SANAQ_JOIN(try_, __LINE__))
/// SANAQ_TRY_DONE(f()): the same for Result<Done>.
#define SANAQ_TRY_DONE(expression)                                                            \
  do {                                                                                        \
    if (auto sanaq_done_ = (expression); !sanaq_done_) return std::move(sanaq_done_.error()); \
  } while (false)
