// What the office is told of a photo: drawn portraits of nobody, alone and put together on a larger sheet.
#include "sanaq/fieldwork/portrait_rules.h"

#include <cairo.h>
#include <doctest.h>

#include <cstring>

#include "portrait/drawn_face.h"

using namespace sanaq;

namespace {

cairo_status_t read_bytes(void* from, unsigned char* data, unsigned length) {
  auto& rest = *static_cast<std::string_view*>(from);
  if (rest.size() < length) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(data, rest.data(), length);
  rest.remove_prefix(length);
  return CAIRO_STATUS_SUCCESS;
}
cairo_status_t append_bytes(void* out, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

struct Placed {
  int which, x, y;
};

/// A sheet with drawn portraits on it; without any, a chessboard.
picture::File sheet(int width, int height, const std::vector<Placed>& portraits) {
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  cairo_t* page = cairo_create(surface);
  cairo_set_source_rgb(page, 0.9, 0.92, 0.94);
  cairo_paint(page);
  for (int y = 0; portraits.empty() && y < height; y += 40)
    for (int x = y / 40 % 2 * 40; x < width; x += 80) cairo_rectangle(page, x, y, 40, 40);
  cairo_set_source_rgb(page, 0.1, 0.1, 0.1);
  cairo_fill(page);
  for (const Placed& one : portraits) {
    const std::string png = drawn_portrait(one.which);
    std::string_view rest = png;
    cairo_surface_t* face = cairo_image_surface_create_from_png_stream(&read_bytes, &rest);
    cairo_set_source_surface(page, face, one.x, one.y);
    cairo_paint(page);
    cairo_surface_destroy(face);
  }
  cairo_destroy(page);
  std::string png;
  cairo_surface_write_to_png_stream(surface, &append_bytes, &png);
  cairo_surface_destroy(surface);
  return picture::read(png).value();
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("003: a photo of one face in its place will do; none, two, or one at the edge will not") {
  const PortraitRules rules = portrait_rules();
  REQUIRE(rules.looks_for_faces());
  for (int which = 0; which < 4; ++which)
    CHECK(rules.check(picture::read(drawn_portrait(which)).value()).empty());
  CHECK(rules.check(sheet(300, 400, {})) == Codes{"portrait.face"});
  CHECK(rules.check(sheet(600, 700, {{0, 0, 100}, {2, 300, 100}})) == Codes{"portrait.faces"});
  CHECK(rules.check(sheet(600, 800, {{1, 0, 0}})) == Codes{"portrait.place"});
  CHECK(rules.check(sheet(1'300, 1'500, {{1, 500, 200}})) == Codes{"portrait.place"});  // across the room
  CHECK(rules.check(sheet(400, 300, {})) == Codes{"portrait.small", "portrait.shape"});
}

TEST_CASE("without the cascade photos are judged by the other rules alone") {
  const PortraitRules rules = portrait_rules("/no/such/file.xml");
  CHECK_FALSE(rules.looks_for_faces());
  CHECK(rules.check(sheet(300, 400, {})).empty());
  CHECK(rules.check(sheet(200, 300, {})) == Codes{"portrait.small"});
}
