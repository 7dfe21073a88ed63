#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/content_coding.h"
#include "http/request.h"

namespace sanaq::http {

struct DecoderLimits {
  std::size_t head_bytes_max = std::size_t{16} << 10;
  std::size_t target_bytes_max = std::size_t{8} << 10;
  std::size_t headers_max = 100;
};

/// Bytes of a connection -> Request. Strict where leniency would let two programs read different messages:
/// exactly one Host, one Content-Length or one `Transfer-Encoding: chunked` and never both, CRLF line ends,
/// UTF-8 everywhere.
class RequestDecoder {
 public:
  /// How a request was refused: what to answer before the connection is closed.
  struct Refusal {
    int status = 400;
    const char* code = "http.syntax";
  };
  enum class State : std::uint8_t { head, body, done, refused };
  /// Called when the head is complete, with everything but the body: gives the number of bytes the body may
  /// have.
  using HeadHook = std::function<std::size_t(Request& head)>;

  RequestDecoder(const DecoderLimits& limits, HeadHook on_head);
  ~RequestDecoder();
  RequestDecoder(const RequestDecoder&) = delete;
  RequestDecoder& operator=(const RequestDecoder&) = delete;

  /// Takes bytes and gives how many it used; the rest must stand at the front of the next call, followed by
  /// more.
  std::size_t feed(std::string_view bytes);
  State state() const;
  const Refusal& refusal() const;
  /// The head of a request that was refused for its body; nothing when it was not read to its end.
  std::optional<Request> take_head();
  /// True from the end of the head to the first byte of the body when the sender waits for "100 Continue".
  bool wants_continue() const;
  bool keeps_alive() const;
  /// Content-Length, 0 when chunked or absent.
  std::uint64_t body_bytes_announced() const;
  AcceptedCodings accepted_codings() const;
  /// state() == done.
  Request take();
  /// Ready for the next request.
  void reset();

 private:
  class Parser;
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace sanaq::http
