#include "crypto/detached_cms.h"

#include <openssl/pem.h>  // before cms.h, which else declares no readers

#include <openssl/cms.h>
#include <openssl/err.h>

#include <algorithm>

#include "crypto/signature_algorithm.h"
#include "crypto/x509_parts.h"

namespace sanaq::crypto {
namespace {

constexpr std::string_view business_number = "BIN";
constexpr std::size_t cms_bytes_max = 262'144;

struct FreeDetached {
  void operator()(CMS_ContentInfo* p) const { CMS_ContentInfo_free(p); }
  void operator()(X509_STORE* p) const { X509_STORE_free(p); }
  void operator()(X509_STORE_CTX* p) const { X509_STORE_CTX_free(p); }
  void operator()(STACK_OF(X509) * p) const { sk_X509_pop_free(p, X509_free); }
};
template <class T>
using Detached = std::unique_ptr<T, FreeDetached>;

std::string from_base64_lines(std::string_view text) {
  std::string plain;
  for (const char c : text)
    if (c != '\n' && c != '\r' && c != ' ') plain += c;
  std::string out(plain.size() / 4 * 3 + 3, '\0');
  const int size =
      EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                      reinterpret_cast<const unsigned char*>(plain.data()), static_cast<int>(plain.size()));
  out.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
  return out;
}

Detached<CMS_ContentInfo> parse_cms(std::string_view bytes) {
  const Owned<BIO> memory(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
  if (!memory) return nullptr;
  if (bytes.starts_with("-----"))
    return Detached<CMS_ContentInfo>(PEM_read_bio_CMS(memory.get(), nullptr, nullptr, nullptr));
  return Detached<CMS_ContentInfo>(d2i_CMS_bio(memory.get(), nullptr));
}

// The one signer's certificate, which the signature carries; null otherwise. Not owned.
X509* signer_of(CMS_ContentInfo* cms, STACK_OF(X509) * certificates) {
  STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms);
  if (signers == nullptr || sk_CMS_SignerInfo_num(signers) != 1 || certificates == nullptr) return nullptr;
  for (int i = 0; i < sk_X509_num(certificates); ++i)
    if (CMS_SignerInfo_cert_cmp(sk_CMS_SignerInfo_value(signers, 0), sk_X509_value(certificates, i)) == 0)
      return sk_X509_value(certificates, i);
  return nullptr;
}

Detached<X509_STORE> trusted(const std::string& authorities, UtcInstant at) {
  Detached<X509_STORE> store(X509_STORE_new());
  const Owned<BIO> memory(BIO_new_mem_buf(authorities.data(), static_cast<int>(authorities.size())));
  if (!store || !memory) return nullptr;
  while (const Owned<X509> one{PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr)})
    X509_STORE_add_cert(store.get(), one.get());
  ERR_clear_error();  // the end of the file is one
  X509_VERIFY_PARAM* rules = X509_STORE_get0_param(store.get());
  X509_VERIFY_PARAM_set_time(rules, static_cast<time_t>(at.micros / micros_per_second));
  X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_ANY);
  return store;
}

Result<Done> check_certificate(X509* signer, STACK_OF(X509) * chain, const std::string& authorities,
                               UtcInstant at) {
  const auto store = trusted(authorities, at);
  const Detached<X509_STORE_CTX> context(X509_STORE_CTX_new());
  if (!store || !context || X509_STORE_CTX_init(context.get(), store.get(), signer, chain) != 1)
    return Error{"signature.authority", {}};
  if (X509_verify_cert(context.get()) == 1) return Done{};
  const int why = X509_STORE_CTX_get_error(context.get());
  const bool dated = why == X509_V_ERR_CERT_HAS_EXPIRED || why == X509_V_ERR_CERT_NOT_YET_VALID;
  return Error{dated ? "signature.expired" : "signature.authority", {}};
}

std::string identifier_of(const X509_ALGOR* algorithm) {
  const ASN1_OBJECT* object = nullptr;
  if (algorithm == nullptr) return {};
  X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
  char text[100];
  const int size = OBJ_obj2txt(text, sizeof text, object, 1);
  return size > 0 && size < static_cast<int>(sizeof text) ? std::string(text) : std::string();
}

// The key of the certificate, and the digest and the signature the signer names. Asked before OpenSSL tries:
// it calls a signature it cannot compute a broken one.
Result<Done> check_algorithms(CMS_ContentInfo* cms, X509* certificate) {
  X509_ALGOR *key = nullptr, *digest = nullptr, *signature = nullptr;
  CMS_SignerInfo* const signer = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms), 0);
  CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, &signature);
  X509_PUBKEY_get0_param(nullptr, nullptr, nullptr, &key, X509_get_X509_PUBKEY(certificate));
  for (const X509_ALGOR* one : {key, signature, digest}) {
    const std::string identifier = identifier_of(one);
    const SignatureAlgorithm algorithm = signature_algorithm(identifier);
    if (algorithm.is_supported) continue;
    return Error{"signature.unsupported", algorithm.name.empty() ? identifier : std::string(algorithm.name)};
  }
  return Done{};
}

std::string subject_part(X509* certificate, int number) {
  X509_NAME* name = X509_get_subject_name(certificate);
  const int at = X509_NAME_get_index_by_NID(name, number, -1);
  if (at < 0) return {};
  unsigned char* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
  if (size < 0) return {};
  std::string out(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
  OPENSSL_free(text);
  return out;
}

}  // namespace

Result<CmsSigner> check_detached_cms(std::string_view cms, std::string_view content,
                                     const std::string& authorities, UtcInstant at) {
  if (cms.empty() || cms.size() > cms_bytes_max) return Error{"signature.format", {}};
  const std::string decoded = cms.starts_with("MI") ? from_base64_lines(cms) : std::string(cms);
  const auto parsed = parse_cms(decoded);
  if (!parsed || CMS_is_detached(parsed.get()) != 1) return Error{"signature.format", {}};
  const Detached<STACK_OF(X509)> carried(CMS_get1_certs(parsed.get()));
  X509* const signer = signer_of(parsed.get(), carried.get());
  if (signer == nullptr) return Error{"signature.format", {}};
  SANAQ_TRY_DONE(check_algorithms(parsed.get(), signer));
  const Owned<BIO> data(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())));
  constexpr unsigned flags = CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY;
  if (!data || CMS_verify(parsed.get(), nullptr, nullptr, data.get(), nullptr, flags) != 1) {
    ERR_clear_error();
    return Error{"signature.content", {}};
  }
  SANAQ_TRY_DONE(check_certificate(signer, carried.get(), authorities, at));
  CmsSigner who{subject_part(signer, NID_organizationalUnitName), subject_part(signer, NID_commonName)};
  const bool numbered = who.organisation.starts_with(business_number);
  who.organisation = numbered ? who.organisation.substr(business_number.size()) : std::string();
  return who;
}

}  // namespace sanaq::crypto
