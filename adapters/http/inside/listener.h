#pragma once
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "base/result.h"
#include "http/inside/connection.h"

namespace sanaq::http {

/// A listening socket of one loop. Several loops listen on the same port (SO_REUSEPORT); the kernel spreads
/// connections.
class Listener : public std::enable_shared_from_this<Listener> {
 public:
  Listener(std::shared_ptr<Loop> loop, boost::asio::ssl::context* tls);
  /// port 0: any; the port taken is given back. Errors: "http.bind".
  Result<std::uint16_t> listen(const std::string& address, std::uint16_t port);
  /// On the loop's thread, or before it runs.
  void accept_next();
  void close();

 private:
  void on_accept(boost::system::error_code ec, Socket socket);
  using Steady = std::chrono::steady_clock;
  std::shared_ptr<Loop> loop_;
  boost::asio::ssl::context* tls_;
  boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor> acceptor_;
  boost::asio::basic_waitable_timer<Steady, boost::asio::wait_traits<Steady>, Executor> pause_;
};

/// Sockets that share a port would also share it with another server of the same user without a word; this
/// asks for the port alone first. Errors: "http.bind".
Result<Done> check_port_free(const std::string& address, std::uint16_t port);

}  // namespace sanaq::http
