#include "http/inside/load_connection.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>

#include <array>
#include <cerrno>

namespace sanaq::http {

bool LoadConnection::open(const sockaddr_storage& address, socklen_t size) {
  socket_ = os::Descriptor(::socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket_) return false;
  const int one = 1;
  ::setsockopt(fd(), IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (::connect(fd(), reinterpret_cast<const sockaddr*>(&address), size) != 0 && errno != EINPROGRESS) {
    close();
    return false;
  }
  phase_ = Phase::connecting;
  wants_write_ = true;
  watched_write = false;
  return true;
}

void LoadConnection::close() {
  ssl_.reset();
  socket_.close();
  phase_ = Phase::closed;
}

void LoadConnection::begin(std::uint64_t number, std::int64_t counts_from) {
  number_ = number;
  counts_from_ = counts_from;
  written_ = 0;
  reader_.reset();
  phase_ = Phase::asking;
}

LoadConnection::Outcome LoadConnection::pump() {
  switch (phase_) {
    case Phase::closed:
      return Outcome::lost;
    case Phase::connecting:
      return connect_on();
    case Phase::shaking:
      return shake_on();
    case Phase::ready: {
      // Nothing was asked: tickets of TLS 1.3 may come, and the end.
      std::array<char, 256> part{};
      return read_some(part.data(), part.size()) == -1 ? Outcome::ready : Outcome::lost;
    }
    case Phase::asking:
      return flush() ? read_on() : Outcome::lost;
  }
  return Outcome::lost;
}

LoadConnection::Outcome LoadConnection::connect_on() {
  int error = 0;
  socklen_t size = sizeof error;
  if (::getsockopt(fd(), SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0) return Outcome::lost;
  sockaddr_storage peer{};
  size = sizeof peer;
  if (::getpeername(fd(), reinterpret_cast<sockaddr*>(&peer), &size) != 0) return Outcome::waiting;
  wants_write_ = false;
  phase_ = Phase::ready;
  if (context_ == nullptr) return Outcome::ready;
  ssl_ = make_client_ssl(*context_, endpoint_, fd());
  phase_ = Phase::shaking;
  return shake_on();
}

LoadConnection::Outcome LoadConnection::shake_on() {
  ERR_clear_error();
  const int done = SSL_do_handshake(ssl_.get());
  if (done == 1) {
    phase_ = Phase::ready;
    wants_write_ = false;
    return Outcome::ready;
  }
  const int why = SSL_get_error(ssl_.get(), done);
  wants_write_ = why == SSL_ERROR_WANT_WRITE;
  return why == SSL_ERROR_WANT_READ || wants_write_ ? Outcome::waiting : Outcome::lost;
}

long LoadConnection::write_some(const char* data, std::size_t size) {
  if (!ssl_) {
    const ssize_t n = ::send(fd(), data, size, MSG_NOSIGNAL);
    return n >= 0 ? n : errno == EAGAIN || errno == EINTR ? -1 : 0;
  }
  const int n = SSL_write(ssl_.get(), data, static_cast<int>(size));
  if (n > 0) return n;
  const int why = SSL_get_error(ssl_.get(), n);
  ERR_clear_error();
  return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? -1 : 0;
}

long LoadConnection::read_some(char* data, std::size_t size) {
  if (!ssl_) {
    const ssize_t n = ::recv(fd(), data, size, 0);
    return n >= 0 ? n : errno == EAGAIN || errno == EINTR ? -1 : 0;
  }
  const int n = SSL_read(ssl_.get(), data, static_cast<int>(size));
  if (n > 0) return n;
  const int why = SSL_get_error(ssl_.get(), n);
  ERR_clear_error();
  return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? -1 : 0;
}

bool LoadConnection::flush() {
  wants_write_ = false;
  while (written_ < output_.size()) {
    const long n = write_some(output_.data() + written_, output_.size() - written_);
    if (n == 0) return false;
    if (n < 0) {
      wants_write_ = true;
      return true;
    }
    written_ += static_cast<std::size_t>(n);
  }
  return true;
}

LoadConnection::Outcome LoadConnection::read_on() {
  std::array<char, 16384> part;
  for (;;) {
    const long n = read_some(part.data(), part.size());
    if (n < 0) return Outcome::waiting;
    if (n == 0) reader_.feed_end();
    reader_.feed({part.data(), static_cast<std::size_t>(n)});
    if (reader_.state() == ResponseReader::State::broken) return Outcome::lost;
    if (reader_.state() != ResponseReader::State::done) continue;
    phase_ = Phase::ready;
    output_.clear();
    return Outcome::answered;
  }
}

}  // namespace sanaq::http
