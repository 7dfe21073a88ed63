#include "base/figure_text.h"

namespace sanaq {

std::string figure_text(std::int64_t figure, int decimals) {
  std::string digits = std::to_string(figure < 0 ? -figure : figure);
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  return (figure < 0 ? "-" : "") + digits;
}

}  // namespace sanaq
