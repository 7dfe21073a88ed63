#pragma once
#include <sys/socket.h>

#include <cstdint>
#include <string>

#include "http/inside/client_tls.h"
#include "http/response_reader.h"

namespace sanaq::http {

/// One non-blocking connection of the load client. `pump()` does what can be done without waiting.
class LoadConnection {
 public:
  enum class Outcome : std::uint8_t {
    waiting,   // for the socket
    ready,     // connected, may send
    answered,  // reader() holds an answer
    lost,      // failed or closed by the server
  };
  LoadConnection(const Endpoint& endpoint, SSL_CTX* context) : endpoint_(endpoint), context_(context) {}
  /// Starts to connect. False when that fails at once.
  bool open(const sockaddr_storage& address, socklen_t size);
  void close();
  bool is_open() const { return static_cast<bool>(socket_); }
  int fd() const { return socket_.get(); }
  Outcome pump();
  /// The buffer for the next request's bytes; then begin().
  std::string& output() { return output_; }
  void begin(std::uint64_t number, std::int64_t counts_from);
  /// Writes what the socket takes of the request. False when the connection is lost.
  bool flush();
  bool is_busy() const { return phase_ == Phase::asking; }
  /// True when the socket must tell when it can be written again.
  bool wants_write() const { return wants_write_; }
  std::uint64_t number() const { return number_; }
  std::int64_t counts_from() const { return counts_from_; }
  ResponseReader& reader() { return reader_; }
  bool watched_write = false;  // what epoll was told last

 private:
  enum class Phase : std::uint8_t { closed, connecting, shaking, ready, asking };
  Outcome connect_on();
  Outcome shake_on();
  Outcome read_on();
  /// -1: must wait, 0: lost, else bytes moved.
  long write_some(const char* data, std::size_t size);
  long read_some(char* data, std::size_t size);

  const Endpoint& endpoint_;
  SSL_CTX* context_;
  os::Descriptor socket_;
  SslPtr ssl_;
  Phase phase_ = Phase::closed;
  bool wants_write_ = false;
  std::string output_;
  std::size_t written_ = 0;
  std::uint64_t number_ = 0;
  std::int64_t counts_from_ = 0;
  ResponseReader reader_;
};

}  // namespace sanaq::http
