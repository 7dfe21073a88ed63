#include "http/load_client.h"

#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <deque>
#include <vector>

#include "http/inside/load_connection.h"
#include "os/clocks.h"

namespace sanaq::http {
namespace {

constexpr std::int64_t opening_micros = 10 * micros_per_second;
constexpr std::int64_t grace_micros = 10 * micros_per_second;
constexpr std::uint64_t refusals_max = 200;

// Resolves the name once, by a first connection that is then dropped.
Result<Done> find_address(const Endpoint& endpoint, sockaddr_storage& address, socklen_t& size) {
  SANAQ_TRY(const os::Descriptor probe, connect_socket(endpoint, 5'000));
  size = sizeof address;
  if (::getpeername(probe.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
    return Error{"client.connect", endpoint.host};
  return Done{};
}

}  // namespace

class LoadClient::Inside {
 public:
  Inside(LoadPlan plan, SslContextPtr context) : plan_(std::move(plan)), context_(std::move(context)) {}

  Result<LoadReport> run() {
    SANAQ_TRY_DONE(find_address(plan_.endpoint, address_, address_size_));
    epoll_ = os::Descriptor(::epoll_create1(EPOLL_CLOEXEC));
    open_all();
    const std::int64_t cpu_before = os::thread_cpu_micros();
    start_ = os::monotonic_micros();
    for (const std::size_t index : std::exchange(idle_, {})) on_ready(index);
    while (refusals_ < refusals_max && !is_over()) turn();
    report_.elapsed_micros = os::monotonic_micros() - start_;
    report_.cpu_micros = os::thread_cpu_micros() - cpu_before;
    report_.failed = report_.sent - report_.answered;
    if (report_.answered == 0 && refusals_ >= refusals_max)
      return Error{"client.connect", plan_.endpoint.host};
    return std::move(report_);
  }

 private:
  // Before the clock starts: the requests are measured, not a few hundred handshakes at once before the first
  // of them.
  void open_all() {
    for (std::size_t i = 0; i < plan_.connections; ++i)
      connections_.emplace_back(plan_.endpoint, context_.get());
    for (std::size_t i = 0; i < connections_.size(); ++i) reopen(i);
    const std::int64_t until = os::monotonic_micros() + opening_micros;
    while (idle_.size() < connections_.size() && refusals_ < refusals_max && os::monotonic_micros() < until)
      turn();
  }
  bool has_started() const { return start_ != 0; }

  bool may_start(std::int64_t now) const {
    if (!has_started()) return true;
    if (plan_.requests_max > 0 && report_.sent >= plan_.requests_max) return false;
    return plan_.duration_ms == 0 || now - start_ < plan_.duration_ms * 1000;
  }

  bool is_over() const {
    const std::int64_t now = os::monotonic_micros();
    if (may_start(now)) return false;
    const bool all_answered = report_.sent == report_.answered + lost_;
    const bool counted = plan_.requests_max > 0 && report_.sent >= plan_.requests_max;
    const std::int64_t planned_end = counted ? last_sent_ : start_ + plan_.duration_ms * 1000;
    return all_answered || now > planned_end + grace_micros;
  }

  std::int64_t due_at(std::uint64_t number) const {
    return start_ + static_cast<std::int64_t>(number * micros_per_second /
                                              static_cast<std::uint64_t>(plan_.rate_per_second));
  }

  void turn() {
    std::array<epoll_event, 256> events;
    timespec wait{0, 50'000'000};
    if (has_started() && plan_.rate_per_second > 0 && !idle_.empty()) {
      start_due();
      const std::int64_t left =
          std::clamp<std::int64_t>(due_at(report_.sent) - os::monotonic_micros(), 0, 50'000);
      wait.tv_nsec = left * 1000;
    }
    const int count =
        ::epoll_pwait2(epoll_.get(), events.data(), static_cast<int>(events.size()), &wait, nullptr);
    for (int i = 0; i < count; ++i) pump(events[static_cast<std::size_t>(i)].data.u64);
  }

  // Starts what is due on connections that are free.
  void start_due() {
    std::int64_t now = os::monotonic_micros();
    while (!idle_.empty() && may_start(now) && due_at(report_.sent) <= now) {
      const std::size_t index = idle_.back();
      idle_.pop_back();
      if (!connections_[index].is_busy()) ask(index, due_at(report_.sent));
      now = os::monotonic_micros();
    }
  }

  void ask(std::size_t index, std::int64_t counts_from) {
    LoadConnection& connection = connections_[index];
    last_sent_ = os::monotonic_micros();
    connection.output().clear();
    plan_.write_request(report_.sent, connection.output());
    connection.begin(report_.sent++, counts_from);
    // Only writes: the answer cannot be there yet, and asking for it in vain costs a system call.
    connection.flush() ? watch(index) : on_lost(index);
  }

  // A free connection: asks at once in a closed loop, waits for work in an open one.
  void on_ready(std::size_t index) {
    const std::int64_t now = os::monotonic_micros();
    if (!may_start(now)) return;
    if (has_started() && plan_.rate_per_second == 0) return ask(index, now);
    if (std::find(idle_.begin(), idle_.end(), index) == idle_.end()) idle_.push_back(index);
    if (has_started()) start_due();
  }

  void on_answer(std::size_t index) {
    LoadConnection& connection = connections_[index];
    ResponseReader& reader = connection.reader();
    ++report_.answered;
    ++report_.by_status[reader.status()];
    report_.latency.add(os::monotonic_micros() - connection.counts_from());
    if (plan_.on_answer) plan_.on_answer(connection.number(), reader.status(), reader.body());
    refusals_ = 0;
    if (plan_.new_connection_each || !reader.keeps_alive())
      reopen(index);
    else
      on_ready(index);
  }

  void on_lost(std::size_t index) {
    LoadConnection& connection = connections_[index];
    lost_ += connection.is_busy() ? 1 : 0;
    ++refusals_;
    reopen(index);
  }

  void pump(std::size_t index) {
    LoadConnection& connection = connections_[index];
    if (!connection.is_open()) return;
    const bool was_busy = connection.is_busy();
    switch (connection.pump()) {
      case LoadConnection::Outcome::waiting:
        return watch(index);
      case LoadConnection::Outcome::ready:
        watch(index);
        return was_busy ? static_cast<void>(0) : on_ready(index);
      case LoadConnection::Outcome::answered:
        return on_answer(index);
      case LoadConnection::Outcome::lost:
        return on_lost(index);
    }
  }

  void watch(std::size_t index) {
    LoadConnection& connection = connections_[index];
    if (connection.watched_write == connection.wants_write()) return;
    connection.watched_write = connection.wants_write();
    tell_epoll(EPOLL_CTL_MOD, index);
  }

  void tell_epoll(int operation, std::size_t index) {
    epoll_event event{};
    event.events = EPOLLIN | (connections_[index].wants_write() ? std::uint32_t{EPOLLOUT} : 0u);
    event.data.u64 = index;
    ::epoll_ctl(epoll_.get(), operation, connections_[index].fd(), &event);
  }

  void reopen(std::size_t index) {
    LoadConnection& connection = connections_[index];
    connection.close();
    if (!may_start(os::monotonic_micros()) || refusals_ >= refusals_max) return;
    if (!connection.open(address_, address_size_)) {
      ++refusals_;
      return;
    }
    connection.watched_write = connection.wants_write();
    tell_epoll(EPOLL_CTL_ADD, index);
  }

  LoadPlan plan_;
  SslContextPtr context_;
  sockaddr_storage address_{};
  socklen_t address_size_ = 0;
  os::Descriptor epoll_;
  std::deque<LoadConnection> connections_;
  std::vector<std::size_t> idle_;
  LoadReport report_;
  std::int64_t start_ = 0;
  std::int64_t last_sent_ = 0;
  std::uint64_t lost_ = 0;
  std::uint64_t refusals_ = 0;
};

std::uint64_t LoadReport::per_second() const {
  return elapsed_micros == 0 ? 0 : answered * micros_per_second / static_cast<std::uint64_t>(elapsed_micros);
}

LoadClient::LoadClient(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
LoadClient::LoadClient(LoadClient&&) noexcept = default;
LoadClient::~LoadClient() = default;

Result<LoadClient> LoadClient::create(LoadPlan plan) {
  SANAQ_CHECK(plan.connections > 0 && plan.write_request);
  SANAQ_CHECK(plan.requests_max > 0 || plan.duration_ms > 0);
  SslContextPtr context;
  if (plan.endpoint.tls) {
    SANAQ_TRY(context, make_client_context(plan.endpoint));
  }
  return LoadClient(std::make_unique<Inside>(std::move(plan), std::move(context)));
}

Result<LoadReport> LoadClient::run() { return inside_->run(); }

}  // namespace sanaq::http
