#include "documents/certificate.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>

#include "documents/qr_code.h"

namespace sanaq {
namespace {

// A4 in points, and the margin around the text.
constexpr double page_width = 595.28, page_height = 841.89, margin = 56;

template <class T>
struct Unref {
  void operator()(T* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, Unref<PangoLayout>>;
using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Context = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;
using Font = std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)>;

struct TextLook {
  const char* font;
  double width;
  PangoAlignment align = PANGO_ALIGN_LEFT;
};

// Writes text at (x, y) and returns the height it took.
double write(cairo_t* page, const std::string& text, double x, double y, const TextLook& look) {
  const Layout layout(pango_cairo_create_layout(page));
  const Font font(pango_font_description_from_string(look.font), &pango_font_description_free);
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_width(layout.get(), static_cast<int>(look.width * PANGO_SCALE));
  pango_layout_set_alignment(layout.get(), look.align);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  cairo_move_to(page, x, y);
  pango_cairo_show_layout(page, layout.get());
  int width = 0;
  int height = 0;
  pango_layout_get_size(layout.get(), &width, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

void rule(cairo_t* page, double y) {
  cairo_set_line_width(page, 0.6);
  cairo_move_to(page, margin, y);
  cairo_line_to(page, page_width - margin, y);
  cairo_stroke(page);
}

double write_block(cairo_t* page, const CertificateBlock& block, double y) {
  const double width = page_width - 2 * margin;
  y += write(page, block.title, margin, y, {"PT Serif, DejaVu Serif Bold 16", width}) + 8;
  y += write(page, block.statement, margin, y, {"PT Serif, DejaVu Serif 11", width}) + 10;
  for (const auto& [label, value] : block.facts) {
    const double left = write(page, label, margin, y, {"PT Sans, DejaVu Sans 9", 150});
    const double right = write(page, value, margin + 160, y, {"PT Sans, DejaVu Sans Bold 10", width - 160});
    y += std::max(left, right) + 4;
  }
  return y + write(page, block.how_to_check, margin, y + 6, {"PT Sans, DejaVu Sans 9", width}) + 18;
}

void draw_qr(cairo_t* page, const QrCode& code, double x, double y, double side) {
  const double square = side / code.width;
  for (int row = 0; row < code.width; ++row)
    for (int column = 0; column < code.width; ++column)
      if (code.dark[static_cast<std::size_t>(row * code.width + column)])
        cairo_rectangle(page, x + column * square, y + row * square, square, square);
  cairo_fill(page);
}

cairo_status_t append(void* out, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

void draw(cairo_t* page, const Certificate& certificate, const QrCode& qr) {
  double y = margin;
  y += write(page, certificate.issuer, margin, y, {"PT Sans, DejaVu Sans 10", page_width - 2 * margin}) + 10;
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
  write(page, certificate.code, margin + side + 24, bottom + 8,
        {"DejaVu Sans Mono Bold 20", page_width - 2 * margin - side - 24});
}

}  // namespace

Result<std::string> certificate_pdf(const Certificate& certificate) {
  SANAQ_TRY(const QrCode qr, make_qr_code(certificate.qr_text));
  std::string out;
  {
    const Surface surface(cairo_pdf_surface_create_for_stream(&append, &out, page_width, page_height),
                          &cairo_surface_destroy);
    if (!certificate.blocks.empty())
      cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE,
                                     certificate.blocks[0].title.c_str());
    const Context page(cairo_create(surface.get()), &cairo_destroy);
    draw(page.get(), certificate, qr);
    cairo_show_page(page.get());
    cairo_surface_finish(surface.get());
    if (cairo_status(page.get()) != CAIRO_STATUS_SUCCESS) return Error{"document.pdf", {}};
  }
  return out;
}

}  // namespace sanaq
