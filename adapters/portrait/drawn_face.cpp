#include "portrait/drawn_face.h"

#include <cairo.h>

#include <array>
#include <numbers>

namespace sanaq {
namespace {

struct Colour {
  double red, green, blue;
};
constexpr std::array<Colour, 4> skins = {
    {{0.91, 0.73, 0.59}, {0.85, 0.66, 0.5}, {0.94, 0.78, 0.66}, {0.78, 0.58, 0.44}}};
constexpr std::array<Colour, 4> clothes = {
    {{0.19, 0.31, 0.43}, {0.44, 0.2, 0.24}, {0.2, 0.38, 0.28}, {0.3, 0.3, 0.34}}};
constexpr Colour dark{0.13, 0.1, 0.09}, white{1, 1, 1}, mouth{0.62, 0.3, 0.28}, wall{0.9, 0.92, 0.94};

cairo_status_t append_png(void* out, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

void colour(cairo_t* page, const Colour& c) { cairo_set_source_rgb(page, c.red, c.green, c.blue); }

void oval(cairo_t* page, double x, double y, double across, double down, const Colour& c) {
  cairo_save(page);
  cairo_translate(page, x, y);
  cairo_scale(page, across, down);
  cairo_new_path(page);
  cairo_arc(page, 0, 0, 1, 0, 2 * std::numbers::pi);
  cairo_restore(page);
  colour(page, c);
  cairo_fill(page);
}

void line(cairo_t* page, double x, double y, double length, double bend, const Colour& c, double width) {
  colour(page, c);
  cairo_set_line_width(page, width);
  cairo_new_path(page);
  cairo_move_to(page, x - length / 2, y);
  cairo_curve_to(page, x - length / 4, y + bend, x + length / 4, y + bend, x + length / 2, y);
  cairo_stroke(page);
}

void draw_face(cairo_t* page, int which) {
  const Colour& skin = skins[static_cast<std::size_t>(which) % skins.size()];
  const double wide = 70 + which % 3 * 6;
  colour(page, wall);
  cairo_paint(page);
  oval(page, 150, 410, 135, 105, clothes[static_cast<std::size_t>(which / 2) % clothes.size()]);
  oval(page, 150, 165, wide + 10, 105 + which % 2 * 14, dark);  // hair
  oval(page, 150, 290, 30, 45, skin);
  oval(page, 150, 190, wide, 95, skin);
  for (const double side : {-1.0, 1.0}) {
    const double x = 150 + side * wide * 0.43;
    line(page, x, 158, 34, -8, dark, 6);
    oval(page, x, 178, 15, 8, white);
    oval(page, x, 178, 6.5, 6.5, dark);
  }
  line(page, 150, 222, 22, 8, {skin.red * 0.75, skin.green * 0.75, skin.blue * 0.75}, 4);
  line(page, 150, 248, 46, 10 + which % 2 * 6, mouth, 7);
}

}  // namespace

std::string drawn_portrait(int which) {
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 300, 400);
  cairo_t* page = cairo_create(surface);
  draw_face(page, which);
  cairo_destroy(page);
  std::string png;
  cairo_surface_write_to_png_stream(surface, &append_png, &png);
  cairo_surface_destroy(surface);
  return png;
}

}  // namespace sanaq
