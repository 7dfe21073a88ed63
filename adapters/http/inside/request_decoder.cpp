#include "http/inside/request_decoder.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <optional>

#include "base/text.h"

namespace sanaq::http {
namespace {

namespace beast = boost::beast;
using beast::error_code;

constexpr std::size_t last_chunk_bytes = 5;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

class RequestDecoder::Parser final : public beast::http::basic_parser<true> {
 public:
  Parser(const DecoderLimits& limits, const HeadHook& hook) : limits_(limits), hook_(hook) {
    eager(true);
    header_limit(static_cast<std::uint32_t>(limits.head_bytes_max));
    body_limit(boost::none);  // ours depends on the route and counts what really arrives
  }

  Request request;
  Refusal refusal;
  std::size_t body_bytes_max = 0;
  bool refused = false;
  bool head_done = false;
  bool line_done = false;
  bool expects_continue = false;
  bool chunked_named = false;

  void refuse(int status, const char* code) {
    if (!refused) refusal = {status, code};
    refused = true;
  }

 private:
  void stop(int status, const char* code, error_code& ec) {
    refuse(status, code);
    ec = beast::http::error::bad_value;
  }

  void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target, int version,
                       error_code& ec) override {
    line_done = true;
    head_bytes_ = method.size() + target.size();
    request_version_ = version;
    if (version != 10 && version != 11) return stop(505, "http.version", ec);
    const auto known = http::parse_method(view(method));
    if (!known) return stop(501, "http.method", ec);
    if (target.size() > limits_.target_bytes_max) return stop(414, "http.target", ec);
    auto parsed = http::parse_target(view(target));
    if (!parsed) return stop(400, parsed.error().code == "http.query" ? "http.query" : "http.path", ec);
    request.method = *known;
    request.path = std::move(parsed->path);
    request.query = std::move(parsed->query);
  }

  void on_response_impl(int, beast::string_view, int, error_code&) override {}

  void on_field_impl(beast::http::field field, beast::string_view name, beast::string_view value,
                     error_code& ec) override {
    head_bytes_ += name.size() + value.size() + 4;
    if (head_bytes_ > limits_.head_bytes_max || request.headers.size() == limits_.headers_max)
      return stop(431, "http.headers", ec);
    // Trailers of a chunked body come here too; nobody reads them.
    if (head_done) return;
    if (!is_utf8(view(value))) return stop(400, "http.header", ec);
    if (field == beast::http::field::transfer_encoding) {
      if (chunked_named || !equal_ignoring_case(view(value), "chunked")) return stop(400, "http.length", ec);
      chunked_named = true;
    }
    if (field == beast::http::field::content_length &&
        (chunked_named || !parse_digits(view(value)) || request.headers.count("content-length") > 0))
      return stop(400, "http.length", ec);
    if (field == beast::http::field::host && request.headers.count("host") > 0)
      return stop(400, "http.host", ec);
    request.headers.add(view(name), view(value));
  }

  void on_header_impl(error_code& ec) override {
    head_done = true;
    if (version_is_11() && request.header("host").empty()) return stop(400, "http.host", ec);
    if (!version_is_11() && chunked_named) return stop(400, "http.length", ec);
    if (chunked_named && request.headers.count("content-length") > 0) return stop(400, "http.length", ec);
    if (const std::string_view expect = request.header("expect"); !expect.empty()) {
      if (!equal_ignoring_case(expect, "100-continue")) return stop(417, "http.expect", ec);
      expects_continue = version_is_11();
    }
    request.cookies = parse_cookies(request.header("cookie"));
    body_bytes_max = hook_(request);
    const auto announced = content_length();
    if (announced && *announced > body_bytes_max) return stop(413, "http.body", ec);
    if (announced)
      request.body.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(*announced, 1 << 16)));
  }

  bool version_is_11() const { return request_version_ == 11; }

  void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {
    expects_continue = false;
  }

  std::size_t append(beast::string_view part, error_code& ec) {
    if (part.size() > body_bytes_max - request.body.size()) {
      stop(413, "http.body", ec);
      return 0;
    }
    request.body.append(part.data(), part.size());
    return part.size();
  }

  std::size_t on_body_impl(beast::string_view part, error_code& ec) override { return append(part, ec); }
  void on_chunk_header_impl(std::uint64_t, beast::string_view extension, error_code& ec) override {
    constexpr std::size_t extension_bytes_max = 256;
    if (extension.size() > extension_bytes_max) stop(400, "http.chunk", ec);
  }
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view part, error_code& ec) override {
    return append(part, ec);
  }
  void on_finish_impl(error_code&) override {}

  const DecoderLimits& limits_;
  const HeadHook& hook_;
  std::size_t head_bytes_ = 0;
  int request_version_ = 11;
};

