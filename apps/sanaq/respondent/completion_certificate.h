#pragma once
#include <cstdint>
#include <string>

#include "sanaq/site.h"

namespace sanaq {

/// The certificate of completion of one person as PDF, in the first two languages of the edition.
/// member: from 1; the first when there is no such member. Errors: "document.pdf", "qr.size".
Result<std::string> completion_certificate(const Site& site, const StoredSubmission& stored,
                                           std::uint16_t member);
/// The signed receipt as a QR code in SVG, to be shown at the door. Errors: "qr.size".
Result<std::string> receipt_svg(const Site& site, const std::string& language,
                                const StoredSubmission& stored);

}  // namespace sanaq
