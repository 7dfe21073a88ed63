#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/client.h"
#include "http/latency_histogram.h"

namespace sanaq::http {

/// What to ask of a server, how much and how fast.
struct LoadPlan {
  Endpoint endpoint;
  std::size_t connections = 32;
  /// The run ends after so many requests or so long, whichever comes first; 0: no such limit (one of them is
  /// needed).
  std::uint64_t requests_max = 0;
  std::int64_t duration_ms = 0;
  /// 0: closed loop, each connection asks again when it is answered. Else open loop: requests are due at
  /// fixed times whatever the server does, as people come whatever the server does.
  std::int64_t rate_per_second = 0;
  bool new_connection_each = false;  // measures handshakes; closed loop only
  /// Appends the bytes of request `number` (from 0) to `out`; see to_request_bytes().
  std::function<void(std::uint64_t number, std::string& out)> write_request;
  /// Sees each answer; may be empty.
  std::function<void(std::uint64_t number, int status, std::string_view body)> on_answer;
};

struct LoadReport {
  std::uint64_t sent = 0;
  std::uint64_t answered = 0;
  std::uint64_t failed = 0;  // connection lost, or no answer 10 s after the end
  std::map<int, std::uint64_t> by_status;
  std::int64_t elapsed_micros = 0;  // from the moment all connections were open
  std::int64_t cpu_micros = 0;      // of this client, on_answer and write_request included
  /// Closed loop: from sending to the whole answer. Open loop: from the moment the request was *due*, so that
  /// a stall of the server is seen by all requests it held up (no coordinated omission).
  LatencyHistogram latency;

  std::uint64_t per_second() const;
};

/// Asks a server as hard as it can on the calling thread: non-blocking sockets, one epoll, about 10 µs of CPU
/// a request.
class LoadClient {
 public:
  /// Errors: "client.trust".
  static Result<LoadClient> create(LoadPlan plan);
  LoadClient(LoadClient&&) noexcept;
  ~LoadClient();
  /// Once. Errors: "client.connect" when the server refuses connections again and again.
  Result<LoadReport> run();

 private:
  class Inside;
  explicit LoadClient(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace sanaq::http
