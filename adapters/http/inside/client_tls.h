#pragma once
#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "base/result.h"
#include "http/client.h"
#include "os/descriptor.h"

namespace sanaq::http {

struct SslContextFree {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct SslFree {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};
using SslContextPtr = std::unique_ptr<SSL_CTX, SslContextFree>;
using SslPtr = std::unique_ptr<SSL, SslFree>;

/// Errors: "client.trust".
Result<SslContextPtr> make_client_context(const Endpoint& endpoint);
/// A TLS session over a connected socket, with SNI and the name the certificate must be for; not yet shaken
/// hands.
SslPtr make_client_ssl(SSL_CTX& context, const Endpoint& endpoint, int fd);
/// A TCP connection without delay. wait_ms: for connecting, and then for each read and write. Errors:
/// "client.connect".
Result<os::Descriptor> connect_socket(const Endpoint& endpoint, std::int64_t wait_ms);

}  // namespace sanaq::http
