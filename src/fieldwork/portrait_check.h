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
  /// "portrait.small" (under 300 by 400), "portrait.shape" (no portrait format), "portrait.blurred".
  /// None looks for a face: whoever takes the photo in does.
  virtual std::vector<std::string> check(const picture::File& picture) const = 0;
};

}  // namespace sanaq
