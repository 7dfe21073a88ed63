#pragma once
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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
  /// A session a token, in their order; nothing where there is none. Those not known are asked for together.
  /// Errors: those of Registration::sessions.
  Result<std::vector<std::optional<SessionRecord>>> find(std::span<const std::string_view> tokens,
                                                         UtcInstant now);

 private:
  struct Entry {
    SessionRecord session;
    UtcInstant until;
  };
  struct TokenHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view token) const { return std::hash<std::string_view>()(token); }
  };
  Registration& registration_;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry, TokenHash, std::equal_to<>> entries_;
};

}  // namespace sanaq
