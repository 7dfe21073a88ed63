#pragma once
#include <map>
#include <string>
#include <utility>

#include "sim/faults.h"

namespace sanaq::sim {

/// A file on a carrier: a bundle on its way to the office, or an answer on its way back to `tablet`.
struct CarriedFile {
  bool to_office = true;
  std::size_t tablet = 0;
  std::string bytes;
};

/// People who carry files. They come late, in any order and more than once, with copies that are cut or
/// damaged, and take an answer to the wrong tablet. Nothing arrives in the tick it was written in.
class Carriers {
 public:
  void give(CarriedFile file, std::uint64_t now, std::size_t tablets, const Faults& faults, Rng& rng) {
    const int copies = rng.chance(faults.duplicate, 1000) ? 2 : 1;
    for (int i = 0; i < copies; ++i) {
      CarriedFile copy = file;
      damage(copy.bytes, faults, rng);
      if (!copy.to_office && rng.chance(faults.carrier_astray, 1000)) copy.tablet = rng.below(tablets);
      on_their_way_.emplace(now + 1 + rng.below(faults.carrier_delay + 1), std::move(copy));
    }
  }
  /// The next file that has arrived by now.
  bool take(std::uint64_t now, CarriedFile& out) {
    if (on_their_way_.empty() || on_their_way_.begin()->first > now) return false;
    out = std::move(on_their_way_.begin()->second);
    on_their_way_.erase(on_their_way_.begin());
    return true;
  }

 private:
  static void damage(std::string& bytes, const Faults& faults, Rng& rng) {
    if (rng.chance(faults.carrier_cut, 1000)) bytes.resize(rng.below(bytes.size()));
    if (bytes.empty() || !rng.chance(faults.carrier_damage, 1000)) return;
    char& changed = bytes[rng.below(bytes.size())];
    changed = static_cast<char>(changed ^ (1 << rng.below(8)));
  }

  std::multimap<std::uint64_t, CarriedFile> on_their_way_;
};

}  // namespace sanaq::sim
