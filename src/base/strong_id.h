#pragma once
#include <compare>
#include <cstdint>
#include <functional>

namespace sanaq {

/// An integer that means one thing. Two StrongIds with different tags neither compare nor convert.
template <class Tag, class Rep = std::uint64_t>
class StrongId {
 public:
  constexpr StrongId() = default;
  constexpr explicit StrongId(Rep value) : value_(value) {}
  constexpr Rep value() const { return value_; }
  friend constexpr auto operator<=>(StrongId, StrongId) = default;

 private:
  Rep value_{};
};

}  // namespace sanaq

template <class Tag, class Rep>
struct std::hash<sanaq::StrongId<Tag, Rep>> {
  std::size_t operator()(sanaq::StrongId<Tag, Rep> id) const noexcept { return std::hash<Rep>{}(id.value()); }
};
