#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// A QR code (ISO/IEC 18004) as squares: `dark[y * width + x]`, without the quiet zone of four squares around
/// it.
struct QrCode {
  int width = 0;
  std::vector<bool> dark;
};

/// text: up to 2,331 bytes, stored as bytes, error correction level M (15 % may be lost). Errors: "qr.size".
Result<QrCode> make_qr_code(std::string_view text);

/// The code as SVG with its quiet zone; one path, no script, no style attribute. `label` is its text
/// alternative.
std::string qr_svg(const QrCode& code, std::string_view label);

}  // namespace sanaq
