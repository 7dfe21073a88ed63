#pragma once
#include <optional>

#include "casework/registration_store.h"
#include "pg/rows.h"
#include "pg/wire.h"

namespace sanaq {

inline Uuid uuid_of(const PersonKey& key) { return Uuid(key.bytes); }
inline pg::Bytes bytes_of(const Mac& mac) {
  return {{reinterpret_cast<const char*>(mac.data()), mac.size()}};
}

/// 32 bytes.
Mac mac_of(pg::Bytes column);
/// id, case_id, person, sealed, language, created_at from column `first` on; nothing when they are null.
std::optional<AccountRecord> account_in(const pg::Row& row, int first);
/// id, person, phone, code_hash, sealed, created_at, expires_at, resend_after, tries, sends from the first
/// column on.
ChallengeRecord challenge_in(const pg::Row& row);

}  // namespace sanaq
