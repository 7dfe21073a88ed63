#include "http/inside/connection.h"

#include <algorithm>
#include <array>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <memory>

#include "http/inside/exchange.h"
#include "http/inside/loop_post.h"
#include "http/inside/request_decoder.h"
#include "http/inside/tls_context.h"
#include "os/clocks.h"

namespace sanaq::http {
namespace {

namespace net = boost::asio;
using boost::system::error_code;
using Steady = std::chrono::steady_clock;
using Timer = net::basic_waitable_timer<Steady, net::wait_traits<Steady>, Executor>;
using TlsStream = net::ssl::stream<Socket>;

constexpr std::size_t read_bytes = 16384;
constexpr std::size_t joined_bytes_max = 32768;  // smaller bodies go out in one piece with their head
constexpr std::int64_t linger_ms = 3'000;        // between two bytes that arrive after the last answer
constexpr std::int64_t linger_ms_max = 30'000;

// A connection is a small state machine driven by completions on its loop's thread. Callbacks and not
// coroutines: an answer comes from any thread at any time, and g++ 12 miscompiles temporaries in co_await
// expressions.
template <class Stream>
class Connection final : public ResponseSink,
                         public OpenConnection,
                         public std::enable_shared_from_this<Connection<Stream>> {
 public:
  template <class... StreamArgs>
  explicit Connection(std::shared_ptr<Loop> loop, StreamArgs&&... stream)
      : loop_(std::move(loop)),
        stream_(std::forward<StreamArgs>(stream)...),
        timer_(loop_->io().get_executor()),
        decoder_({.head_bytes_max = config().head_bytes_max},
                 [this](Request& head) { return on_head(head); }) {}

  void start() {
    loop_->add(this);
    loop_->shared().metrics.connection_opened();
    error_code ec;
    socket().set_option(net::ip::tcp::no_delay(true), ec);
    const auto peer = socket().remote_endpoint(ec);
    peer_ = ec ? "" : peer.address().to_string();
    set_deadline(config().handshake_ms);
    wait_for_deadline();
    if constexpr (is_tls) {
      stream_.async_handshake(net::ssl::stream_base::server,
                              [self = this->shared_from_this()](error_code failed) {
                                if (self->phase_ == Phase::closed) return;
                                if (failed) return self->close_now();
                                self->certificate_ = shown_certificate(self->stream_.native_handle());
                                self->next_exchange();
                              });
    } else {
      next_exchange();
    }
  }

  void deliver(std::uint64_t exchange, Response&& response, std::shared_ptr<ResponseSink> self) override {
    if (loop_->is_loop_thread()) return accept_answer(exchange, std::move(response));
    loop_->post([this, exchange, answer = std::move(response), owner = std::move(self)]() mutable {
      accept_answer(exchange, std::move(answer));
    });
  }

  void close_when_idle() override {
    if (phase_ == Phase::handshake) return close_now();
    if (phase_ == Phase::idle) interrupt_reading(0, "");
  }

  void close_now() override {
    if (phase_ == Phase::closed) return;
    phase_ = Phase::closed;
    timer_.cancel();
    error_code ec;
    socket().close(ec);
    loop_->remove(this);
    loop_->shared().open.fetch_sub(1, std::memory_order_relaxed);
    loop_->shared().metrics.connection_closed();
  }

 private:
  static constexpr bool is_tls = std::is_same_v<Stream, TlsStream>;
  enum class Phase : std::uint8_t { handshake, idle, reading, handling, writing, lingering, closed };

  const ServerConfig& config() const { return loop_->shared().config; }
  Socket& socket() {
    if constexpr (is_tls)
      return stream_.next_layer();
    else
      return stream_;
  }

  // --- time: one timer, armed again only when it fires. It sleeps no longer than the shortest limit, so a
  // deadline that was set meanwhile is never missed.
  void set_deadline(std::int64_t span_ms) { deadline_ = os::monotonic_micros() + span_ms * 1000; }

  void wait_for_deadline() {
    const ServerConfig& c = config();
    const std::int64_t shortest_ms =
        std::min({c.idle_ms, c.handshake_ms, c.head_ms, c.body_ms, c.handler_ms, linger_ms});
    const std::int64_t left = deadline_ - os::monotonic_micros();
    timer_.expires_after(std::chrono::microseconds(std::clamp<std::int64_t>(left, 0, shortest_ms * 1000)));
    timer_.async_wait([self = this->shared_from_this()](error_code ec) {
      if (ec || self->phase_ == Phase::closed) return;
      if (os::monotonic_micros() >= self->deadline_) self->on_deadline();
      if (self->phase_ != Phase::closed) self->wait_for_deadline();
    });
  }

  void on_deadline() {
    switch (phase_) {
      case Phase::idle:
        return interrupt_reading(0, "");
      case Phase::reading:
        return interrupt_reading(408, "http.timeout");
      case Phase::handling:
        exchange_.keep_alive = false;
        return answer_problem(504, "server.timeout", nullptr);
      case Phase::handshake:
      case Phase::writing:
      case Phase::lingering:
      case Phase::closed:
        return close_now();
    }
  }

  // --- reading
  void next_exchange() {
    phase_ = Phase::idle;
    set_deadline(config().idle_ms);
    decoder_.reset();
    exchange_ = {.number = exchange_.number + 1, .match = {}, .request_id = {}, .accepted = {}};
    response_ = {};
    if (loop_->is_stopping() && buffer_.size() == 0) return linger();
    use_bytes();
  }

  void read() {
    stream_.async_read_some(
        buffer_.prepare(read_bytes),
        [self = this->shared_from_this()](error_code ec, std::size_t count) { self->on_read(ec, count); });
  }

  // Ends the pending read; on_read then answers `status`, or just closes when it is 0.
  void interrupt_reading(int status, const char* code) {
    interrupted_ = true;
    interrupt_status_ = status;
    interrupt_code_ = code;
    set_deadline(linger_ms);
    error_code ec;
    socket().cancel(ec);
  }

  void on_read(error_code ec, std::size_t count) {
    if (phase_ == Phase::closed) return;
    buffer_.commit(count);
    if (interrupted_) {
      exchange_.keep_alive = false;
      interrupt_status_ == 0 ? linger() : answer_problem(interrupt_status_, interrupt_code_, nullptr);
    } else if (ec) {
      phase_ == Phase::idle ? linger() : close_now();
    } else {
      use_bytes();
    }
  }

  void use_bytes() {
    if (buffer_.size() == 0) return read();
    if (phase_ == Phase::idle) {
      phase_ = Phase::reading;
      set_deadline(config().head_ms);
    }
    const auto before = decoder_.state();
    const net::const_buffer bytes = buffer_.data();
    buffer_.consume(decoder_.feed({static_cast<const char*>(bytes.data()), bytes.size()}));
    switch (decoder_.state()) {
      case RequestDecoder::State::refused:
        return refuse();
      case RequestDecoder::State::done:
        return dispatch();
      case RequestDecoder::State::body:
        if (before == RequestDecoder::State::head) set_deadline(transfer_ms(decoder_.body_bytes_announced()));
        if (decoder_.wants_continue() && !exchange_.continue_sent) return send_continue();
        return read();
      case RequestDecoder::State::head:
        return read();
    }
  }

  // Where the head is known, a person reads why in the language of the page.
  void refuse() {
    exchange_.keep_alive = false;
    auto head = decoder_.take_head();
    if (head && exchange_.match.route != nullptr) {
      head->route = exchange_.match.route->pattern;
      head->params = std::move(exchange_.match.params);
    }
    answer_problem(decoder_.refusal().status, decoder_.refusal().code, head ? &*head : nullptr);
  }

  std::int64_t transfer_ms(std::uint64_t bytes) const {
    return config().body_ms + static_cast<std::int64_t>(bytes * 1000 / config().slowest_bytes_per_second);
  }

  void send_continue() {
    exchange_.continue_sent = true;
    out_ = "HTTP/1.1 100 Continue\r\n\r\n";
    net::async_write(stream_, net::buffer(out_),
                     [self = this->shared_from_this()](error_code ec, std::size_t) {
                       if (self->phase_ == Phase::closed) return;
                       ec || self->interrupted_ ? self->close_now() : self->read();
                     });
  }

  // The head is complete: finds the route, so that its own limit holds for the body.
  std::size_t on_head(Request& head) {
    exchange_.head_at = os::monotonic_micros();
    exchange_.method = head.method;
    exchange_.match = loop_->shared().router.match(head.method, head.path);
    exchange_.request_id = head.id = loop_->shared().make_request_id();
    exchange_.accepted = parse_accept_encoding(head.header("accept-encoding"));
    const Route* route = exchange_.match.route;
    if (route != nullptr && route->options.body_bytes_max > 0) return route->options.body_bytes_max;
    return config().body_bytes_max;
  }

  // --- answering
  void dispatch() {
    exchange_.keep_alive = decoder_.keeps_alive();
    Request request = decoder_.take();
    exchange_.request_bytes = request.body.size();
    Origin origin = find_origin(config(), peer_, is_tls, request);
    request.remote_address = std::move(origin.address);
    request.tls = origin.tls;
    request.client_certificate = certificate_;
    phase_ = Phase::handling;
    const Route* route = exchange_.match.route;
    if (route == nullptr) {
      const bool path_known = !exchange_.match.allowed.empty();
      return answer_problem(path_known ? 405 : 404, path_known ? "http.method_not_allowed" : "http.not_found",
                            &request);
    }
    request.route = route->pattern;
    request.params = std::move(exchange_.match.params);
    set_deadline(config().handler_ms);
    Responder responder(this->shared_from_this(), exchange_.number, exchange_.accepted, exchange_.request_id);
    run_handler(loop_->shared(), *route, std::move(request), std::move(responder));
  }

  void answer_problem(int status, std::string_view code, const Request* request) {
    if (exchange_.request_id.empty()) exchange_.request_id = loop_->shared().make_request_id();
    Response response = loop_->shared().make_problem(status, code, request, exchange_.request_id);
    if (status == 405) {
      std::string allow;
      for (const Method method : exchange_.match.allowed)
        allow.append(allow.empty() ? "" : ", ").append(method_name(method));
      add_header(response, "Allow", allow);
    }
    phase_ = Phase::handling;
    accept_answer(exchange_.number, std::move(response));
  }

  void accept_answer(std::uint64_t number, Response&& response) {
    if (phase_ != Phase::handling || number != exchange_.number) return;
    phase_ = Phase::writing;
    response_ = std::move(response);
    if (response_.close || loop_->is_stopping()) exchange_.keep_alive = false;
    const KeepAlive keep = exchange_.keep_alive ? KeepAlive::yes : KeepAlive::no;
    out_.clear();
    append_response_head(out_, response_, loop_->head_template(), keep);
    std::string_view body = response_.bytes();
    if (exchange_.method == Method::head || !status_has_body(response_.status)) body = {};
    const std::size_t joined = body.size() <= joined_bytes_max ? body.size() : 0;
    out_.append(body.substr(0, joined));
    body.remove_prefix(joined);
    set_deadline(transfer_ms(out_.size() + body.size()));
    const std::array<net::const_buffer, 2> pieces = {net::buffer(out_),
                                                     net::buffer(body.data(), body.size())};
    net::async_write(stream_, pieces, [self = this->shared_from_this()](error_code ec, std::size_t count) {
      if (self->phase_ == Phase::closed) return;
      report_exchange(self->loop_->shared(), self->exchange_, self->peer_, self->response_.status, count);
      if (ec) return self->close_now();
      self->exchange_.keep_alive ? self->next_exchange() : self->linger();
    });
  }

  // --- closing: says goodbye, then reads what still comes for a while, since closing a socket with unread
  // bytes would take the last answer away from the peer (RFC 9112 §9.6).
  void linger() {
    phase_ = Phase::lingering;
    set_deadline(linger_ms);
    linger_end_ = os::monotonic_micros() + linger_ms_max * 1000;
    if constexpr (is_tls) {
      stream_.async_shutdown([self = this->shared_from_this()](error_code) { self->shut_and_drain(); });
    } else {
      shut_and_drain();
    }
  }

  void shut_and_drain() {
    if (phase_ == Phase::closed) return;
    error_code ec;
    socket().shutdown(Socket::shutdown_send, ec);
    if (ec) return close_now();
    buffer_.clear();
    drain();
  }

  void drain() {
    socket().async_read_some(buffer_.prepare(read_bytes),
                             [self = this->shared_from_this()](error_code ec, std::size_t) {
                               if (self->phase_ == Phase::closed) return;
                               if (ec || os::monotonic_micros() > self->linger_end_) return self->close_now();
                               self->set_deadline(linger_ms);
                               self->drain();
                             });
  }

  std::shared_ptr<Loop> loop_;  // owners: the server and its connections; first, so that it goes last
  Stream stream_;
  Timer timer_;
  RequestDecoder decoder_;
  boost::beast::flat_buffer buffer_;
  Phase phase_ = Phase::handshake;
  Exchange exchange_;
  Response response_;  // keeps the body while it is written
  std::string out_;
  std::string peer_;
  std::string certificate_;  // SHA-256 of what the peer showed
  std::int64_t deadline_ = 0;
  std::int64_t linger_end_ = 0;
  bool interrupted_ = false;
  int interrupt_status_ = 0;
  const char* interrupt_code_ = "";
};

}  // namespace

void serve_connection(std::shared_ptr<Loop> loop, Socket socket, boost::asio::ssl::context* tls) {
  if (tls == nullptr) {
    std::make_shared<Connection<Socket>>(std::move(loop), std::move(socket))->start();
  } else {
    std::make_shared<Connection<TlsStream>>(std::move(loop), std::move(socket), *tls)->start();
  }
}

}  // namespace sanaq::http
