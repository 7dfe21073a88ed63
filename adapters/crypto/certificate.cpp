#include "crypto/certificate.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "os/files.h"

namespace sanaq::crypto {
namespace {

constexpr int valid_days = 365;
constexpr int renew_days = 30;
constexpr std::size_t pem_max = 65'536;

struct Deleter {
  void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
  void operator()(X509* p) const { X509_free(p); }
  void operator()(X509_EXTENSION* p) const { X509_EXTENSION_free(p); }
  void operator()(BIO* p) const { BIO_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Deleter>;

Error failed(const char* step) { return {"certificate.make", step}; }

bool is_address(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> buffer{};
  return ::inet_pton(AF_INET, host.c_str(), buffer.data()) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), buffer.data()) == 1;
}

bool is_host_name(const std::string& host) {
  return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
}

Result<std::string> alternative_names(const std::vector<std::string>& hosts) {
  std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
  for (const std::string& host : hosts) {
    if (is_address(host)) {
      names += ",IP:" + host;
    } else if (is_host_name(host)) {
      names += ",DNS:" + host;
    } else {
      return Error{"certificate.host", host};
    }
  }
  return names;
}

bool add_extension(X509* certificate, int number, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const Owned<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, &context, number, value.c_str()));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool set_identity(X509* certificate, EVP_PKEY* key) {
  std::array<unsigned char, 16> serial{};
  if (RAND_bytes(serial.data(), serial.size()) != 1) return false;
  serial[0] &= 0x7F;  // positive
  BIGNUM* number = BN_bin2bn(serial.data(), serial.size(), nullptr);
  const bool numbered = number != nullptr && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr;
  BN_free(number);
  X509_NAME* name = X509_get_subject_name(certificate);
  const auto* text = reinterpret_cast<const unsigned char*>("Sanaq demo");
  return numbered && X509_set_version(certificate, X509_VERSION_3) == 1 &&
         X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0) == 1 &&
         X509_set_issuer_name(certificate, name) == 1 && X509_set_pubkey(certificate, key) == 1;
}

bool set_validity(X509* certificate, UtcInstant now) {
  const time_t begin = static_cast<time_t>(now.micros / micros_per_second) - 3600;
  return ASN1_TIME_set(X509_getm_notBefore(certificate), begin) != nullptr &&
         ASN1_TIME_adj(X509_getm_notAfter(certificate), begin, valid_days, 0) != nullptr;
}

template <class Write>
Result<std::string> to_pem(Write write) {
  const Owned<BIO> memory(BIO_new(BIO_s_mem()));
  if (!memory || write(memory.get()) != 1) return failed("pem");
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &data);
  return std::string(data, static_cast<std::size_t>(size));
}

Owned<X509> parse_certificate(const std::string& pem) {
  const Owned<BIO> memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return Owned<X509>(memory ? PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr) : nullptr);
}

Owned<EVP_PKEY> parse_key(const std::string& pem) {
  const Owned<BIO> memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return Owned<EVP_PKEY>(memory ? PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr) : nullptr);
}

bool names_host(X509* certificate, const std::string& host) {
  return is_address(host) ? X509_check_ip_asc(certificate, host.c_str(), 0) == 1
                          : X509_check_host(certificate, host.data(), host.size(), 0, nullptr) == 1;
}

/// True when both files are there, belong together, name every host and last long enough.
bool is_good(const CertificateFiles& files, const std::vector<std::string>& hosts, UtcInstant now) {
  const auto certificate_pem = os::read_file(files.certificate, pem_max);
  const auto key_pem = os::read_file(files.key, pem_max);
  if (!certificate_pem || !key_pem) return false;
  const Owned<X509> certificate = parse_certificate(*certificate_pem);
  const Owned<EVP_PKEY> key = parse_key(*key_pem);
  if (!certificate || !key || X509_check_private_key(certificate.get(), key.get()) != 1) return false;
  const auto named = [&](const std::string& host) { return names_host(certificate.get(), host); };
  if (!std::all_of(hosts.begin(), hosts.end(), named)) return false;
  const time_t at = static_cast<time_t>(now.micros / micros_per_second);
  time_t later = at + static_cast<time_t>(renew_days) * 86'400;
  time_t from = at;
  return X509_cmp_time(X509_get0_notAfter(certificate.get()), &later) > 0 &&
         X509_cmp_time(X509_get0_notBefore(certificate.get()), &from) <= 0;
}

}  // namespace

Result<Done> ensure_demo_certificate(const CertificateFiles& files, const std::vector<std::string>& hosts,
                                     UtcInstant now) {
  SANAQ_TRY(const std::string names, alternative_names(hosts));
  if (is_good(files, hosts, now)) return Done{};
  const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
  const Owned<X509> certificate(X509_new());
  if (!key || !certificate) return failed("key");
  if (!set_identity(certificate.get(), key.get()) || !set_validity(certificate.get(), now)) return failed("fields");
  const bool extended = add_extension(certificate.get(), NID_subject_alt_name, names) &&
                        add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE") &&
                        add_extension(certificate.get(), NID_key_usage, "critical,digitalSignature") &&
                        add_extension(certificate.get(), NID_ext_key_usage, "serverAuth");
  if (!extended) return failed("extensions");
  if (X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0) return failed("sign");
  SANAQ_TRY(const std::string key_pem, to_pem([&](BIO* out) {
              return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
            }));
  SANAQ_TRY(const std::string certificate_pem,
            to_pem([&](BIO* out) { return PEM_write_bio_X509(out, certificate.get()); }));
  SANAQ_TRY_DONE(os::write_file(files.key, key_pem, os::FileAccess::owner_only));
  return os::write_file(files.certificate, certificate_pem);
}

}  // namespace sanaq::crypto
