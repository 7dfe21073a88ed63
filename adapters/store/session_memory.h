#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <optional>

#include "casework/registration_store.h"
#include "pg/deadline.h"

namespace sanaq {

/// Sessions that were opened or looked up lately, so that not every page asks the database. One that was
/// ended on this server is gone at once; one ended elsewhere is believed for `believed` at most. Holds hashes
/// of tokens, no token. Any thread.
class SessionMemory {
 public:
  static constexpr std::size_t sessions_max = 200'000;
  static constexpr std::chrono::seconds believed{60};

  /// How often a session was ended before; what was looked up before that is not to be remembered.
  std::uint64_t ended() const;
  std::optional<SessionRecord> find(const Mac& token_hash) const;
  /// ended: told before the session was read from the database.
  void remember(const SessionRecord& session, std::uint64_t ended);
  /// After the database was told.
  void forget(const Mac& token_hash);

 private:
  struct Entry {
    SessionRecord session;
    pg::Deadline until;
  };
  mutable std::mutex mutex_;
  std::map<Mac, Entry> entries_;
  std::uint64_t ended_ = 0;
};

}  // namespace sanaq
