#pragma once
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace sanaq::crypto {

/// Who signed, as the certificate says.
struct CmsSigner {
  std::string organisation;  // business number of the subject ("OU=BIN…"); empty: a private person
  std::string name;          // of whoever holds the certificate
};

/// Checks a detached CMS signature (RFC 5652, RSA or ECDSA) over exactly these bytes: one signer, whose
/// certificate an authority of `authorities` (PEM, one after the other) issued and which holds at `at`. cms:
/// DER, PEM or base64. Errors: "signature.format" (no CMS with one signer and its certificate),
/// "signature.unsupported" (by an algorithm that this installation cannot check, such as the national
/// authority's GOST; detail: its name, or its object identifier), "signature.content" (other bytes, or a
/// broken signature), "signature.expired" (not valid at `at`), "signature.authority" (issued by nobody who is
/// trusted).
Result<CmsSigner> check_detached_cms(std::string_view cms, std::string_view content,
                                     const std::string& authorities, UtcInstant at);

}  // namespace sanaq::crypto
