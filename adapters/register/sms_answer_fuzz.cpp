#include <cstdint>

#include "register/sms_http.h"

/// Any bytes as an answer of the gateway of text messages; any bytes as the text of a message.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(sanaq::read_sms_answer(text));
  static_cast<void>(sanaq::read_sms_status(text));
  if (!text.empty() && sanaq::sms_parts(text) < 1) __builtin_trap();
  return 0;
}
