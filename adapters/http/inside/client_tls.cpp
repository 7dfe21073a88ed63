#include "http/inside/client_tls.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <cerrno>
#include <system_error>

namespace sanaq::http {
namespace {

bool is_ip_address(const std::string& host) {
  unsigned char bytes[16];
  return ::inet_pton(AF_INET, host.c_str(), bytes) == 1 || ::inet_pton(AF_INET6, host.c_str(), bytes) == 1;
}

struct AddressFree {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};

void set_wait(int fd, std::int64_t wait_ms) {
  const timeval wait{wait_ms / 1000, (wait_ms % 1000) * 1000};
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
  const int one = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

}  // namespace

Result<SslContextPtr> make_client_context(const Endpoint& endpoint) {
  SslContextPtr context(SSL_CTX_new(TLS_client_method()));
  SANAQ_CHECK(context != nullptr);
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  // Several records are taken from the socket by one read.
  SSL_CTX_set_read_ahead(context.get(), 1);
  SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_verify(context.get(), endpoint.trust == Trust::anything ? SSL_VERIFY_NONE : SSL_VERIFY_PEER,
                     nullptr);
  int ok = 1;
  if (endpoint.trust == Trust::system) ok = SSL_CTX_set_default_verify_paths(context.get());
  if (endpoint.trust == Trust::file)
    ok = SSL_CTX_load_verify_locations(context.get(), endpoint.trust_file.c_str(), nullptr);
  if (ok == 1 && !endpoint.certificate_file.empty())
    ok = SSL_CTX_use_certificate_chain_file(context.get(), endpoint.certificate_file.c_str()) == 1
             ? SSL_CTX_use_PrivateKey_file(context.get(), endpoint.key_file.c_str(), SSL_FILETYPE_PEM)
             : 0;
  ERR_clear_error();
  if (ok != 1) return Error{"client.trust", endpoint.trust_file + endpoint.certificate_file};
  return context;
}

SslPtr make_client_ssl(SSL_CTX& context, const Endpoint& endpoint, int fd) {
  SslPtr ssl(SSL_new(&context));
  SANAQ_CHECK(ssl != nullptr);
  SANAQ_CHECK(SSL_set_fd(ssl.get(), fd) == 1);
  if (is_ip_address(endpoint.host)) {
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl.get()), endpoint.host.c_str());
  } else {
    SSL_set_tlsext_host_name(ssl.get(), endpoint.host.c_str());
    SSL_set1_host(ssl.get(), endpoint.host.c_str());
  }
  SSL_set_connect_state(ssl.get());
  return ssl;
}

Result<os::Descriptor> connect_socket(const Endpoint& endpoint, std::int64_t wait_ms) {
  const std::string where = endpoint.host + ":" + std::to_string(endpoint.port);
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  const int found =
      ::getaddrinfo(endpoint.host.c_str(), std::to_string(endpoint.port).c_str(), &hints, &list);
  if (found != 0) return Error{"client.connect", where + ": " + ::gai_strerror(found)};
  const std::unique_ptr<addrinfo, AddressFree> owner(list);
  int reason = 0;
  for (const addrinfo* a = list; a != nullptr; a = a->ai_next) {
    os::Descriptor socket(::socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC, a->ai_protocol));
    if (!socket) continue;
    set_wait(socket.get(), wait_ms);
    if (::connect(socket.get(), a->ai_addr, a->ai_addrlen) == 0) return socket;
    reason = errno;
  }
  return Error{"client.connect", where + ": " + std::generic_category().message(reason)};
}

}  // namespace sanaq::http
