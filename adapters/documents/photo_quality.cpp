// Variance of the Laplacian as a measure of focus: J. Pech-Pacheco et al., "Diatom autofocusing in
// brightfield microscopy", ICPR 2000.
#include "documents/photo_quality.h"

#include <cstdint>

namespace sanaq {

double sharpness_of(const GreyPicture& grey) {
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

}  // namespace sanaq
