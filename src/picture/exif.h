#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace sanaq::picture {

/// How a camera was held, as Exif 2.32 §4.6.4 numbers it (tag 0112 hex): 1 upright, 6 and 8 on a side, 3
/// upside down, the others mirrored. body: of an APP1 segment. 0 when it tells nothing or is broken.
std::uint32_t orientation_of(std::string_view body);

/// The body of an APP1 segment that tells the orientation (1-8) and nothing else; 32 bytes.
std::string exif_of(std::uint32_t orientation);

}  // namespace sanaq::picture
