#pragma once
#include <cairo.h>

#include <memory>
#include <string_view>

#include "base/result.h"

namespace sanaq {

using PhotoSurface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;

/// A JPEG or PNG as pixels, at most 24 million of them. A JPEG's own bytes go into a PDF unchanged.
/// Errors: "document.photo".
Result<PhotoSurface> photo_surface(std::string_view bytes);

}  // namespace sanaq
