// Variance of the Laplacian as a measure of focus: J. Pech-Pacheco et al., "Diatom autofocusing in
// brightfield microscopy", ICPR 2000. The picture is made smaller first, so that one limit fits every camera.
#include "documents/photo_quality.h"

#include <algorithm>
#include <vector>

#include "documents/photo_surface.h"

namespace sanaq {
namespace {

constexpr int measured_width = 300;

/// Brightness, 0 to 255, row by row.
struct GreyPicture {
  int width = 0, height = 0;
  std::vector<double> values;
  double at(int x, int y) const { return values[static_cast<std::size_t>(y * width + x)]; }
};

// Rec. 601 brightness of a pixel of cairo: blue, green, red.
double brightness(const unsigned char* pixel) {
  return 0.114 * pixel[0] + 0.587 * pixel[1] + 0.299 * pixel[2];
}

// Means over squares of `step` pixels.
GreyPicture reduced(cairo_surface_t* surface) {
  cairo_surface_flush(surface);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  const int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
  const int step = std::max(1, width / measured_width);
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

double laplacian_variance(const GreyPicture& grey) {
  double sum = 0, squares = 0;
  std::int64_t count = 0;
  for (int y = 1; y + 1 < grey.height; ++y)
    for (int x = 1; x + 1 < grey.width; ++x) {
      const double value =
          grey.at(x - 1, y) + grey.at(x + 1, y) + grey.at(x, y - 1) + grey.at(x, y + 1) - 4 * grey.at(x, y);
      sum += value;
      squares += value * value;
      ++count;
    }
  if (count == 0) return 0;
  const double mean = sum / static_cast<double>(count);
  return squares / static_cast<double>(count) - mean * mean;
}

}  // namespace

Result<PhotoQuality> photo_quality(std::string_view photo) {
  SANAQ_TRY(const PhotoSurface surface, photo_surface(photo));
  const cairo_format_t format = cairo_image_surface_get_format(surface.get());
  if (format != CAIRO_FORMAT_RGB24 && format != CAIRO_FORMAT_ARGB32) return Error{"document.photo", "format"};
  return PhotoQuality{cairo_image_surface_get_width(surface.get()),
                      cairo_image_surface_get_height(surface.get()),
                      laplacian_variance(reduced(surface.get()))};
}

}  // namespace sanaq
