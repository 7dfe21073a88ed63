#pragma once
#include <string_view>

#include "base/result.h"

namespace sanaq {

/// What can be told of a photo from its pixels.
struct PhotoQuality {
  int width = 0, height = 0;
  double sharpness = 0;  // variance of the Laplacian of the brightness, at about 300 pixels of width
};

/// photo: JPEG or PNG. About 30 ms for 2 million pixels. Errors: "document.photo".
Result<PhotoQuality> photo_quality(std::string_view photo);

}  // namespace sanaq
