#pragma once
#include <string>
#include <vector>

#include "portrait/cascade.h"

namespace sanaq {

/// Where a face is: a square from the brows to the chin, in pixels of the picture. windows: how many windows
/// of the search mean it; a chance hit has one or two.
struct Face {
  double x = 0, y = 0, size = 0;
  int windows = 0;
};

/// Looks for faces that look at the camera. Any thread.
class FaceFinder {
 public:
  explicit FaceFinder(Cascade cascade) : cascade_(std::move(cascade)) {}
  /// Where Debian's package opencv-data keeps the cascade.
  static std::string default_file();

  /// Faces at least a sixth of the picture wide, the surest first. About 20 ms for 300 by 400 pixels.
  std::vector<Face> find(const GreyPicture& picture) const;

 private:
  Cascade cascade_;
};

}  // namespace sanaq
