#include "casework/verification.h"

namespace sanaq {
namespace {

Completion completion_of(const StoredSubmission& stored, std::uint16_t member) {
  return {stored.received_at, stored.territory, stored.persons, member};
}

}  // namespace

Result<std::optional<Completion>> verify_code(std::string_view code, SubmissionStore& store, const KeyedHash& hash) {
  auto parsed = parse_member_code(code, hash);
  if (!parsed && parsed.error().code == "member_code.unknown") return std::optional<Completion>();
  if (!parsed) return parsed.error();
  SANAQ_TRY(const auto stored, store.find(parsed->serial));
  if (!stored || parsed->member > stored->persons) return std::optional<Completion>();
  return std::optional(completion_of(*stored, parsed->member));
}

Result<std::optional<Completion>> verify_person(const Iin& iin, SubmissionStore& store, const KeyedHash& hash) {
  SANAQ_TRY(const auto stored, store.find(person_key(iin, hash)));
  if (!stored) return std::optional<Completion>();
  return std::optional(completion_of(*stored, 0));
}

}  // namespace sanaq
