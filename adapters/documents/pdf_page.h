#pragma once
#include <cairo-pdf.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "documents/qr_code.h"

namespace sanaq {

/// How a piece of text looks. font: of Pango, "PT Sans, DejaVu Sans Bold 10"; width: points it may take.
struct TextLook {
  const char* font;
  double width;
  enum class Align { left, centre, right } align = Align::left;
};

/// Height the text would take, points.
double measure_text(cairo_t* page, const std::string& text, const TextLook& look);
/// Writes text at (x, y), wrapped to its width, and returns the height it took. In points.
double write_text(cairo_t* page, const std::string& text, double x, double y, const TextLook& look);

/// Draws the squares of a code, side: of the whole in points, without the quiet zone.
void draw_qr(cairo_t* page, const QrCode& code, double x, double y, double side);

/// A PDF with embedded fonts, of one page, or of more where `draw` ends them by cairo_show_page(). width,
/// height: points. title: of the document; may be empty. Errors: "document.pdf".
Result<std::string> draw_pdf(double width, double height, const std::string& title,
                             const std::function<void(cairo_t*)>& draw);

}  // namespace sanaq
