#include "documents/grey_picture.h"

#include <algorithm>

#include "documents/photo_surface.h"

namespace sanaq {
namespace {

// Rec. 601 brightness of a pixel of cairo: blue, green, red.
double brightness(const unsigned char* pixel) {
  return 0.114 * pixel[0] + 0.587 * pixel[1] + 0.299 * pixel[2];
}

// Means over squares of `step` pixels.
GreyPicture reduced(cairo_surface_t* surface, int width_wanted) {
  cairo_surface_flush(surface);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  const int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
  const int step = std::max(1, width / width_wanted);
  GreyPicture grey{width / step, height / step, {}};
  grey.values.reserve(static_cast<std::size_t>(grey.width * grey.height));
  for (int y = 0; y < grey.height; ++y)
    for (int x = 0; x < grey.width; ++x) {
      double sum = 0;
      for (int dy = 0; dy < step; ++dy)
        for (int dx = 0; dx < step; ++dx)
          sum +=
              brightness(data + std::ptrdiff_t{y * step + dy} * stride + std::ptrdiff_t{x * step + dx} * 4);
      grey.values.push_back(sum / (step * step));
    }
  return grey;
}

}  // namespace

Result<GreyPhoto> grey_photo(std::string_view photo, int width_wanted) {
  SANAQ_TRY(const PhotoSurface surface, photo_surface(photo));
  const cairo_format_t format = cairo_image_surface_get_format(surface.get());
  if (format != CAIRO_FORMAT_RGB24 && format != CAIRO_FORMAT_ARGB32) return Error{"document.photo", "format"};
  return GreyPhoto{reduced(surface.get(), width_wanted), cairo_image_surface_get_width(surface.get()),
                   cairo_image_surface_get_height(surface.get())};
}

}  // namespace sanaq
