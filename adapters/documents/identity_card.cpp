#include "documents/identity_card.h"

#include <algorithm>
#include <numbers>

#include "base/text.h"
#include "documents/pdf_page.h"
#include "documents/photo_surface.h"

namespace sanaq {
namespace {

// A6 in points.
constexpr double card_width = 297.64, card_height = 419.53, card_margin = 20;
constexpr double photo_width = 100, photo_height = 133;  // 3 by 4
constexpr double band_height = 50, qr_side = 96;
using Align = TextLook::Align;

struct Colour {
  double red, green, blue;
};
constexpr Colour ink{0.1, 0.12, 0.16}, band{0.0, 0.31, 0.42}, seal_ink{0.12, 0.25, 0.6}, white{1, 1, 1};

void paint_in(cairo_t* page, const Colour& colour) {
  cairo_set_source_rgb(page, colour.red, colour.green, colour.blue);
}

void draw_band(cairo_t* page, const IdentityCard& card) {
  paint_in(page, band);
  cairo_rectangle(page, 0, 0, card_width, band_height);
  cairo_fill(page);
  paint_in(page, white);
  const double width = card_width - 2 * card_margin;
  double y = 7;
  for (const std::string& title : card.titles)
    y += write_text(page, title, card_margin, y, {"PT Sans, DejaVu Sans Bold 9", width, Align::centre});
  write_text(page, card.census, card_margin, y + 1, {"PT Sans, DejaVu Sans 6", width, Align::centre});
  paint_in(page, ink);
}

// The whole width of the frame, cut at the bottom: the face is in the upper part.
void draw_photo(cairo_t* page, cairo_surface_t* photo, double x, double y) {
  const double scale = std::max(photo_width / cairo_image_surface_get_width(photo),
                                photo_height / cairo_image_surface_get_height(photo));
  const double rest = photo_width - scale * cairo_image_surface_get_width(photo);
  cairo_save(page);
  cairo_rectangle(page, x, y, photo_width, photo_height);
  cairo_clip(page);
  cairo_translate(page, x + rest / 2, y);
  cairo_scale(page, scale, scale);
  cairo_set_source_surface(page, photo, 0, 0);
  cairo_paint(page);
  cairo_restore(page);
  cairo_set_line_width(page, 0.5);
  cairo_rectangle(page, x, y, photo_width, photo_height);
  cairo_stroke(page);
}

// Two rings with the body's name inside, over the corner of the photo as a stamp would be.
void draw_seal(cairo_t* page, const std::string& issuer, double x, double y) {
  constexpr double radius = 28;
  cairo_new_path(page);
  cairo_arc(page, x, y, radius, 0, 2 * std::numbers::pi);
  cairo_set_source_rgba(page, 1, 1, 1, 0.72);  // so that the name can be read over dark clothes
  cairo_fill(page);
  paint_in(page, seal_ink);
  for (const double r : {radius, radius - 3}) {
    cairo_new_path(page);
    cairo_set_line_width(page, r == radius ? 1.4 : 0.6);
    cairo_arc(page, x, y, r, 0, 2 * std::numbers::pi);
    cairo_stroke(page);
  }
  write_text(page, issuer, x - radius + 7, y - 15,
             {"PT Sans, DejaVu Sans Bold 4.5", 2 * radius - 14, Align::centre});
  paint_in(page, ink);
}

void draw_person(cairo_t* page, const IdentityCard& card, double y) {
  const double x = card_margin + photo_width + 14;
  const double width = card_width - x - card_margin;
  y += write_text(page, card.name, x, y, {"PT Sans, DejaVu Sans Bold 13", width}) + 6;
  for (std::size_t i = 0; i < card.roles.size(); ++i)
    if (i == 0 || card.roles[i] != card.roles[i - 1])
      y += write_text(page, card.roles[i], x, y, {"PT Sans, DejaVu Sans 9", width}) + 2;
  y += 6;
  write_text(page, "№", x, y + 1, {"PT Sans, DejaVu Sans 9", width});
  y += write_text(page, card.number, x + 14, y, {"DejaVu Sans Mono Bold 12", width - 14}) + 8;
  write_text(page, card.issuer, x, y, {"PT Sans, DejaVu Sans 7", width});
}

void draw_facts(cairo_t* page, const IdentityCard& card, double y) {
  for (const auto& [label, value] : card.facts) {
    const double left = write_text(page, label, card_margin, y, {"PT Sans, DejaVu Sans 7", 104});
    const double right = write_text(page, value, card_margin + 110, y,
                                    {"PT Sans, DejaVu Sans Bold 8", card_width - 2 * card_margin - 110});
    y += std::max(left, right) + 3;
  }
}

void draw(cairo_t* page, const IdentityCard& card, const QrCode& qr, cairo_surface_t* photo) {
  draw_band(page, card);
  const double top = band_height + 12;
  draw_photo(page, photo, card_margin, top);
  draw_person(page, card, top);
  draw_facts(page, card, top + photo_height + 12);
  const double bottom = card_height - card_margin - qr_side;
  draw_qr(page, qr, card_margin, bottom, qr_side);
  const double x = card_margin + qr_side + 12;
  double y = bottom;
  for (const std::string& how : card.how_to_check)
    y += write_text(page, how, x, y, {"PT Sans, DejaVu Sans 7", card_width - x - card_margin}) + 4;
  draw_seal(page, card.issuer, card_margin + photo_width - 24, top + photo_height - 20);
}

}  // namespace

Result<std::string> identity_card_pdf(const IdentityCard& card) {
  SANAQ_TRY(const QrCode qr, make_qr_code(card.qr_text));
  SANAQ_TRY(const PhotoSurface photo, photo_surface(card.photo));
  const std::string title = card.titles.empty() ? std::string() : card.titles.front();
  return draw_pdf(card_width, card_height, title, [&](cairo_t* page) { draw(page, card, qr, photo.get()); });
}

}  // namespace sanaq
