#include <cstdint>

#include "base/check.h"
#include "casework/account_details.h"
#include "casework/conflict.h"
#include "casework/member_code.h"
#include "casework/phone.h"
#include "casework/testing/memory_keys.h"

/// What a person types at the door, and what is kept about an account.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sanaq;
  static const testing::MemoryHash hash;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto phone = parse_phone(text, {})) {
    SANAQ_CHECK(parse_phone("+" + *phone, {}).value() == *phone);
    SANAQ_CHECK(mask_phone(*phone).find(phone->substr(0, phone->size() - 4)) == std::string::npos);
  }
  if (const auto code = parse_member_code(text, hash)) {
    SANAQ_CHECK(parse_member_code(to_text(*code, hash), hash).value() == *code);
  }
  static_cast<void>(parse_conflict_rule(text));
  if (const auto details = read_details(text)) {
    const std::string written = write_details(*details);
    SANAQ_CHECK(write_details(read_details(written).value()) == written);
  }
  if (const auto pending = read_pending(text)) {
    const std::string written = write_pending(*pending);
    SANAQ_CHECK(write_pending(read_pending(written).value()) == written);
  }
  return 0;
}
