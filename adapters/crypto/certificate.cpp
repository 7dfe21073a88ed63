#include "crypto/certificate.h"

#include <arpa/inet.h>
#include <openssl/ec.h>

#include <algorithm>
#include <array>

#include "crypto/x509_parts.h"
#include "os/files.h"

namespace sanaq::crypto {
namespace {

constexpr int valid_days = 365;
constexpr int renew_days = 30;

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
  if (!key || !certificate) return certificate_failure("key");
  if (!set_identity(certificate.get(), key.get(), "Sanaq demo") ||
      X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get())) != 1 ||
      !set_validity(certificate.get(), now, valid_days))
    return certificate_failure("fields");
  const auto extend = [&](int number, const std::string& value) {
    return add_extension(certificate.get(), certificate.get(), number, value);
  };
  if (!extend(NID_subject_alt_name, names) || !extend(NID_basic_constraints, "critical,CA:FALSE") ||
      !extend(NID_key_usage, "critical,digitalSignature") || !extend(NID_ext_key_usage, "serverAuth"))
    return certificate_failure("extensions");
  if (X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0) return certificate_failure("sign");
  SANAQ_TRY(const std::string key_pem, to_pem(key.get()));
  SANAQ_TRY(const std::string certificate_pem, to_pem(certificate.get()));
  SANAQ_TRY_DONE(os::write_file(files.key, key_pem, os::FileAccess::owner_only));
  return os::write_file(files.certificate, certificate_pem);
}

}  // namespace sanaq::crypto
