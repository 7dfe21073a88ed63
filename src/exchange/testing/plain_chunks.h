#pragma once
#include "base/sha256.h"
#include "exchange/bundle.h"

namespace sanaq::exchange::testing {

/// Chunks behind a hash of what they are and where they stand: in the shape of a seal, which it is not.
class PlainChunks final : public ChunkOpener {
 public:
  explicit PlainChunks(std::string_view head) : head_(sha256(head)) {}
  std::string seal(std::int64_t number, std::string_view plain) const {
    return sha256(head_ + std::to_string(number) + '/' + std::string(plain)) + std::string(plain);
  }
  Result<std::string> open(std::int64_t number, std::string_view sealed) const override {
    const std::string_view plain = sealed.substr(std::min<std::size_t>(sealed.size(), 32));
    if (seal(number, plain) != sealed) return Error{"seal.broken", {}};
    return std::string(plain);
  }

 private:
  std::string head_;
};

}  // namespace sanaq::exchange::testing
