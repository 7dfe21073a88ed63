#include "os/system_rng.h"

#include <sys/random.h>

#include <cerrno>

#include "base/check.h"

namespace sanaq::os {
namespace {

void fill(void* to, std::size_t count) {
  auto* bytes = static_cast<char*>(to);
  while (count > 0) {
    const ssize_t n = getrandom(bytes, count, 0);
    if (n < 0 && errno == EINTR) continue;
    SANAQ_CHECK(n > 0);
    bytes += n;
    count -= static_cast<std::size_t>(n);
  }
}

}  // namespace

std::uint64_t SystemRng::next() {
  const std::lock_guard lock(mutex_);
  if (left_ == 0) {
    fill(stock_.data(), sizeof stock_);
    left_ = stock_.size();
  }
  --left_;
  const std::uint64_t value = stock_[left_];
  stock_[left_] = 0;
  return value;
}

std::string random_bytes(std::size_t count) {
  std::string out(count, '\0');
  fill(out.data(), count);
  return out;
}

}  // namespace sanaq::os
