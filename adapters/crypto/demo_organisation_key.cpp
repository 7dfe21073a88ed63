#include "crypto/demo_organisation_key.h"

#include <openssl/pem.h>  // before cms.h, which else declares no readers

#include <openssl/cms.h>

#include "crypto/x509_parts.h"

namespace sanaq::crypto {

struct DemoOrganisationKey::Inside {
  Owned<X509> authority;
  Owned<EVP_PKEY> authority_key;
  Owned<EVP_PKEY> key;  // one for all organisations: only the certificates differ
  std::string pem;
};

namespace {

constexpr int demo_authority_days = 3'650;

struct FreeDemoCms {
  void operator()(CMS_ContentInfo* p) const { CMS_ContentInfo_free(p); }
};

Owned<EVP_PKEY> new_key() { return Owned<EVP_PKEY>(EVP_EC_gen("P-256")); }

// The subject as the national authority writes it: name, country, "BIN" and the number of the organisation.
bool set_subject(X509* certificate, EVP_PKEY* key, std::string_view number, std::string_view name) {
  constexpr std::size_t common_name_bytes = 60;
  if (!set_identity(certificate, key,
                    name.empty() || name.size() > common_name_bytes ? "Head of the organisation" : name))
    return false;
  const std::string unit = "BIN" + std::string(number);
  return X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "OU", MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char*>(unit.data()),
                                    static_cast<int>(unit.size()), -1, 0) == 1;
}

}  // namespace

Result<DemoOrganisationKey> DemoOrganisationKey::make(UtcInstant now) {
  auto inside = std::make_shared<Inside>();
  inside->authority.reset(X509_new());
  inside->authority_key = new_key();
  inside->key = new_key();
  X509* certificate = inside->authority.get();
  if (!certificate || !inside->authority_key || !inside->key ||
      !set_identity(certificate, inside->authority_key.get(), "Sanaq demo authority") ||
      !set_validity(certificate, now, demo_authority_days) ||
      X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) != 1 ||
      !add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") ||
      !add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign") ||
      !add_extension(certificate, certificate, NID_subject_key_identifier, "hash") ||
      X509_sign(certificate, inside->authority_key.get(), EVP_sha256()) == 0)
    return certificate_failure("demo authority");
  SANAQ_TRY(inside->pem, to_pem(certificate));
  return DemoOrganisationKey(std::move(inside));
}

const std::string& DemoOrganisationKey::authority() const { return inside_->pem; }

Result<std::string> DemoOrganisationKey::sign(std::string_view number, std::string_view name,
                                              std::string_view bytes, UtcInstant from, int days) const {
  const Owned<X509> certificate(X509_new());
  X509* issuer = inside_->authority.get();
  if (!certificate || !set_subject(certificate.get(), inside_->key.get(), number, name) ||
      !set_validity(certificate.get(), from, days) ||
      X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer)) != 1 ||
      !add_extension(certificate.get(), issuer, NID_key_usage, "critical,digitalSignature,nonRepudiation") ||
      !add_extension(certificate.get(), issuer, NID_ext_key_usage, "emailProtection") ||
      X509_sign(certificate.get(), inside_->authority_key.get(), EVP_sha256()) == 0)
    return certificate_failure("demo organisation");
  const Owned<BIO> data(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
  constexpr unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP;
  const std::unique_ptr<CMS_ContentInfo, FreeDemoCms> cms(
      CMS_sign(certificate.get(), inside_->key.get(), nullptr, data.get(), flags));
  unsigned char* der = nullptr;
  const int size = cms ? i2d_CMS_ContentInfo(cms.get(), &der) : -1;
  if (size < 0) return certificate_failure("demo signature");
  std::string out(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return out;
}

}  // namespace sanaq::crypto
