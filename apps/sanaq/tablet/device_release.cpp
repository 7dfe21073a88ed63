#include "sanaq/tablet/device_release.h"

namespace sanaq {
namespace {

// Crockford's digits: none that are taken for one another when read aloud or written by hand.
constexpr std::string_view release_digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t release_size = 8;

}  // namespace

std::string release_code(const KeyedHash& hash, DeviceId device, std::int32_t number) {
  const Mac mac = hash.mac(HashPurpose::session,
                           "device-release:" + device.value.to_string() + ':' + std::to_string(number));
  std::string code;
  for (std::size_t i = 0; i < release_size; ++i) {
    if (i == release_size / 2) code += '-';
    code += release_digits[mac[i] % release_digits.size()];
  }
  return code;
}

Result<std::vector<std::string>> release_codes(const KeyedHash& hash, DeviceCarePg& care, DeviceId device) {
  SANAQ_TRY(const DeviceCare known, care.find(device));
  std::vector<std::string> codes;
  for (std::int32_t number = known.release; number > 0 && number > known.release - 2; --number)
    codes.push_back(std::to_string(number) + ": " + release_code(hash, device, number));
  return codes;
}

}  // namespace sanaq
