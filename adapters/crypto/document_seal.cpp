#include "crypto/document_seal.h"

#include <openssl/cms.h>
#include <openssl/pem.h>  // before cms.h, which else declares no readers
#include <openssl/rsa.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "crypto/certificate.h"
#include "crypto/x509_parts.h"
#include "os/files.h"

namespace sanaq::crypto {

// A certificate with its key.
struct SealSigner {
  Owned<X509> certificate;
  Owned<EVP_PKEY> key;
};

namespace {

constexpr int seal_authority_days = 3'650, seal_days = 730;
constexpr unsigned rsa_bits = 2'048;
constexpr const char* authority_name = "Sanaq seals";

CertificateFiles files_of(const std::string& folder, const std::string& body) {
  const std::string path = folder + "/seal-" + body;
  return {path + ".pem", path + ".key"};
}

Result<Done> write_pair(const CertificateFiles& files, const SealSigner& signer) {
  SANAQ_TRY(const std::string key, to_pem(signer.key.get()));
  SANAQ_TRY(const std::string certificate, to_pem(signer.certificate.get()));
  SANAQ_TRY_DONE(os::write_file(files.key, key, os::FileAccess::owner_only));
  return os::write_file(files.certificate, certificate);
}

Result<SealSigner> read_pair(const CertificateFiles& files, const char* code) {
  SANAQ_TRY(const std::string certificate, os::read_file(files.certificate, pem_max));
  SANAQ_TRY(const std::string key, os::read_file(files.key, pem_max));
  SealSigner signer{parse_certificate(certificate), parse_key(key)};
  if (!signer.certificate || !signer.key ||
      X509_check_private_key(signer.certificate.get(), signer.key.get()) != 1)
    return Error{code, files.certificate};
  return signer;
}

Result<SealSigner> begin(const std::string& name, UtcInstant now, int days) {
  constexpr std::size_t common_name_bytes = 64;  // X.520
  std::string shown = name.substr(0, common_name_bytes);
  while (!shown.empty() &&
         (static_cast<unsigned char>(name.size() > shown.size() ? name[shown.size()] : 0) & 0xC0) == 0x80)
    shown.pop_back();  // no half letter at the end
  SealSigner made{Owned<X509>(X509_new()), Owned<EVP_PKEY>(EVP_RSA_gen(rsa_bits))};
  if (!made.certificate || !made.key || !set_identity(made.certificate.get(), made.key.get(), shown) ||
      !set_validity(made.certificate.get(), now, days))
    return certificate_failure("seal");
  return made;
}

Result<Done> make_seal_authority(const CertificateFiles& files, UtcInstant now) {
  SANAQ_TRY(const SealSigner made, begin(authority_name, now, seal_authority_days));
  X509* certificate = made.certificate.get();
  if (X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) != 1 ||
      !add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") ||
      !add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign") ||
      !add_extension(certificate, certificate, NID_subject_key_identifier, "hash") ||
      X509_sign(certificate, made.key.get(), EVP_sha256()) == 0)
    return certificate_failure("authority");
  return write_pair(files, made);
}

Result<Done> make_seal(const CertificateFiles& files, const SealSigner& authority, const std::string& name,
                       UtcInstant now) {
  SANAQ_TRY(const SealSigner made, begin(name, now, seal_days));
  X509* certificate = made.certificate.get();
  X509* issuer = authority.certificate.get();
  if (X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) != 1 ||
      !add_extension(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE") ||
      !add_extension(certificate, issuer, NID_key_usage, "critical,digitalSignature,nonRepudiation") ||
      !add_extension(certificate, issuer, NID_ext_key_usage, "emailProtection") ||
      !add_extension(certificate, issuer, NID_authority_key_identifier, "keyid") ||
      X509_sign(certificate, authority.key.get(), EVP_sha256()) == 0)
    return certificate_failure("seal");
  return write_pair(files, made);
}

struct FreeCms {
  void operator()(CMS_ContentInfo* cms) const { CMS_ContentInfo_free(cms); }
};
struct FreeStore {
  void operator()(X509_STORE* store) const { X509_STORE_free(store); }
};

}  // namespace

struct DocumentSeal::Inside {
  std::string folder, authority_pem;
  const Clock& clock;
  SealSigner authority;
  std::mutex mutex;
  std::map<std::string, SealSigner> bodies;

  // Under the mutex. A seal that was made once is used for ever: its signatures must stay readable.
  Result<const SealSigner*> seal_of(const std::string& body, const std::string& name) {
    const auto found = bodies.find(body);
    if (found != bodies.end()) return &found->second;
    const CertificateFiles files = files_of(folder, body);
    if (!os::file_exists(files.certificate) && !os::file_exists(files.key))
      SANAQ_TRY_DONE(make_seal(files, authority, name, clock.now()));
    SANAQ_TRY(SealSigner signer, read_pair(files, "certificate.seal"));
    return &bodies.emplace(body, std::move(signer)).first->second;
  }
};

Result<DocumentSeal> DocumentSeal::open(const std::string& folder, const Clock& clock) {
  const CertificateFiles files = files_of(folder, "authority");
  if (!os::file_exists(files.certificate) && !os::file_exists(files.key))
    SANAQ_TRY_DONE(make_seal_authority(files, clock.now()));
  SANAQ_TRY(SealSigner authority, read_pair(files, "certificate.authority"));
  SANAQ_TRY(std::string pem, os::read_file(files.certificate, pem_max));
  std::shared_ptr<Inside> inside(new Inside{folder, std::move(pem), clock, std::move(authority), {}, {}});
  return DocumentSeal(std::move(inside));
}

const std::string& DocumentSeal::authority() const { return inside_->authority_pem; }

Result<std::string> DocumentSeal::sign(const std::string& body, const std::string& name,
                                       std::string_view bytes) const {
  const bool is_code = !body.empty() && body != "authority" &&
                       std::all_of(body.begin(), body.end(),
                                   [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
  if (!is_code) return Error{"certificate.seal", "body"};
  const std::lock_guard lock(inside_->mutex);
  SANAQ_TRY(const SealSigner* signer, inside_->seal_of(body, name));
  const Owned<BIO> data(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
  STACK_OF(X509)* chain = sk_X509_new_null();
  if (chain != nullptr) sk_X509_push(chain, inside_->authority.certificate.get());
  constexpr unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP;
  const std::unique_ptr<CMS_ContentInfo, FreeCms> cms(
      data && chain ? CMS_sign(signer->certificate.get(), signer->key.get(), chain, data.get(), flags)
                    : nullptr);
  sk_X509_free(chain);  // the certificates in it are not its own
  unsigned char* der = nullptr;
  const int size = cms ? i2d_CMS_ContentInfo(cms.get(), &der) : -1;
  if (size <= 0) return Error{"certificate.seal", "sign"};
  std::string out(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return out;
}

Result<Done> verify_seal(std::string_view der, std::string_view bytes, const std::string& trusted) {
  const Owned<X509> root = parse_certificate(trusted);
  const std::unique_ptr<X509_STORE, FreeStore> store(X509_STORE_new());
  if (!root || !store || X509_STORE_add_cert(store.get(), root.get()) != 1)
    return Error{"certificate.authority", "verify"};
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const std::unique_ptr<CMS_ContentInfo, FreeCms> cms(
      d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
  const Owned<BIO> data(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
  const bool good =
      cms && data && CMS_verify(cms.get(), nullptr, store.get(), data.get(), nullptr, CMS_BINARY) == 1;
  if (!good) return Error{"certificate.signature", {}};
  return Done{};
}

}  // namespace sanaq::crypto
