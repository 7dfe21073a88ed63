#include "http/inside/listener.h"

#include <sys/socket.h>

#include <boost/asio/ip/address.hpp>

namespace sanaq::http {
namespace {

namespace net = boost::asio;
using boost::system::error_code;

Error bind_error(const std::string& address, std::uint16_t port, const error_code& ec) {
  return {"http.bind", address + ":" + std::to_string(port) + ": " + ec.message()};
}

}  // namespace

Listener::Listener(std::shared_ptr<Loop> loop, boost::asio::ssl::context* tls)
    : loop_(std::move(loop)),
      tls_(tls),
      acceptor_(loop_->io().get_executor()),
      pause_(loop_->io().get_executor()) {}

Result<std::uint16_t> Listener::listen(const std::string& address, std::uint16_t port) {
  error_code ec;
  const auto ip = net::ip::make_address(address, ec);
  if (ec) return bind_error(address, port, ec);
  const net::ip::tcp::endpoint endpoint(ip, port);
  acceptor_.open(endpoint.protocol(), ec);
  if (!ec) acceptor_.set_option(net::socket_base::reuse_address(true), ec);
  const int one = 1;
  if (!ec && ::setsockopt(acceptor_.native_handle(), SOL_SOCKET, SO_REUSEPORT, &one, sizeof one) != 0)
    ec = error_code(errno, boost::system::system_category());
  if (!ec) acceptor_.bind(endpoint, ec);
  if (!ec) acceptor_.listen(4096, ec);
  if (ec) return bind_error(address, port, ec);
  return acceptor_.local_endpoint(ec).port();
}

Result<Done> check_port_free(const std::string& address, std::uint16_t port) {
  error_code ec;
  const auto ip = net::ip::make_address(address, ec);
  if (ec) return bind_error(address, port, ec);
  net::io_context io;
  net::basic_socket_acceptor<net::ip::tcp, Executor> acceptor(io.get_executor());
  const net::ip::tcp::endpoint endpoint(ip, port);
  acceptor.open(endpoint.protocol(), ec);
  if (!ec) acceptor.set_option(net::socket_base::reuse_address(true), ec);
  if (!ec) acceptor.bind(endpoint, ec);
  if (ec) return bind_error(address, port, ec);
  return Done{};
}

void Listener::accept_next() {
  acceptor_.async_accept(
      [self = shared_from_this()](error_code ec, Socket socket) { self->on_accept(ec, std::move(socket)); });
}

void Listener::on_accept(error_code ec, Socket socket) {
  if (!acceptor_.is_open() || loop_->is_stopping()) return;
  if (ec && ec != net::error::connection_aborted) {
    // Out of descriptors or memory: asking again at once would burn the processor.
    pause_.expires_after(std::chrono::milliseconds(50));
    pause_.async_wait([self = shared_from_this()](error_code cancelled) {
      if (!cancelled && self->acceptor_.is_open()) self->accept_next();
    });
    return;
  }
  ServerShared& shared = loop_->shared();
  if (!ec) {
    if (shared.open.fetch_add(1, std::memory_order_relaxed) < shared.config.connections_max) {
      serve_connection(loop_, std::move(socket), tls_);
    } else {
      shared.open.fetch_sub(1, std::memory_order_relaxed);
      shared.metrics.connection_refused();
    }
  }
  accept_next();
}

void Listener::close() {
  error_code ec;
  acceptor_.close(ec);
  pause_.cancel();
}

}  // namespace sanaq::http
