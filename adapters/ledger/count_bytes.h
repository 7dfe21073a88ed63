#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// Counts (0 or more) one after the other, seven bits a byte, the lowest first; the last byte of a count has
/// its highest bit clear.
std::string to_count_bytes(std::span<const std::int64_t> counts);
/// The reverse. Errors: "ledger.damaged" (the bytes end within a count, or a count is too large).
Result<std::vector<std::int64_t>> parse_count_bytes(std::string_view bytes);

}  // namespace sanaq
