#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sanaq::os {

/// A number that only grows. One relaxed atomic addition.
class alignas(64) Counter {
 public:
  void add(std::uint64_t amount = 1) { value_.fetch_add(amount, std::memory_order_relaxed); }
  std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

/// A number that goes up and down.
class alignas(64) Gauge {
 public:
  void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
  void add(std::int64_t amount) { value_.fetch_add(amount, std::memory_order_relaxed); }
  std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};

/// Spans of time in 14 buckets from 0.25 ms to 60 s. Two relaxed atomic additions an observation.
class alignas(64) Histogram {
 public:
  static constexpr std::array<std::int64_t, 14> limits_micros = {
      250,    500,     1'000,   2'500,   5'000,     10'000,    25'000,
      50'000, 100'000, 250'000, 500'000, 1'000'000, 5'000'000, 60'000'000};
  void observe_micros(std::int64_t micros);
  std::uint64_t count() const;
  std::uint64_t sum_micros() const { return sum_.load(std::memory_order_relaxed); }
  /// Observations of at most limits_micros[i]; the last element counts all.
  std::array<std::uint64_t, limits_micros.size() + 1> cumulative() const;

 private:
  std::array<std::atomic<std::uint64_t>, limits_micros.size() + 1> buckets_{};
  std::atomic<std::uint64_t> sum_{0};
};

using Labels = std::vector<std::pair<std::string, std::string>>;

/// Where the numbers of a program are kept, and their text for Prometheus (exposition format 0.0.4). Asking
/// twice for the same name and labels gives the same object; references stay good as long as the registry.
/// Asking takes a lock, so ask once and keep the reference. Any thread.
class Metrics {
 public:
  /// name: `[a-z_]+`; counters end with `_total`, histograms with `_seconds`. Label values hold no personal
  /// data.
  Counter& counter(std::string_view name, std::string_view help, const Labels& labels = {});
  Gauge& gauge(std::string_view name, std::string_view help, const Labels& labels = {});
  Histogram& histogram(std::string_view name, std::string_view help, const Labels& labels = {});
  /// Sorted by name, then labels. Content type: `text/plain; version=0.0.4`.
  std::string text() const;

 private:
  struct Family {
    std::string help;
    std::map<std::string, std::unique_ptr<Counter>> counters;
    std::map<std::string, std::unique_ptr<Gauge>> gauges;
    std::map<std::string, std::unique_ptr<Histogram>> histograms;
  };
  Family& family(std::string_view name, std::string_view help);
  mutable std::mutex mutex_;
  std::map<std::string, Family, std::less<>> families_;
};

}  // namespace sanaq::os
