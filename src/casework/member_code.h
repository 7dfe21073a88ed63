#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "casework/identifiers.h"
#include "casework/secrets.h"

namespace sanaq {

/// The code a member of a household gets and shows at the door: `7K2M-9QXR-T4WD`, 12 characters of Crockford's base 32
/// (60 bits). It holds serial (32 bits), member number (8 bits) and a 20-bit check under a keyed permutation: codes of
/// one household have nothing in common, and of a million guessed codes about one is well-formed, of which again
/// only those count whose serial and member exist.
struct MemberCode {
  SubmissionSerial serial;
  std::uint16_t member = 0;  // 1 to 255
  friend bool operator==(const MemberCode&, const MemberCode&) = default;
};

/// Three groups of four. serial: 1 to 2^32 - 1; member: 1 to 255 (bugs otherwise).
std::string to_text(const MemberCode& code, const KeyedHash& hash);
/// Reads what a person types: any case, blanks and dashes, O for 0, I and L for 1.
/// Errors: "member_code.form", "member_code.unknown".
Result<MemberCode> parse_member_code(std::string_view text, const KeyedHash& hash);

}  // namespace sanaq
