#pragma once
#include <cstdint>
#include <vector>

namespace sanaq::http {

/// Spans in microseconds, kept with an error below 1.6 % up to about 200 days: 64 steps for each power of
/// two.
class LatencyHistogram {
 public:
  LatencyHistogram();
  void add(std::int64_t micros);
  std::uint64_t count() const { return count_; }
  std::int64_t max_micros() const { return max_; }
  /// The span that `per_mille` of 1000 observations do not exceed, 0 when there are none. 500 is the median,
  /// 990 p99.
  std::int64_t percentile_micros(int per_mille) const;

 private:
  std::vector<std::uint64_t> buckets_;
  std::uint64_t count_ = 0;
  std::int64_t max_ = 0;
};

}  // namespace sanaq::http
