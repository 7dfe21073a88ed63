#include "sim/disk.h"

namespace sanaq::sim {

void Disk::flush() {
  durable_ += cached_;
  cached_.clear();
}

void Disk::crash(Rng& rng, bool torn) {
  if (torn && !cached_.empty()) {
    std::string part = cached_.substr(0, rng.below(cached_.size() + 1));
    // A block that was being written may hold anything.
    if (!part.empty() && rng.chance(1, 3)) part.back() = static_cast<char>(part.back() ^ 0x20);
    durable_ += part;
  }
  cached_.clear();
}

}  // namespace sanaq::sim
