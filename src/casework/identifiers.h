#pragma once
#include <compare>
#include <cstdint>
#include <string>

#include "base/case_identity.h"
#include "base/strong_id.h"
#include "base/uuid.h"

namespace sanaq {

/// A respondent who proved that the phone is theirs; one account opens one household's case.
using AccountId = TaggedUuid<struct AccountTag>;
/// A registration attempt that waits for its SMS code.
using ChallengeId = TaggedUuid<struct ChallengeTag>;
/// Number of a stored submission, from 1, in the order of commits; gaps are possible.
using SubmissionSerial = StrongId<struct SubmissionSerialTag, std::int64_t>;
using ConflictId = StrongId<struct ConflictTag, std::int64_t>;

/// Who a person is, as 16 bytes of a keyed hash over the IIN, or over document kind, number and country.
/// Without the key (which is not in the database) nothing can be learnt from it.
struct PersonKey {
  Uuid::Bytes bytes{};
  friend auto operator<=>(const PersonKey&, const PersonKey&) = default;
};

/// What a submission says, as 16 bytes of a keyed hash over form, answers and identities.
struct ContentHash {
  Uuid::Bytes bytes{};
  friend auto operator<=>(const ContentHash&, const ContentHash&) = default;
};

/// How the answers came. The numbers are stored.
enum class Channel : std::uint8_t { online = 1, tablet = 2, institution = 3, phone = 4, paper = 5 };

/// A form as submissions name it. `fingerprint` is that of form_fingerprint(): two forms that code answers
/// differently never share one.
struct FormRef {
  std::string id, version;
  std::uint64_t fingerprint = 0;
  friend auto operator<=>(const FormRef&, const FormRef&) = default;
};

}  // namespace sanaq
