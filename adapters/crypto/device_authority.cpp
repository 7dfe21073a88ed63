#include "crypto/device_authority.h"

#include <openssl/ec.h>
#include <openssl/pem.h>

#include <algorithm>

#include "crypto/x509_parts.h"
#include "os/files.h"

namespace sanaq::crypto {

struct DeviceAuthority::Inside {
  Owned<X509> certificate;
  Owned<EVP_PKEY> key;

  /// Signs a certificate whose identity and time are set.
  bool issue(X509* made, const char* use, const std::string& names) const {
    const auto extend = [&](int number, const std::string& value) {
      return add_extension(made, certificate.get(), number, value);
    };
    return X509_set_issuer_name(made, X509_get_subject_name(certificate.get())) == 1 &&
           extend(NID_basic_constraints, "critical,CA:FALSE") &&
           extend(NID_key_usage, "critical,digitalSignature") && extend(NID_ext_key_usage, use) &&
           extend(NID_authority_key_identifier, "keyid") &&
           (names.empty() || extend(NID_subject_alt_name, names)) &&
           X509_sign(made, key.get(), EVP_sha256()) != 0;
  }

  Result<DeviceCertificate> issue_for(EVP_PKEY* device_key, const std::string& device, UtcInstant now,
                                      Owned<X509>& made) const {
    made.reset(X509_new());
    if (!made || !set_identity(made.get(), device_key, device) ||
        !set_validity(made.get(), now, valid_days) || !issue(made.get(), "clientAuth", {}))
      return certificate_failure("device");
    DeviceCertificate out;
    SANAQ_TRY(out.pem, to_pem(made.get()));
    unsigned int size = 0;
    if (X509_digest(made.get(), EVP_sha256(), out.mark.data(), &size) != 1 || size != out.mark.size())
      return certificate_failure("digest");
    out.expires_at = {now.micros + (std::int64_t{valid_days} * 86'400 - 3'600) * micros_per_second};
    return out;
  }
};

namespace {

constexpr int authority_days = 3'650;
constexpr int server_days = 365;
constexpr std::int64_t renew_seconds = 30 * 86'400;

bool is_p256(const EVP_PKEY* key) {
  std::array<char, 32> group{};
  std::size_t size = 0;
  return EVP_PKEY_get_group_name(key, group.data(), group.size(), &size) == 1 &&
         std::string_view(group.data(), size) == "prime256v1";
}

Owned<X509_REQ> parse_request(const std::string& pem) {
  if (pem.size() > pem_max) return nullptr;
  const Owned<BIO> memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return Owned<X509_REQ>(memory ? PEM_read_bio_X509_REQ(memory.get(), nullptr, nullptr, nullptr) : nullptr);
}

Result<std::string> to_pkcs12(X509* certificate, EVP_PKEY* key, X509* authority, const std::string& name,
                              const std::string& password) {
  STACK_OF(X509)* chain = sk_X509_new_null();
  if (chain == nullptr || sk_X509_push(chain, authority) == 0) return certificate_failure("pkcs12");
  const Owned<PKCS12> package(
      PKCS12_create(password.c_str(), name.c_str(), key, certificate, chain, 0, 0, 0, 0, 0));
  sk_X509_free(chain);  // the certificates in it are not its own
  unsigned char* bytes = nullptr;
  const int size = package ? i2d_PKCS12(package.get(), &bytes) : -1;
  if (size <= 0) return certificate_failure("pkcs12");
  std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return out;
}

// Not to be made again: of another authority, or ours and good for a while yet.
bool is_to_stay(const CertificateFiles& files, X509* authority, EVP_PKEY* authority_key, UtcInstant now) {
  const auto pem = os::read_file(files.certificate, pem_max);
  if (!pem || !os::file_exists(files.key)) return false;
  const Owned<X509> found = parse_certificate(*pem);
  if (!found) return false;
  if (X509_NAME_cmp(X509_get_issuer_name(found.get()), X509_get_subject_name(authority)) != 0) return true;
  time_t later = static_cast<time_t>(now.micros / micros_per_second + renew_seconds);
  return X509_verify(found.get(), authority_key) == 1 &&
         X509_cmp_time(X509_get0_notAfter(found.get()), &later) > 0;
}

Result<Done> make_authority(const CertificateFiles& files, UtcInstant now) {
  const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
  const Owned<X509> made(X509_new());
  if (!key || !made || !set_identity(made.get(), key.get(), "Sanaq devices") ||
      X509_set_issuer_name(made.get(), X509_get_subject_name(made.get())) != 1 ||
      !set_validity(made.get(), now, authority_days))
    return certificate_failure("authority");
  const auto extend = [&](int number, const char* value) {
    return add_extension(made.get(), made.get(), number, value);
  };
  if (!extend(NID_basic_constraints, "critical,CA:TRUE,pathlen:0") ||
      !extend(NID_key_usage, "critical,keyCertSign") || !extend(NID_subject_key_identifier, "hash") ||
      X509_sign(made.get(), key.get(), EVP_sha256()) == 0)
    return certificate_failure("authority");
  SANAQ_TRY(const std::string key_pem, to_pem(key.get()));
  SANAQ_TRY(const std::string certificate_pem, to_pem(made.get()));
  SANAQ_TRY_DONE(os::write_file(files.key, key_pem, os::FileAccess::owner_only));
  return os::write_file(files.certificate, certificate_pem);
}

}  // namespace

Result<DeviceAuthority> DeviceAuthority::open(const std::string& folder, UtcInstant now) {
  const CertificateFiles files{folder + "/device-authority.pem", folder + "/device-authority.key"};
  if (!os::file_exists(files.certificate) && !os::file_exists(files.key))
    SANAQ_TRY_DONE(make_authority(files, now));
  SANAQ_TRY(std::string certificate, os::read_file(files.certificate, pem_max));
  SANAQ_TRY(const std::string key, os::read_file(files.key, pem_max));
  auto inside = std::make_shared<Inside>();
  inside->certificate = parse_certificate(certificate);
  inside->key = parse_key(key);
  if (!inside->certificate || !inside->key ||
      X509_check_private_key(inside->certificate.get(), inside->key.get()) != 1)
    return Error{"certificate.authority", files.certificate};
  return DeviceAuthority(std::move(inside), std::move(certificate));
}

bool is_certificate_request(const std::string& request) {
  const Owned<X509_REQ> parsed = parse_request(request);
  EVP_PKEY* key = parsed ? X509_REQ_get0_pubkey(parsed.get()) : nullptr;
  return key != nullptr && is_p256(key) && X509_REQ_verify(parsed.get(), key) == 1;
}

Result<DeviceCertificate> DeviceAuthority::sign_request(const std::string& request, const std::string& device,
                                                        UtcInstant now) const {
  if (!is_certificate_request(request)) return Error{"certificate.request", {}};
  const Owned<X509_REQ> parsed = parse_request(request);
  EVP_PKEY* key = X509_REQ_get0_pubkey(parsed.get());
  Owned<X509> made;
  return inside_->issue_for(key, device, now, made);
}

Result<DevicePackage> DeviceAuthority::make_package(const std::string& device, const std::string& password,
                                                    UtcInstant now) const {
  const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
  if (!key) return certificate_failure("key");
  Owned<X509> made;
  DevicePackage out;
  SANAQ_TRY(out.certificate, inside_->issue_for(key.get(), device, now, made));
  SANAQ_TRY(out.pkcs12, to_pkcs12(made.get(), key.get(), inside_->certificate.get(), device, password));
  SANAQ_TRY(out.key, to_pem(key.get()));
  return out;
}

Result<Done> DeviceAuthority::ensure_server_certificate(const CertificateFiles& files,
                                                        const std::string& host, UtcInstant now) const {
  if (is_to_stay(files, inside_->certificate.get(), inside_->key.get(), now)) return Done{};
  const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
  const Owned<X509> made(X509_new());
  const bool is_address = host.find_first_not_of("0123456789.:abcdefABCDEF") == std::string::npos;
  const std::string names = (is_address ? "IP:" : "DNS:") + host;
  if (!key || !made || !set_identity(made.get(), key.get(), host) ||
      !set_validity(made.get(), now, server_days) || !inside_->issue(made.get(), "serverAuth", names))
    return certificate_failure("server");
  SANAQ_TRY(const std::string key_pem, to_pem(key.get()));
  SANAQ_TRY(const std::string pem, to_pem(made.get()));
  SANAQ_TRY_DONE(os::write_file(files.key, key_pem, os::FileAccess::owner_only));
  return os::write_file(files.certificate, pem + certificate_);
}

}  // namespace sanaq::crypto
