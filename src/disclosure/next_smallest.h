#pragma once
#include <cstdint>
#include <span>

#include "disclosure/pattern.h"

namespace sanaq::disclosure {

/// Two readings of point 23 ("the territory or element with the next smallest number of respondents is marked
/// too").
enum class Reading : std::uint8_t {
  none,        ///< its order of choice, not its letter
  when_alone,  ///< a line needs a second X only when it has one; two X hide each other
  always,      ///< every line with an X also hides its smallest cell that is not primary
};

/// Point 23 to the letter: in every line with an X, and again in the lines this touches, hides the part with
/// the next smallest number of respondents; zeros are never hidden. By itself this does not protect: see the
/// README.
void mark_next_smallest(const Grid& grid, std::span<const std::int64_t> counts, Reading reading,
                        Pattern& pattern);

}  // namespace sanaq::disclosure
