#pragma once
#include <array>
#include <atomic>
#include <memory>
#include <string_view>
#include <vector>

#include "http/router.h"
#include "os/metrics.h"

namespace sanaq::http {

/// The server's own numbers. Nothing is counted when there is no registry.
class ServerMetrics {
 public:
  ServerMetrics(os::Metrics* metrics, const Router& router);
  /// route: index in the router, or no_route. Takes a lock only for the first answer of a status.
  void count_answer(std::size_t route, int status, std::int64_t micros);
  void connection_opened();
  void connection_closed();
  void connection_refused();
  static constexpr std::size_t no_route = static_cast<std::size_t>(-1);

 private:
  struct Slot {
    std::string_view pattern;  // of the router, or "-"
    std::string_view method;   // of the route: HEAD counts with its GET
    os::Histogram* seconds = nullptr;
    std::array<std::atomic<os::Counter*>, 600> by_status{};
  };
  os::Metrics* metrics_;
  std::vector<std::unique_ptr<Slot>> slots_;  // one a route, then one for what matched none
  os::Gauge* open_ = nullptr;
  os::Counter* refused_ = nullptr;
};

}  // namespace sanaq::http
