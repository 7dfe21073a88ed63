#include "sanaq/session_cache.h"

#include <algorithm>

namespace sanaq {

Result<SessionRecord> SessionCache::find(std::string_view token, UtcInstant now) {
  const std::string key(token);
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key);
    if (found != entries_.end() && now < found->second.until) return found->second.session;
  }
  SANAQ_TRY(const SessionRecord session, registration_.session(token));
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= entries_max) entries_.clear();
  const UtcInstant until{std::min(now.micros + believed_micros, session.expires_at.micros)};
  entries_.insert_or_assign(key, Entry{session, until});
  return session;
}

}  // namespace sanaq
