#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace sanaq::crypto {

/// The seals of the census bodies: certificates that sign documents (RSA 2048, SHA-256). A body's own
/// certificate of the national authority is put into the folder as `seal-<body>.pem` (with its chain) and
/// `seal-<body>.key`; a body without one gets one of the census's own authority, made when first needed. Keys
/// have mode 0600 and are never in the database. Any thread.
class DocumentSeal {
 public:
  /// folder: of the master keys. Makes `seal-authority.pem` and `.key` when they are not there. Errors:
  /// "certificate.make", "certificate.authority" (one of the files is missing or broken), those of
  /// os/files.h.
  static Result<DocumentSeal> open(const std::string& folder, const Clock& clock);

  /// DER of a detached CMS (RFC 5652) with the certificate chain. body: code of its territory, letters and
  /// digits; name: of the body, for a certificate that is made now. Errors: "certificate.make",
  /// "certificate.seal" (broken files of the body, or the signature could not be made).
  Result<std::string> sign(const std::string& body, const std::string& name, std::string_view bytes) const;
  /// PEM of the own authority: what a reader must trust when a body has no national certificate.
  const std::string& authority() const;

 private:
  struct Inside;
  explicit DocumentSeal(std::shared_ptr<Inside> inside) : inside_(std::move(inside)) {}
  std::shared_ptr<Inside> inside_;  // owners: copies of the seal
};

/// Whether a detached CMS covers the bytes and its certificate leads to one that is trusted. trusted: PEM.
/// Errors: "certificate.authority" (no PEM), "certificate.signature" (other bytes, or somebody else's seal).
Result<Done> verify_seal(std::string_view der, std::string_view bytes, const std::string& trusted);

}  // namespace sanaq::crypto
