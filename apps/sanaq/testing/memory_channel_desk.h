#pragma once
#include "sanaq/tablet/channel_desk.h"

namespace sanaq::testing {

/// Tablets 1 (region A) and 2 (region B, locked), silent; an invitation of each region nobody used.
class MemoryChannelDesk final : public ChannelDesk {
 public:
  std::vector<SilentDevice> devices;
  std::vector<OpenInvitation> invitations;
  std::vector<CallLine> lines;
  std::vector<DeviceId> handed_over;
  Result<DeviceProfile> hand_over(DeviceId device) override {
    handed_over.push_back(device);
    return DeviceProfile{"[Interface]\nPrivateKey = x\n", "p12", "secret-word", "pem", "key", "ca",
                         {1'635'000'000'000'000}};
  }
  Result<std::vector<CallLine>> calls(DeviceId device, std::int64_t before, std::int64_t limit) override {
    std::vector<CallLine> out;
    for (const CallLine& line : lines)
      if (line.call.device == device && (before == 0 || line.id < before) &&
          static_cast<std::int64_t>(out.size()) < limit)
        out.push_back(line);
    return out;
  }
  Result<std::vector<SilentDevice>> silent() override { return devices; }
  Result<std::vector<OpenInvitation>> open_invitations() override { return invitations; }
};

}  // namespace sanaq::testing
