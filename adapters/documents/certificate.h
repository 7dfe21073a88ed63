#pragma once
#include <string>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// The same text in one language of the certificate.
struct CertificateBlock {
  std::string language;  // "kk": for hyphenation and readers
  std::string title, statement;
  std::vector<std::pair<std::string, std::string>> facts;  // label and value, in order
  std::string how_to_check;
};

/// A certificate of completion for one person: the same in each language of the edition, and a QR code that
/// can be checked with or without network.
struct Certificate {
  std::string issuer;  // in the state language
  std::vector<CertificateBlock> blocks;
  std::string code;     // as people read it, "ABCD-EFGH-JKMN"
  std::string qr_text;  // what the QR code holds
};

/// One page A4 as PDF with embedded fonts (text can be copied and searched). About 15 ms.
/// Errors: "document.pdf", "qr.size".
Result<std::string> certificate_pdf(const Certificate& certificate);

}  // namespace sanaq
