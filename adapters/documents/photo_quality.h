#pragma once
#include "documents/grey_picture.h"

namespace sanaq {

/// How wide a picture is about when its sharpness is measured, so that one limit fits every camera.
inline constexpr int measured_width = 300;

/// Variance of the Laplacian of the brightness: a smear has none. The picture is about measured_width wide.
double sharpness_of(const GreyPicture& grey);

}  // namespace sanaq
