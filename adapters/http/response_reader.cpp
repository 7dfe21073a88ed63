#include "http/response_reader.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq::http {
namespace {

constexpr std::size_t head_bytes_max = std::size_t{64} << 10;

// A hexadecimal number of at most 8 digits, then the end or ';'. -1 when malformed.
std::int64_t parse_chunk_size(std::string_view line) {
  std::int64_t size = 0;
  std::size_t digits = 0;
  for (const char c : line) {
    if (c == ';' && digits > 0) break;
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0 || ++digits > 8) return -1;
    size = size * 16 + digit;
  }
  return digits == 0 ? -1 : size;
}

}  // namespace

void ResponseReader::reset(Body expected) {
  state_ = State::reading;
  step_ = Step::head;
  expected_ = expected;
  begun_ = false;
  keep_alive_ = true;
  status_ = 0;
  line_.clear();
  left_ = 0;
  headers_.clear();
  body_.clear();
}

std::size_t ResponseReader::feed(std::string_view bytes) {
  std::size_t used = 0;
  if (!bytes.empty()) begun_ = true;
  while (state_ == State::reading && used < bytes.size()) {
    const std::string_view rest = bytes.substr(used);
    const bool body = step_ == Step::length || step_ == Step::chunk || step_ == Step::until_end;
    used += body ? feed_body(rest) : feed_line(rest);
  }
  return used;
}

void ResponseReader::feed_end() {
  if (state_ != State::reading) return;
  keep_alive_ = false;
  step_ == Step::until_end ? finish() : fail();
}

// Collects a whole head (until the blank line) or one line of the chunk grammar.
std::size_t ResponseReader::feed_line(std::string_view bytes) {
  const std::string_view end = step_ == Step::head ? "\r\n\r\n" : "\r\n";
  if (line_.empty()) {
    // The usual case: all of it has arrived at once, nothing needs to be copied.
    if (const std::size_t at = bytes.find(end); at != std::string_view::npos) {
      use_line(bytes.substr(0, at));
      return at + end.size();
    }
  }
  const std::size_t before = line_.size();
  line_.append(bytes);
  const std::size_t at = line_.find(end, before < end.size() ? 0 : before - end.size());
  if (at == std::string::npos) {
    if (line_.size() > head_bytes_max) fail();
    return bytes.size();
  }
  const std::string line = line_.substr(0, at);
  line_.clear();
  use_line(line);
  return at + end.size() - before;
}

void ResponseReader::use_line(std::string_view line) {
  if (step_ == Step::head) {
    if (!read_head(line) || !choose_body()) fail();
  } else if (step_ == Step::chunk_size) {
    const std::int64_t size = parse_chunk_size(line);
    if (size < 0) return fail();
    left_ = static_cast<std::uint64_t>(size);
    step_ = size == 0 ? Step::trailers : Step::chunk;
  } else if (step_ == Step::chunk_end) {
    if (!line.empty()) return fail();
    step_ = Step::chunk_size;
  } else if (line.empty()) {
    finish();
  }
}

bool ResponseReader::read_head(std::string_view head) {
  const std::size_t first_end = std::min(head.find("\r\n"), head.size());
  const std::string_view first = head.substr(0, first_end);
  if (!first.starts_with("HTTP/1.") || first.size() < 12 || first[8] != ' ') return false;
  const auto status = parse_digits(first.substr(9, 3));
  if (!status || *status < 100) return false;
  status_ = static_cast<int>(*status);
  keep_alive_ = first[7] != '0';
  head.remove_prefix(std::min(first_end + 2, head.size()));
  while (!head.empty()) {
    const std::size_t end = std::min(head.find("\r\n"), head.size());
    const std::size_t colon = head.substr(0, end).find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    headers_.add(head.substr(0, colon), trim(head.substr(colon + 1, end - colon - 1)));
    head.remove_prefix(std::min(end + 2, head.size()));
  }
  if (const auto connection = headers_.get("connection"); !connection.empty())
    keep_alive_ = equal_ignoring_case(connection, "keep-alive");
  return true;
}

bool ResponseReader::choose_body() {
  if (status_ < 200) {
    headers_.clear();  // interim: the real head follows
    return status_ != 101;
  }
  if (expected_ == Body::none || status_ == 204 || status_ == 304) return finish(), true;
  if (equal_ignoring_case(headers_.get("transfer-encoding"), "chunked")) {
    step_ = Step::chunk_size;
    return true;
  }
  const std::string_view length = headers_.get("content-length");
  if (length.empty()) {
    step_ = Step::until_end;
    keep_alive_ = false;
    return true;
  }
  const auto size = parse_digits(length);
  if (!size || static_cast<std::uint64_t>(*size) > body_bytes_max_) return false;
  left_ = static_cast<std::uint64_t>(*size);
  step_ = Step::length;
  if (left_ == 0) finish();
  return true;
}

std::size_t ResponseReader::feed_body(std::string_view bytes) {
  const std::size_t count = step_ == Step::until_end
                                ? bytes.size()
                                : static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  if (count > body_bytes_max_ - body_.size()) {
    fail();
    return 0;
  }
  body_.append(bytes.substr(0, count));
  if (step_ == Step::until_end) return count;
  left_ -= count;
  if (left_ == 0 && step_ == Step::length) finish();
  if (left_ == 0 && step_ == Step::chunk) step_ = Step::chunk_end;
  return count;
}

}  // namespace sanaq::http
