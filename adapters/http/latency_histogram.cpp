#include "http/latency_histogram.h"

#include <algorithm>
#include <bit>

namespace sanaq::http {
namespace {

constexpr int step_bits = 6;
constexpr std::uint64_t steps = std::uint64_t{1} << step_bits;
constexpr std::size_t bucket_count = steps * 40;

// Values below 2 * steps have a bucket each; above, the leading step_bits + 1 bits choose it.
std::size_t bucket_of(std::uint64_t value) {
  if (value < 2 * steps) return value;
  const int shift = static_cast<int>(std::bit_width(value)) - step_bits - 1;
  return std::min<std::size_t>(static_cast<std::size_t>(shift) * steps + (value >> shift), bucket_count - 1);
}

std::int64_t largest_in(std::size_t bucket) {
  if (bucket < 2 * steps) return static_cast<std::int64_t>(bucket);
  const std::size_t shift = bucket / steps - 1;
  return static_cast<std::int64_t>(((bucket % steps + steps + 1) << shift) - 1);
}

}  // namespace

LatencyHistogram::LatencyHistogram() : buckets_(bucket_count) {}

void LatencyHistogram::add(std::int64_t micros) {
  micros = std::max<std::int64_t>(micros, 0);
  ++buckets_[bucket_of(static_cast<std::uint64_t>(micros))];
  ++count_;
  max_ = std::max(max_, micros);
}

std::int64_t LatencyHistogram::percentile_micros(int per_mille) const {
  const std::uint64_t wanted = (count_ * static_cast<std::uint64_t>(per_mille) + 999) / 1000;
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < buckets_.size() && count_ > 0; ++i) {
    seen += buckets_[i];
    if (seen >= wanted && seen > 0) return std::min(largest_in(i), max_);
  }
  return max_;
}

}  // namespace sanaq::http
