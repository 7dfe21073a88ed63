#pragma once
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "casework/registration.h"

namespace sanaq {

/// Sessions looked up lately, so that a program that sends many households does not ask the database each
/// time. An entry is believed for a minute: a session that was ended elsewhere works that long at most. Any
/// thread.
class SessionCache {
 public:
  static constexpr std::int64_t believed_micros = 60 * micros_per_second;
  static constexpr std::size_t entries_max = 500'000;
  /// registration: outlives the cache.
  explicit SessionCache(Registration& registration) : registration_(registration) {}
  /// Errors: those of Registration::session.
  Result<SessionRecord> find(std::string_view token, UtcInstant now);

 private:
  struct Entry {
    SessionRecord session;
    UtcInstant until;
  };
  Registration& registration_;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace sanaq
