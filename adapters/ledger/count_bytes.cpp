#include "ledger/count_bytes.h"

namespace sanaq {

std::string to_count_bytes(std::span<const std::int64_t> counts) {
  std::string bytes;
  for (const std::int64_t count : counts) {
    auto left = static_cast<std::uint64_t>(count);
    for (; left >= 128; left >>= 7) bytes += static_cast<char>(128 | (left & 127));
    bytes += static_cast<char>(left);
  }
  return bytes;
}

Result<std::vector<std::int64_t>> parse_count_bytes(std::string_view bytes) {
  constexpr int shift_max = 49;  // 56 bits: more than any count
  std::vector<std::int64_t> counts;
  std::int64_t count = 0;
  int shift = 0;
  for (const char c : bytes) {
    if (shift > shift_max) return Error{"ledger.damaged", "count"};
    const auto byte = static_cast<unsigned char>(c);
    count |= static_cast<std::int64_t>(byte & 127) << shift;
    shift += 7;
    if (byte >= 128) continue;
    counts.push_back(count);
    count = shift = 0;
  }
  if (shift != 0) return Error{"ledger.damaged", "end"};
  return counts;
}

}  // namespace sanaq
