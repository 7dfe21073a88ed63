#pragma once
#include "fieldwork/portrait_check.h"

namespace sanaq {

/// Size, shape and sharpness. It does not look for a face: whoever takes the photo in compares it with the
/// person.
class PortraitRules final : public PortraitCheck {
 public:
  static constexpr int width_min = 300, height_min = 400;
  static constexpr double sharpness_min = 40;  // below it eyes and mouth are smears
  std::vector<std::string> check(const picture::File& picture) const override;
};

}  // namespace sanaq
