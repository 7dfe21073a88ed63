#pragma once
#include <cstdint>

namespace sanaq {

__extension__ using WideUnsigned = unsigned __int128;

/// A source of random numbers. Simulations pass a seeded one; adapters/os gives one filled by the operating
/// system.
class Rng {
 public:
  virtual ~Rng() = default;
  virtual std::uint64_t next() = 0;
  /// Uniform in [0, bound). bound > 0. The bias of the multiply-shift method is below 2^-32 for bound < 2^32.
  std::uint64_t below(std::uint64_t bound) {
    return static_cast<std::uint64_t>((static_cast<WideUnsigned>(next()) * bound) >> 64);
  }
  /// True with probability numerator / denominator.
  bool chance(std::uint64_t numerator, std::uint64_t denominator) { return below(denominator) < numerator; }
};

/// splitmix64 (Steele, Lea, Flood 2014): the same numbers from the same seed on every platform. Not for
/// secrets.
class SplitMix final : public Rng {
 public:
  explicit SplitMix(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() override {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_;
};

}  // namespace sanaq
