#pragma once
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace sanaq::crypto {

/// Frees objects of OpenSSL.
struct OpenSslFree {
  void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
  void operator()(X509* p) const { X509_free(p); }
  void operator()(X509_REQ* p) const { X509_REQ_free(p); }
  void operator()(X509_EXTENSION* p) const { X509_EXTENSION_free(p); }
  void operator()(PKCS12* p) const { PKCS12_free(p); }
  void operator()(BIO* p) const { BIO_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, OpenSslFree>;

/// No file of ours with certificates or a key is larger, in bytes.
inline constexpr std::size_t pem_max = 65'536;

/// "certificate.make"; step: what did not work.
Error certificate_failure(const char* step);

/// The steps of making a certificate; each tells whether it worked. issuer: the same for a self-signed one.
bool add_extension(X509* certificate, X509* issuer, int number, const std::string& value);
/// A random serial of 127 bits, X.509 version 3, the key and the name (CN).
bool set_identity(X509* certificate, EVP_PKEY* key, std::string_view common_name);
/// From an hour before `now`, so that a clock that is a little behind does no harm.
bool set_validity(X509* certificate, UtcInstant now, int days);

/// Null when the text is not PEM of such a thing.
Owned<X509> parse_certificate(const std::string& pem);
Owned<EVP_PKEY> parse_key(const std::string& pem);
/// Errors: "certificate.make".
Result<std::string> to_pem(X509* certificate);
Result<std::string> to_pem(EVP_PKEY* key);

}  // namespace sanaq::crypto
