#include "sanaq/session_cache.h"

#include <algorithm>

namespace sanaq {

Result<std::vector<std::optional<SessionRecord>>> SessionCache::find(std::span<const std::string_view> tokens,
                                                                     UtcInstant now) {
  std::vector<std::optional<SessionRecord>> sessions(tokens.size());
  std::vector<std::size_t> missing;
  std::vector<std::string_view> unknown;
  {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const auto found = entries_.find(tokens[i]);
      if (found != entries_.end() && now < found->second.until) {
        sessions[i] = found->second.session;
      } else {
        missing.push_back(i);
        unknown.push_back(tokens[i]);
      }
    }
  }
  if (missing.empty()) return sessions;
  SANAQ_TRY(const auto asked, registration_.sessions(unknown));
  const std::lock_guard lock(mutex_);
  if (entries_.size() + asked.size() > entries_max) entries_.clear();
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (!asked[i]) continue;
    sessions[missing[i]] = asked[i];
    const UtcInstant until{std::min(now.micros + believed_micros, asked[i]->expires_at.micros)};
    entries_.insert_or_assign(std::string(unknown[i]), Entry{*asked[i], until});
  }
  return sessions;
}

}  // namespace sanaq
