#include "documents/certificate.h"

#include <algorithm>

#include "documents/pdf_page.h"

namespace sanaq {
namespace {

// A4 in points, and the margin around the text.
constexpr double page_width = 595.28, page_height = 841.89, margin = 56;

void rule(cairo_t* page, double y) {
  cairo_set_line_width(page, 0.6);
  cairo_move_to(page, margin, y);
  cairo_line_to(page, page_width - margin, y);
  cairo_stroke(page);
}

double write_block(cairo_t* page, const CertificateBlock& block, double y) {
  const double width = page_width - 2 * margin;
  y += write_text(page, block.title, margin, y, {"PT Serif, DejaVu Serif Bold 16", width}) + 8;
  y += write_text(page, block.statement, margin, y, {"PT Serif, DejaVu Serif 11", width}) + 10;
  for (const auto& [label, value] : block.facts) {
    const double left = write_text(page, label, margin, y, {"PT Sans, DejaVu Sans 9", 150});
    const double right =
        write_text(page, value, margin + 160, y, {"PT Sans, DejaVu Sans Bold 10", width - 160});
    y += std::max(left, right) + 4;
  }
  return y + write_text(page, block.how_to_check, margin, y + 6, {"PT Sans, DejaVu Sans 9", width}) + 18;
}

void draw(cairo_t* page, const Certificate& certificate, const QrCode& qr) {
  double y = margin;
  y += write_text(page, certificate.issuer, margin, y, {"PT Sans, DejaVu Sans 10", page_width - 2 * margin}) +
       10;
  rule(page, y);
  y += 22;
  for (const CertificateBlock& block : certificate.blocks) {
    y = write_block(page, block, y);
    rule(page, y - 8);
    y += 6;
  }
  const double side = 150;
  const double bottom = page_height - margin - side;
  draw_qr(page, qr, margin, bottom, side);
  write_text(page, certificate.code, margin + side + 24, bottom + 8,
             {"DejaVu Sans Mono Bold 20", page_width - 2 * margin - side - 24});
}

}  // namespace

Result<std::string> certificate_pdf(const Certificate& certificate) {
  SANAQ_TRY(const QrCode qr, make_qr_code(certificate.qr_text));
  const std::string title = certificate.blocks.empty() ? std::string() : certificate.blocks[0].title;
  return draw_pdf(page_width, page_height, title, [&](cairo_t* page) { draw(page, certificate, qr); });
}

}  // namespace sanaq
