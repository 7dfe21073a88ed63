#pragma once
#include <chrono>

namespace sanaq::pg {

/// A moment of the machine's monotonic clock, for waiting only: it tells no time of day.
class Deadline {
 public:
  static Deadline after(std::chrono::milliseconds wait);
  bool passed() const { return left().count() == 0; }
  /// Never negative.
  std::chrono::milliseconds left() const;

 private:
  explicit Deadline(std::chrono::milliseconds at) : at_(at) {}
  std::chrono::milliseconds at_;
};

}  // namespace sanaq::pg
