#include "documents/pdf_page.h"

#include <pango/pangocairo.h>

namespace sanaq {
namespace {

template <class T>
struct Unref {
  void operator()(T* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, Unref<PangoLayout>>;
using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Context = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;
using Font = std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)>;

cairo_status_t append(void* out, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

namespace {

PangoAlignment alignment_of(TextLook::Align align) {
  if (align == TextLook::Align::centre) return PANGO_ALIGN_CENTER;
  return align == TextLook::Align::right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

Layout lay_out(cairo_t* page, const std::string& text, const TextLook& look) {
  Layout layout(pango_cairo_create_layout(page));
  const Font font(pango_font_description_from_string(look.font), &pango_font_description_free);
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_width(layout.get(), static_cast<int>(look.width * PANGO_SCALE));
  pango_layout_set_alignment(layout.get(), alignment_of(look.align));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

double height_of(PangoLayout* layout) {
  int width = 0;
  int height = 0;
  pango_layout_get_size(layout, &width, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

}  // namespace

double measure_text(cairo_t* page, const std::string& text, const TextLook& look) {
  return height_of(lay_out(page, text, look).get());
}

double write_text(cairo_t* page, const std::string& text, double x, double y, const TextLook& look) {
  const Layout layout = lay_out(page, text, look);
  cairo_move_to(page, x, y);
  pango_cairo_show_layout(page, layout.get());
  return height_of(layout.get());
}

void draw_qr(cairo_t* page, const QrCode& code, double x, double y, double side) {
  const double square = side / code.width;
  for (int row = 0; row < code.width; ++row)
    for (int column = 0; column < code.width; ++column)
      if (code.dark[static_cast<std::size_t>(row * code.width + column)])
        cairo_rectangle(page, x + column * square, y + row * square, square, square);
  cairo_fill(page);
}

Result<std::string> draw_pdf(double width, double height, const std::string& title,
                             const std::function<void(cairo_t*)>& draw) {
  std::string out;
  {
    const Surface surface(cairo_pdf_surface_create_for_stream(&append, &out, width, height),
                          &cairo_surface_destroy);
    if (!title.empty())
      cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    const Context page(cairo_create(surface.get()), &cairo_destroy);
    draw(page.get());
    cairo_show_page(page.get());
    cairo_surface_finish(surface.get());
    if (cairo_status(page.get()) != CAIRO_STATUS_SUCCESS) return Error{"document.pdf", {}};
  }
  return out;
}

}  // namespace sanaq
