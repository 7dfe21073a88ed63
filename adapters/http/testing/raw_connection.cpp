#include "http/testing/raw_connection.h"

#include <openssl/err.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

namespace sanaq::http::testing {

RawConnection::RawConnection(std::uint16_t port, bool tls, std::int64_t wait_ms) {
  const Endpoint endpoint{"127.0.0.1", port, tls, Trust::anything, {}};
  auto socket = connect_socket(endpoint, wait_ms);
  SANAQ_CHECK(socket.has_value());
  socket_ = *std::move(socket);
  if (!tls) return;
  context_ = *make_client_context(endpoint);
  ssl_ = make_client_ssl(*context_, endpoint, socket_.get());
  SANAQ_CHECK(SSL_connect(ssl_.get()) == 1);
}

bool RawConnection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ssl_ ? SSL_write(ssl_.get(), bytes.data(),
                                       static_cast<int>(std::min<std::size_t>(bytes.size(), 65536)))
                           : ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) {
      ERR_clear_error();
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

bool RawConnection::read_some(std::string& out) {
  std::array<char, 16384> part{};
  errno = 0;
  const ssize_t n = ssl_ ? SSL_read(ssl_.get(), part.data(), part.size())
                         : ::recv(socket_.get(), part.data(), part.size(), 0);
  if (n <= 0) {
    closed_ = !(n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK));
    ERR_clear_error();
    return false;
  }
  out.append(part.data(), static_cast<std::size_t>(n));
  return true;
}

std::string RawConnection::read_to_end() {
  std::string out;
  while (read_some(out)) continue;
  return out;
}

std::string RawConnection::read_until(std::string_view text) {
  std::string out;
  while (out.find(text) == std::string::npos && read_some(out)) continue;
  return out;
}

void RawConnection::shutdown_send() { ::shutdown(socket_.get(), SHUT_WR); }

std::size_t count_of(std::string_view in, std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = in.find(text); at != std::string_view::npos; at = in.find(text, at + text.size()))
    ++count;
  return count;
}

}  // namespace sanaq::http::testing
