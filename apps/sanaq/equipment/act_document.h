#pragma once
#include <string>

#include "equipment/act.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {

/// The act as it is printed and signed by hand. site: address the QR code leads to, "https://…". Errors:
/// "document.pdf", "qr.size".
Result<std::string> act_pdf(const Office& office, const equipment::Act& act, const std::string& language,
                            const std::string& site);

}  // namespace sanaq
