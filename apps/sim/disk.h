#pragma once
#include <string>
#include <string_view>

#include "base/rng.h"

namespace sanaq::sim {

/// A file that is appended to. What was not flushed may be lost in a crash, or torn: a part of it is there.
class Disk {
 public:
  void append(std::string_view bytes) { cached_ += bytes; }
  void flush();
  /// Power off: of what was not flushed a random part survives when `torn`, else nothing.
  void crash(Rng& rng, bool torn);
  bool dirty() const { return !cached_.empty(); }
  const std::string& durable() const { return durable_; }
  void cut(std::size_t bytes) { durable_.resize(bytes); }
  void set_back(std::string image) {
    durable_ = std::move(image);
    cached_.clear();
  }

 private:
  std::string durable_, cached_;
};

}  // namespace sanaq::sim