struct RequestDecoder::Inside {
  DecoderLimits limits;
  HeadHook hook;
  std::optional<Parser> parser;

  // What the grammar refused, in our words.
  void refuse(const error_code& ec, std::string_view unread) {
    using beast::http::error;
    // A head that comes slowly is parsed when it is complete: the line may lie in the unread bytes.
    const bool line_done =
        parser->line_done || unread.substr(0, limits.head_bytes_max).find("\r\n") != unread.npos;
    if (ec == error::header_limit && !line_done) return parser->refuse(414, "http.target");
    if (ec == error::header_limit) return parser->refuse(431, "http.headers");
    if (ec == error::bad_content_length || ec == error::multiple_content_length ||
        ec == error::bad_transfer_encoding)
      return parser->refuse(400, "http.length");
    if (ec == error::bad_chunk || ec == error::bad_chunk_extension) return parser->refuse(400, "http.chunk");
    if (ec == error::bad_version) return parser->refuse(505, "http.version");
    parser->refuse(400, "http.syntax");
  }
};

RequestDecoder::RequestDecoder(const DecoderLimits& limits, HeadHook on_head)
    : inside_(std::make_unique<Inside>(Inside{limits, std::move(on_head), std::nullopt})) {
  reset();
}

RequestDecoder::~RequestDecoder() = default;

std::size_t RequestDecoder::feed(std::string_view bytes) {
  Parser& parser = *inside_->parser;
  std::size_t used = 0;
  while (used < bytes.size() && state() != State::done && state() != State::refused) {
    error_code ec;
    const std::string_view rest = bytes.substr(used);
    // Beast 1.81 asserts that a last chunk it sees again has five bytes ("0\r\n\r\n"); every valid chunked
    // body has at least so many left wherever it is cut, so fewer can wait.
    if (parser.head_done && parser.chunked_named && rest.size() < last_chunk_bytes) break;
    const std::size_t n = parser.put(boost::asio::const_buffer(rest.data(), rest.size()), ec);
    used += n;
    if (ec && ec != beast::http::error::need_more) inside_->refuse(ec, rest);
    // What stays unread is a part of the head, of a chunk's head or of the trailers: small in any honest
    // message.
    if (ec == beast::http::error::need_more && bytes.size() - used >= inside_->limits.head_bytes_max)
      inside_->refuse(parser.head_done ? beast::http::error::bad_chunk : beast::http::error::header_limit,
                      rest);
    if (n == 0) break;
  }
  return used;
}

RequestDecoder::State RequestDecoder::state() const {
  const Parser& parser = *inside_->parser;
  if (parser.refused) return State::refused;
  if (!parser.head_done) return State::head;
  return parser.is_done() ? State::done : State::body;
}

const RequestDecoder::Refusal& RequestDecoder::refusal() const { return inside_->parser->refusal; }
std::optional<Request> RequestDecoder::take_head() {
  if (!inside_->parser->head_done) return std::nullopt;
  return std::move(inside_->parser->request);
}
bool RequestDecoder::wants_continue() const {
  return state() == State::body && inside_->parser->expects_continue;
}
bool RequestDecoder::keeps_alive() const {
  return inside_->parser->head_done && inside_->parser->keep_alive();
}

std::uint64_t RequestDecoder::body_bytes_announced() const {
  return inside_->parser->head_done ? inside_->parser->content_length().value_or(0) : 0;
}

AcceptedCodings RequestDecoder::accepted_codings() const {
  return parse_accept_encoding(inside_->parser->request.header("accept-encoding"));
}

Request RequestDecoder::take() {
  SANAQ_CHECK(state() == State::done);
  return std::move(inside_->parser->request);
}

void RequestDecoder::reset() { inside_->parser.emplace(inside_->limits, inside_->hook); }

}  // namespace sanaq::http
