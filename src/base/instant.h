#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sanaq {

/// A moment of UTC with microseconds. Zones exist only at the edges of the program.
struct UtcInstant {
  std::int64_t micros = 0;  // since 1970-01-01T00:00:00Z
  friend auto operator<=>(UtcInstant, UtcInstant) = default;
};

constexpr std::int64_t micros_per_second = 1'000'000;

/// `2021-08-31T18:00:00Z`, with a fraction of six digits when it is not zero (RFC 3339).
std::string to_rfc3339(UtcInstant instant);
/// Accepts `YYYY-MM-DDTHH:MM:SS[.ffffff](Z|±HH:MM)`. Errors: "instant.form".
Result<UtcInstant> parse_rfc3339(std::string_view text);

}  // namespace sanaq
