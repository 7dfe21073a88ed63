#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "http/content_coding.h"
#include "http/request.h"
#include "http/response.h"

namespace sanaq::http {

/// Where answers go: a connection of the server, or a fake in tests.
class ResponseSink {
 public:
  virtual ~ResponseSink() = default;
  /// exchange: which request of the sink is answered; an answer to another one is dropped. self: this sink,
  /// handed over so that the caller's thread is never the last owner. Any thread.
  virtual void deliver(std::uint64_t exchange, Response&& response, std::shared_ptr<ResponseSink> self) = 0;
};

/// The right to answer one request, once, from any thread, at any time. One that goes away unsent answers 500
/// `server.dropped`, so no browser waits for ever.
class Responder {
 public:
  Responder(std::shared_ptr<ResponseSink> sink, std::uint64_t exchange, AcceptedCodings accepted,
            std::string request_id)
      : sink_(std::move(sink)),
        exchange_(exchange),
        accepted_(accepted),
        request_id_(std::move(request_id)) {}
  Responder(Responder&&) noexcept = default;
  Responder& operator=(Responder&& other) noexcept;
  Responder(const Responder&) = delete;
  Responder& operator=(const Responder&) = delete;
  ~Responder();

  /// Answers; compresses on this thread when the response asks for it. A second call is a bug.
  void send(Response response);
  bool is_sent() const { return sink_ == nullptr; }
  const std::string& request_id() const { return request_id_; }

 private:
  void drop();
  std::shared_ptr<ResponseSink> sink_;  // owners: the connection's pending operations and this handle
  std::uint64_t exchange_;
  AcceptedCodings accepted_;
  std::string request_id_;
};

/// Handles a request: answers at once or keeps the Responder for later. What it throws is logged and answered
/// with 500 `server.dropped`.
using Handler = std::function<void(Request&&, Responder&&)>;

}  // namespace sanaq::http
