#pragma once
#include <string>
#include <vector>

#include "picture/picture_file.h"

namespace sanaq {

/// Looks whether a picture can stand on an identity card (port).
class PortraitCheck {
 public:
  virtual ~PortraitCheck() = default;
  /// Codes of what is wrong, none when it will do: "portrait.kind" (neither JPEG nor PNG, or broken),
  /// "portrait.small" (under 300 by 400), "portrait.shape" (no portrait format), "portrait.blurred",
  /// "portrait.face" (none looks at the camera), "portrait.faces" (more than one), "portrait.place" (too
  /// small, too near, or at the edge).
  virtual std::vector<std::string> check(const picture::File& picture) const = 0;
};

}  // namespace sanaq
