#include "documents/qr_code.h"

#include <qrencode.h>

#include <memory>

#include "base/text.h"

namespace sanaq {

Result<QrCode> make_qr_code(std::string_view text) {
  if (text.empty() || text.size() > 2331) return Error{"qr.size", {}};
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                        QR_ECLEVEL_M),
      &QRcode_free);
  if (code == nullptr) return Error{"qr.size", {}};
  QrCode out{code->width, {}};
  const auto squares = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  out.dark.reserve(squares);
  for (std::size_t i = 0; i < squares; ++i) out.dark.push_back((code->data[i] & 1) != 0);
  return out;
}

std::string qr_svg(const QrCode& code, std::string_view label) {
  const std::string size = std::to_string(code.width + 8);
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"" +
                    escape_html(label) + "\" class=\"qr\" viewBox=\"0 0 " + size + ' ' + size +
                    "\"><rect width=\"" + size + "\" height=\"" + size +
                    "\" fill=\"#fff\"/><path fill=\"#000\" d=\"";
  for (int y = 0; y < code.width; ++y)
    for (int x = 0; x < code.width; ++x)
      if (code.dark[static_cast<std::size_t>(y * code.width + x)])
        out += 'M' + std::to_string(x + 4) + ' ' + std::to_string(y + 4) + "h1v1h-1z";
  return out + "\"/></svg>";
}

}  // namespace sanaq
