#pragma once
#include <optional>
#include <string_view>

#include "base/iin.h"
#include "casework/member_code.h"
#include "casework/submission_store.h"

namespace sanaq {

/// What somebody at a door may learn: that the household took part, when, where roughly and with how many persons.
/// No name, no number, no address.
struct Completion {
  UtcInstant received_at;
  std::string territory;
  std::uint16_t persons = 0;
  std::uint16_t member = 0;  // number of the member the code belongs to; 0 when asked by IIN
};

/// Nothing: unknown. Errors: "member_code.form", "store.unavailable". A well-formed code that was never given out is
/// unknown.
Result<std::optional<Completion>> verify_code(std::string_view code, SubmissionStore& store, const KeyedHash& hash);
Result<std::optional<Completion>> verify_person(const Iin& iin, SubmissionStore& store, const KeyedHash& hash);

}  // namespace sanaq
