#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "http/router.h"
#include "os/log.h"
#include "os/metrics.h"

namespace sanaq::http {

struct ServerConfig {
  std::string address = "127.0.0.1";  // IPv4 or IPv6; "::" takes both
  std::uint16_t port = 0;             // 0: any free one, see Server::port()
  std::string certificate_file;       // PEM chain; empty: without TLS
  std::string key_file;               // PEM
  /// PEM of the authority of devices: then every peer must show a certificate of it that is good now, or the
  /// handshake fails; what it showed stands in Request::client_certificate. Empty: nobody is asked.
  std::string client_authority;
  std::size_t io_threads = 1;  // each with a socket of its own (SO_REUSEPORT)
  std::size_t workers = 4;
  std::size_t queue_max = 256;  // requests waiting for a worker; beyond: 503 `server.busy`
  std::int64_t busy_retry_seconds = 2;
  std::size_t body_bytes_max = std::size_t{1} << 20;
  std::size_t head_bytes_max = std::size_t{16} << 10;
  std::size_t connections_max = 20'000;
  std::int64_t idle_ms = 60'000;  // between requests of a kept connection
  std::int64_t handshake_ms = 10'000;
  std::int64_t head_ms = 10'000;  // from the first byte of a request to the end of its head
  std::int64_t body_ms = 20'000;  // for a body, and an answer, of any size ...
  std::size_t slowest_bytes_per_second =
      2'048;                          // ... plus its size at this rate: a phone at the edge of the network
  std::int64_t handler_ms = 120'000;  // then 504 `server.timeout`; a later answer is dropped
  std::int64_t stop_ms = 10'000;      // how long stop() waits for answers under way
  Fields fixed_headers;               // on every answer, see security_headers()
  std::vector<std::string> proxies;   // addresses whose X-Forwarded-For is believed (its last element)
};

/// A finished request, for the access log: no path, no query, no body.
struct AccessRecord {
  Method method = Method::get;
  std::string_view route;  // the pattern, "-" when none matched
  std::string_view request_id;
  std::string_view remote_address;
  int status = 0;
  std::int64_t micros = 0;        // from the complete head to the last byte of the answer given to the system
  std::size_t request_bytes = 0;  // of the body
  std::size_t response_bytes = 0;  // with its head
};

/// What the server tells others. All may be empty; they are called on network threads and must not block.
struct ServerHooks {
  os::Log* log = nullptr;          // outlives the server
  os::Metrics* metrics = nullptr;  // outlives the server; families `http_*`
  std::function<void(const AccessRecord&)> access;
  /// Replaces the plain problem body of answers the server makes itself (404, 405, 413, 503 ...), so that a
  /// person sees a page in his language. request: null when there is no readable request. Keep the status.
  std::function<Response(int status, std::string_view code, const Request* request)> problem_page;
};

/// The HTTP/1.1 server: one thread and one event loop per io thread, a pool of workers for handlers that
/// block. A malformed request is answered 400, 408, 413, 414, 417, 431, 501 or 505 with a problem body, and
/// its connection closed.
class Server {
 public:
  /// Starts to listen. Errors: "http.bind" (address or port not free), "http.certificate" (unreadable, or the
  /// key does not belong to it).
  static Result<std::unique_ptr<Server>> start(ServerConfig config, Router router, ServerHooks hooks = {});
  /// Stops.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  std::size_t open_connections() const;
  /// Stops to listen, waits for answers under way at most `stop_ms`, closes all and ends the threads.
  /// Responders that are still held elsewhere stay harmless. Blocks; not from a handler.
  void stop();

 private:
  struct Inside;
  explicit Server(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace sanaq::http
