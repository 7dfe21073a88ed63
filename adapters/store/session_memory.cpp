#include "store/session_memory.h"

namespace sanaq {

std::uint64_t SessionMemory::ended() const {
  const std::lock_guard lock(mutex_);
  return ended_;
}

std::optional<SessionRecord> SessionMemory::find(const Mac& token_hash) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(token_hash);
  if (found == entries_.end() || found->second.until.passed()) return std::nullopt;
  return found->second.session;
}

void SessionMemory::remember(const SessionRecord& session, std::uint64_t ended) {
  const auto until = pg::Deadline::after(believed);
  const std::lock_guard lock(mutex_);
  if (ended != ended_) return;  // it may be the one that was ended meanwhile
  if (entries_.size() >= sessions_max) entries_.clear();
  entries_.insert_or_assign(session.token_hash, Entry{session, until});
}

void SessionMemory::forget(const Mac& token_hash) {
  const std::lock_guard lock(mutex_);
  ++ended_;
  entries_.erase(token_hash);
}

}  // namespace sanaq
