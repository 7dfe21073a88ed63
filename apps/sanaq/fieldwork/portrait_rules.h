#pragma once
#include <optional>

#include "fieldwork/portrait_check.h"
#include "portrait/face_finder.h"

namespace sanaq {

/// Size, shape, sharpness, and one face that is large enough and in its place. Whose face it is nobody looks:
/// whoever takes the photo in compares it with the person.
class PortraitRules final : public PortraitCheck {
 public:
  static constexpr int width_min = 300, height_min = 400;
  static constexpr double sharpness_min = 40;  // below it eyes and mouth are smears
  /// Of the photo's width: smaller is a person across the room, larger has no chin or no hair.
  static constexpr double face_min = 0.25, face_max = 0.8;

  /// finder: none: no face is looked for, the rest is.
  explicit PortraitRules(std::optional<FaceFinder> finder) : finder_(std::move(finder)) {}
  std::vector<std::string> check(const picture::File& picture) const override;
  bool looks_for_faces() const { return finder_.has_value(); }

 private:
  std::optional<FaceFinder> finder_;
};

/// With the cascade of a file; without one when it is not there or broken.
PortraitRules portrait_rules(const std::string& cascade_file = FaceFinder::default_file());

}  // namespace sanaq
