#include "cutting_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "base/result.h"

namespace sanaq {
namespace {

constexpr std::size_t no_limit = static_cast<std::size_t>(-1);
constexpr int poll_ms = 20;

sockaddr_in local(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

// Sends a reset instead of an orderly end: what a network that goes away looks like in the end.
void reset(int socket) {
  const linger now{1, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(socket);
}

}  // namespace

CuttingProxy::CuttingProxy(std::uint16_t server_port)
    : server_port_(server_port), next_limit_{no_limit, no_limit} {
  listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = local(0);
  socklen_t size = sizeof address;
  SANAQ_CHECK(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
              ::listen(listener_, 64) == 0 &&
              ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

CuttingProxy::~CuttingProxy() {
  stopping_ = true;
  thread_.join();
  ::close(listener_);
}

void CuttingProxy::cut_once(Way way, std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  next_limit_ = {no_limit, no_limit};
  next_limit_[static_cast<std::size_t>(way)] = bytes;
}

void CuttingProxy::count_from_now() {
  for (auto& count : passed_) count = 0;
}

void CuttingProxy::run() {
  while (!stopping_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, poll_ms) <= 0) continue;
    const int client = ::accept(listener_, nullptr, nullptr);
    if (client >= 0) serve(client);
  }
}

void CuttingProxy::serve(int client) {
  std::array<std::size_t, 2> limit{}, sent{};
  {
    const std::lock_guard lock(mutex_);
    limit = std::exchange(next_limit_, {no_limit, no_limit});
  }
  const int server = ::socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address = local(server_port_);
  const int one = 1;
  ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  ::setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  bool open = ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  while (open && !stopping_) {
    if (sent[0] == limit[0] || sent[1] == limit[1]) break;
    std::array<pollfd, 2> ends{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
    if (::poll(ends.data(), ends.size(), poll_ms) <= 0) continue;
    if (ends[0].revents != 0) open = pass(Way::up, client, server, sent, limit);
    if (open && ends[1].revents != 0) open = pass(Way::down, server, client, sent, limit);
  }
  reset(client);
  reset(server);
}

bool CuttingProxy::pass(Way way, int from, int to, std::array<std::size_t, 2>& sent,
                        const std::array<std::size_t, 2>& limit) {
  const auto i = static_cast<std::size_t>(way);
  std::array<char, 4096> bytes{};
  const std::size_t room = std::min(bytes.size(), limit[i] - sent[i]);
  const ssize_t got = room == 0 ? 0 : ::recv(from, bytes.data(), room, 0);
  if (got <= 0 || ::send(to, bytes.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) != got) return false;
  sent[i] += static_cast<std::size_t>(got);
  passed_[i] += static_cast<std::size_t>(got);
  return true;
}

}  // namespace sanaq
