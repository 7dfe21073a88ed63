#include "sanaq/respondent/wrong_codes.h"

#include <algorithm>

namespace sanaq {
namespace {

// A household or an office has all addresses of an IPv6 network of 64 bits.
std::string place_of(const std::string& address) {
  if (address.find(':') == std::string::npos) return address;
  std::size_t end = 0;
  for (int groups = 0; groups < 4 && end != std::string::npos; ++groups)
    end = address.find(':', end == 0 ? 0 : end + 1);
  return address.substr(0, end);
}

}  // namespace

// One step more is allowed while the debt is below `burst` steps.
std::int64_t WrongCodes::Debt::wait(int burst, std::int64_t step, std::int64_t now) const {
  const std::int64_t over = until - now - (burst - 1) * step;
  return over <= 0 ? 0 : (over + micros_per_second - 1) / micros_per_second;
}

void WrongCodes::Debt::add(std::int64_t step, std::int64_t now) { until = std::max(until, now) + step; }

std::int64_t WrongCodes::wait_seconds(const std::string& address, UtcInstant now) {
  const std::lock_guard lock(mutex_);
  const std::int64_t total = total_.wait(total_burst, total_micros, now.micros);
  const auto found = addresses_.find(place_of(address));
  if (found == addresses_.end()) return total;
  return std::max(total, found->second.wait(address_burst, address_micros, now.micros));
}

void WrongCodes::note_wrong(const std::string& address, UtcInstant now) {
  const std::lock_guard lock(mutex_);
  if (addresses_.size() >= addresses_max) forget(now.micros);
  total_.add(total_micros, now.micros);
  addresses_[place_of(address)].add(address_micros, now.micros);
}

// Whoever has made many addresses wrong is held by the limit for all meanwhile.
void WrongCodes::forget(std::int64_t now) {
  std::erase_if(addresses_, [now](const auto& one) { return one.second.until <= now; });
  if (addresses_.size() >= addresses_max) addresses_.clear();
}

}  // namespace sanaq
