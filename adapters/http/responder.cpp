#include "http/responder.h"

namespace sanaq::http {

Responder& Responder::operator=(Responder&& other) noexcept {
  if (this != &other) {
    drop();
    sink_ = std::move(other.sink_);
    exchange_ = other.exchange_;
    accepted_ = other.accepted_;
    request_id_ = std::move(other.request_id_);
  }
  return *this;
}

Responder::~Responder() { drop(); }

void Responder::send(Response response) {
  SANAQ_CHECK(sink_ != nullptr);
  compress_response(response, accepted_);
  ResponseSink& sink = *sink_;
  sink.deliver(exchange_, std::move(response), std::move(sink_));
  sink_ = nullptr;
}

void Responder::drop() {
  if (sink_ != nullptr) send(problem(500, "server.dropped", request_id_));
}

}  // namespace sanaq::http
