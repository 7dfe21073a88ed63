#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "http/fields.h"
#include "http/headers.h"
#include "http/method.h"

namespace sanaq::http {

/// Whose certificates a client believes.
enum class Trust : std::uint8_t {
  system,    // the authorities this machine trusts
  file,      // those in `trust_file` (PEM): the demo certificate, an office's own authority
  anything,  // none is checked: only for a load test against oneself
};

/// Where a client goes to.
struct Endpoint {
  std::string host;  // a name or an address; also what the certificate must be for
  std::uint16_t port = 443;
  bool tls = true;
  Trust trust = Trust::system;
  std::string trust_file;
  /// What the client shows to a server that asks, PEM files; empty: nothing. Errors of create():
  /// "client.trust".
  std::string certificate_file = {}, key_file = {};
};

struct ClientRequest {
  Method method = Method::get;
  std::string target = "/";  // path and query, encoded
  Fields headers;
  std::string body;
};

struct ClientResponse {
  int status = 0;
  Headers headers;
  std::string body;
  /// A view into this object.
  std::string_view header(std::string_view name) const { return headers.get(name); }
};

/// A blocking HTTP/1.1 client with one kept connection, for jobs, tests and measurements. One thread at a
/// time.
class Client {
 public:
  /// Does not connect yet. wait_ms: for connecting and for each read or write. Errors: "client.trust".
  static Result<Client> create(Endpoint endpoint, std::int64_t wait_ms = 10'000);
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;
  ~Client();

  /// Sends and waits for the answer; redirects are not followed, bodies not decompressed. A kept connection
  /// that the server has closed meanwhile is opened again once. Errors: "client.connect", "client.tls" (the
  /// certificate is not believed), "client.closed", "client.timeout", "client.answer" (not HTTP, or larger
  /// than 64 MiB).
  Result<ClientResponse> send(const ClientRequest& request);
  Result<ClientResponse> get(std::string target, Fields headers = {});
  Result<ClientResponse> post(std::string target, std::string content_type, std::string body,
                              Fields headers = {});
  void close();

 private:
  struct Inside;
  explicit Client(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// The bytes of a request with Host and Content-Length.
std::string to_request_bytes(const ClientRequest& request, const Endpoint& endpoint);

}  // namespace sanaq::http
