#pragma once
#include <string_view>

#include "sanaq/site.h"
#include "store/door_check_pg.h"

namespace sanaq {

/// Tells an interviewer at a door whether the household took part: yes, no, or outside his area; nothing
/// else. Any thread.
class DoorDesk {
 public:
  DoorDesk(const Site& site, DoorCheckPg& checks) : site_(site), checks_(checks) {}

  /// question: {"code"}, {"iin"} or {"address":{"territory","street","house","building","flat"}} →
  /// {"answer":"yes"| "no"|"outside"}. code: of a member, or the receipt of a certificate. Errors:
  /// "exchange.locked", "device.often" (more than 60 an hour, 20 of them by IIN), "device.check" (none of the
  /// three, or a number that cannot be an IIN), those of parse_json, "store.unavailable".
  Result<Json> check(const DeviceRecord& device, std::string_view question);

  static constexpr std::int64_t hourly_max = 60, hourly_by_iin_max = 20;

 private:
  Result<DoorAnswer> answer(DoorWay way, const Json& question, const DeviceRecord& device);
  Result<DoorAnswer> by_code(std::string_view text, const DeviceRecord& device);
  Result<DoorAnswer> by_iin(std::string_view text, const DeviceRecord& device);
  Result<DoorAnswer> by_address(const Json& question, const DeviceRecord& device);
  bool in_area(const std::string& territory, const DeviceRecord& device) const;

  const Site& site_;
  DoorCheckPg& checks_;
};

}  // namespace sanaq
