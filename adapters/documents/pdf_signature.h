#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace sanaq {

/// What stands in the signature besides the signer's certificate.
struct PdfSignature {
  std::string name, reason;  // of the signing body; why it signs
  UtcInstant at;
};
/// Signs bytes: DER of a detached CMS (RFC 5652). signed bytes: all of the file but the place of the
/// signature.
using SignBytes = std::function<Result<std::string>(std::string_view)>;

/// The PDF of draw_pdf() with a signature over all of it, appended as an incremental update (ISO
/// 32000-1, 12.8, adbe.pkcs7.detached): readers show who signed and whether anything was changed since.
/// Errors: "document.pdf" (not such a PDF), "document.signature" (longer than its place), those of `sign`.
Result<std::string> sign_pdf(std::string pdf, const PdfSignature& facts, const SignBytes& sign);

/// The last signature of a PDF, and what it covers.
struct SignedParts {
  std::string der;    // with the noughts that fill its place
  std::string bytes;  // all of the file but the place of the signature
};
/// Errors: "document.signature" (none, or its range is not the whole file).
Result<SignedParts> signed_parts(std::string_view pdf);

}  // namespace sanaq
