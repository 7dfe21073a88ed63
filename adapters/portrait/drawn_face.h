#pragma once
#include <string>

namespace sanaq {

/// A portrait of nobody, for demonstrations and tests: a drawn face as PNG of 300 by 400, in which the
/// cascade of opencv-data sees one face. which: another face for each.
std::string drawn_portrait(int which);

}  // namespace sanaq
