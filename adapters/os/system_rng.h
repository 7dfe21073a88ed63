#pragma once
#include <array>
#include <cstddef>
#include <mutex>
#include <string>

#include "base/rng.h"

namespace sanaq::os {

/// Random numbers of the operating system (getrandom), fetched 512 bytes at a time; good for secrets. Used
/// bytes are wiped. Any thread may call it. A machine without entropy source stops the program.
class SystemRng final : public Rng {
 public:
  SystemRng() = default;
  SystemRng(const SystemRng&) = delete;
  SystemRng& operator=(const SystemRng&) = delete;
  std::uint64_t next() override;

 private:
  std::mutex mutex_;
  std::array<std::uint64_t, 64> stock_{};
  std::size_t left_ = 0;
};

/// `count` random bytes straight from the operating system.
std::string random_bytes(std::size_t count);

}  // namespace sanaq::os
