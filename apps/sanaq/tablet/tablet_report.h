#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace sanaq {

/// What a tablet says of itself with a call: nothing is decided by it, the office looks at it when a tablet
/// is silent.
struct TabletReport {
  std::string app, form;                      // versions
  std::optional<std::int64_t> clock_seconds;  // by how much the tablet's clock is ahead
  std::optional<int> battery_percent;
  std::optional<std::int64_t> free_mib, waiting;  // storage; entries that were not handed in before the call
};

/// header: JSON object of the header X-Sanaq-Tablet {"at","app","form","battery","free","waiting"}, any
/// bytes. now: the machine's time. What is not readable is left out.
TabletReport read_report(std::string_view header, UtcInstant now);

/// As it stands in the register; empty when the tablet said nothing.
std::string to_stored(const TabletReport& report);
TabletReport from_stored(std::string_view text);

}  // namespace sanaq
