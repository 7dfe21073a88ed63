#include "http/client.h"

#include <openssl/err.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "http/inside/client_tls.h"
#include "http/response_reader.h"

namespace sanaq::http {
namespace {

Error io_error() {
  const bool timeout = errno == EAGAIN || errno == EWOULDBLOCK;
  const unsigned long code = ERR_peek_last_error();
  // A server that refuses our certificate says so after a TLS 1.3 handshake that looked finished to us.
  if (ERR_GET_LIB(code) == ERR_LIB_SSL && ERR_GET_REASON(code) > SSL_AD_REASON_OFFSET) {
    const char* reason = ERR_reason_error_string(code);
    ERR_clear_error();
    return {"client.tls", reason != nullptr ? reason : ""};
  }
  ERR_clear_error();
  return {timeout ? "client.timeout" : "client.closed", ""};
}

}  // namespace

struct Client::Inside {
  Endpoint endpoint;
  std::int64_t wait_ms = 0;
  SslContextPtr context;
  os::Descriptor socket;
  SslPtr ssl;
  ResponseReader reader;

  Result<Done> connect() {
    SANAQ_TRY(socket, connect_socket(endpoint, wait_ms));
    if (!context) return Done{};
    ssl = make_client_ssl(*context, endpoint, socket.get());
    if (SSL_connect(ssl.get()) == 1) return Done{};
    const long verdict = SSL_get_verify_result(ssl.get());
    const char* refused = ERR_reason_error_string(ERR_peek_last_error());
    const char* reason =
        verdict == X509_V_OK && refused != nullptr ? refused : X509_verify_cert_error_string(verdict);
    close();
    ERR_clear_error();
    return Error{"client.tls", reason};
  }

  void close() {
    if (ssl) SSL_shutdown(ssl.get());
    ERR_clear_error();
    ssl.reset();
    socket.close();
  }

  Result<Done> write(std::string_view bytes) {
    while (!bytes.empty()) {
      errno = 0;
      const ssize_t n =
          ssl ? SSL_write(ssl.get(), bytes.data(), static_cast<int>(std::min(bytes.size(), size_t{1} << 20)))
              : ::send(socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return io_error();
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return Done{};
  }

  Result<Done> read() {
    std::array<char, 16384> part{};
    while (reader.state() == ResponseReader::State::reading) {
      errno = 0;
      const ssize_t n = ssl ? SSL_read(ssl.get(), part.data(), part.size())
                            : ::recv(socket.get(), part.data(), part.size(), 0);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0 || (n == 0 && ssl && SSL_get_error(ssl.get(), 0) != SSL_ERROR_ZERO_RETURN)) return io_error();
      if (n == 0 && !reader.has_begun()) return Error{"client.closed", ""};
      if (n == 0) reader.feed_end();
      reader.feed({part.data(), static_cast<std::size_t>(n)});
    }
    if (reader.state() == ResponseReader::State::broken) return Error{"client.answer", ""};
    return Done{};
  }

  Result<Done> exchange(std::string_view bytes, ResponseReader::Body body) {
    if (!socket) SANAQ_TRY_DONE(connect());
    reader.reset(body);
    // A server may answer and close before it has read all of a request it refuses: look for the answer
    // first.
    const auto sent = write(bytes);
    auto answered = read();
    return !answered && !sent ? Result<Done>(sent.error()) : std::move(answered);
  }
};

Client::Client(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() {
  if (inside_) inside_->close();
}

Result<Client> Client::create(Endpoint endpoint, std::int64_t wait_ms) {
  auto inside = std::make_unique<Inside>();
  if (endpoint.tls) {
    SANAQ_TRY(inside->context, make_client_context(endpoint));
  }
  inside->endpoint = std::move(endpoint);
  inside->wait_ms = wait_ms;
  return Client(std::move(inside));
}

void Client::close() { inside_->close(); }

Result<ClientResponse> Client::send(const ClientRequest& request) {
  Inside& in = *inside_;
  const std::string bytes = to_request_bytes(request, in.endpoint);
  const auto body =
      request.method == Method::head ? ResponseReader::Body::none : ResponseReader::Body::expected;
  const bool reused = static_cast<bool>(in.socket);
  auto done = in.exchange(bytes, body);
  if (!done && reused && done.error().code == "client.closed" && !in.reader.has_begun()) {
    in.close();
    done = in.exchange(bytes, body);
  }
  if (!done || !in.reader.keeps_alive()) in.close();
  if (!done) return done.error();
  return ClientResponse{in.reader.status(), in.reader.headers(), in.reader.take_body()};
}

Result<ClientResponse> Client::get(std::string target, Fields headers) {
  return send({Method::get, std::move(target), std::move(headers), {}});
}

Result<ClientResponse> Client::post(std::string target, std::string content_type, std::string body,
                                    Fields headers) {
  headers.push_back({"Content-Type", std::move(content_type)});
  return send({Method::post, std::move(target), std::move(headers), std::move(body)});
}

std::string to_request_bytes(const ClientRequest& request, const Endpoint& endpoint) {
  std::string out(method_name(request.method));
  out += " " + request.target + " HTTP/1.1\r\nHost: " + endpoint.host;
  if (endpoint.port != (endpoint.tls ? 443 : 80)) out += ":" + std::to_string(endpoint.port);
  out += "\r\n";
  for (const Field& field : request.headers) out += field.name + ": " + field.value + "\r\n";
  if (!request.body.empty() || request.method == Method::post || request.method == Method::put ||
      request.method == Method::patch)
    out += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  out += "\r\n";
  out += request.body;
  return out;
}

}  // namespace sanaq::http
