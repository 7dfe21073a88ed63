#pragma once
#include <cstdint>
#include <string>

namespace sanaq {

/// A figure scaled by 10^decimals as people write it: (1234, 1) is "123.4", (-5, 2) is "-0.05".
std::string figure_text(std::int64_t figure, int decimals);

}  // namespace sanaq
