#pragma once
#include <cstdint>
#include <string>

#include "http/inside/loop.h"
#include "http/router.h"

namespace sanaq::http {

/// One request and its answer on a connection: what the log and the numbers need after the request was handed
/// over.
struct Exchange {
  std::uint64_t number = 0;  // counts up on a connection; an answer to an older number is dropped
  Method method = Method::get;
  RouteMatch match;
  std::string request_id;
  std::int64_t head_at = 0;  // monotonic micros
  std::size_t request_bytes = 0;
  bool keep_alive = false;
  bool continue_sent = false;
  AcceptedCodings accepted;

  std::string_view route() const { return match.route ? std::string_view(match.route->pattern) : "-"; }
  std::size_t route_index() const { return match.route ? match.index : ServerMetrics::no_route; }
};

/// Runs the route's handler: on this thread or on a worker. A full queue answers 503 `server.busy`.
void run_handler(ServerShared& shared, const Route& route, Request&& request, Responder&& responder);

/// Whom a request comes from: the peer, or what a trusted proxy says of it.
struct Origin {
  std::string address;
  bool tls = false;
};
Origin find_origin(const ServerConfig& config, const std::string& peer, bool tls, const Request& request);

/// Counts and logs a finished exchange.
void report_exchange(ServerShared& shared, const Exchange& exchange, std::string_view remote_address,
                     int status, std::size_t response_bytes);

}  // namespace sanaq::http
