#pragma once
#include <map>
#include <string>

#include "sim/faults.h"

namespace sanaq::sim {

/// Bytes on their way; `tablet` is the one who sent them or gets them.
struct Message {
  bool to_office = true;
  std::size_t tablet = 0;
  std::string bytes;
};

/// Loses, doubles and delays. In order of arrival time; equal times in the order of sending, so the seed
/// decides all.
class Network {
 public:
  void send(Message message, std::uint64_t now, const Faults& faults, Rng& rng) {
    if (rng.chance(faults.loss, 1000)) return;
    const int copies = rng.chance(faults.duplicate, 1000) ? 2 : 1;
    for (int i = 0; i < copies; ++i)
      on_their_way_.emplace(now + 1 + rng.below(faults.delay_max + 1), message);
  }
  /// The next message that has arrived by now.
  bool take(std::uint64_t now, Message& out) {
    if (on_their_way_.empty() || on_their_way_.begin()->first > now) return false;
    out = std::move(on_their_way_.begin()->second);
    on_their_way_.erase(on_their_way_.begin());
    return true;
  }

 private:
  std::multimap<std::uint64_t, Message> on_their_way_;
};

}  // namespace sanaq::sim
