#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "http/inside/client_tls.h"

namespace sanaq::http::testing {

/// Sends any bytes to a server on this machine and shows what comes back: for requests no honest client
/// makes.
class RawConnection {
 public:
  /// Stops the program when the server cannot be reached.
  RawConnection(std::uint16_t port, bool tls, std::int64_t wait_ms = 5'000);
  /// False when the peer has closed.
  bool send(std::string_view bytes);
  /// Everything until the server closes or `wait_ms` pass without a byte.
  std::string read_to_end();
  /// Everything until `text` has come, or as read_to_end().
  std::string read_until(std::string_view text);
  bool closed() const { return closed_; }
  void shutdown_send();

 private:
  bool read_some(std::string& out);
  SslContextPtr context_;
  os::Descriptor socket_;
  SslPtr ssl_;
  bool closed_ = false;
};

/// How often `text` stands in `in`.
std::size_t count_of(std::string_view in, std::string_view text);

}  // namespace sanaq::http::testing
