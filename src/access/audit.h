#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace sanaq {

/// One line of the audit log: who did what to what, when. Every look of staff at a person's answers is one
/// too. The log is a chain: each line holds a hash over itself and the line before, so that a line taken out
/// or changed shows.
struct AuditRecord {
  std::int64_t number = 0;  // from 1, without gaps
  UtcInstant at;
  std::string actor;    // login, or "system"
  std::string action;   // "conflict.resolve" …
  std::string subject;  // what was touched, by identifier; never a name or an IIN
  std::string detail;   // free of personal data
  std::string hash;     // 32 bytes
};

/// SHA-256 over the previous hash (32 zero bytes for the first line) and the canonical JSON of the other
/// members.
std::string audit_hash(std::string_view previous, const AuditRecord& record);

}  // namespace sanaq
