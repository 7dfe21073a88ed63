#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "http/fields.h"
#include "http/headers.h"

namespace sanaq::http {

/// Bytes of a connection -> answers, for our clients. One object reads the answers of a connection one after
/// the other.
class ResponseReader {
 public:
  enum class State : std::uint8_t { reading, done, broken };
  /// What the answer belongs to: answers to HEAD have no body whatever their headers say.
  enum class Body : std::uint8_t { expected, none };

  explicit ResponseReader(std::size_t body_bytes_max = std::size_t{64} << 20)
      : body_bytes_max_(body_bytes_max) {}
  /// Takes bytes and gives how many it used; the rest belongs to the next answer. Interim 1xx answers are
  /// skipped.
  std::size_t feed(std::string_view bytes);
  /// The peer closed: completes a body that lasts until the end, breaks any other.
  void feed_end();
  State state() const { return state_; }
  bool has_begun() const { return begun_; }
  int status() const { return status_; }
  bool keeps_alive() const { return keep_alive_; }
  const Headers& headers() const { return headers_; }
  const std::string& body() const { return body_; }
  std::string take_body() { return std::move(body_); }
  /// Ready for the next answer; keeps its memory.
  void reset(Body expected = Body::expected);

 private:
  enum class Step : std::uint8_t { head, length, chunk_size, chunk, chunk_end, trailers, until_end };
  bool read_head(std::string_view head);
  bool choose_body();
  std::size_t feed_line(std::string_view bytes);
  void use_line(std::string_view line);
  std::size_t feed_body(std::string_view bytes);
  void finish() { state_ = State::done; }
  void fail() { state_ = State::broken; }

  std::size_t body_bytes_max_;
  State state_ = State::reading;
  Step step_ = Step::head;
  Body expected_ = Body::expected;
  bool begun_ = false;
  bool keep_alive_ = true;
  int status_ = 0;
  std::string line_;  // an incomplete head or line
  std::uint64_t left_ = 0;
  Headers headers_;
  std::string body_;
};

}  // namespace sanaq::http
