#pragma once
#include <string>

#include "casework/secrets.h"
#include "pg/pool.h"

namespace sanaq {

/// Counts wrong one-time codes, so that they cannot be guessed: 20 at once from one address and one more
/// every half minute; 1,000 at once from all and two more a second. Only wrong codes count, so many tablets
/// of a school or an office may enrol at once behind one address; after mistakes of others there a place
/// waits half a minute at most. A code has 40 bits and lives ten minutes: with both limits used up for a
/// year, the chance to hit one of a thousand open invitations is below one in ten thousand. Kept in the
/// database, so a restart forgets nothing and several processes count together; addresses as keyed hashes
/// only. Any thread. Errors of every function: "store.unavailable".
class WrongCodesPg {
 public:
  static constexpr int address_burst = 20, total_burst = 1'000;
  static constexpr std::int64_t address_micros = 30 * micros_per_second, total_micros = micros_per_second / 2;

  /// what: the kind of code; those of different kinds do not count together.
  WrongCodesPg(pg::Pool& pool, const KeyedHash& hash, std::string what)
      : pool_(pool), hash_(hash), what_(std::move(what)) {}

  /// Seconds to wait before this address may try a code; 0: now.
  Result<std::int64_t> wait_seconds(const std::string& address, UtcInstant now);
  Result<Done> note_wrong(const std::string& address, UtcInstant now);

 private:
  Mac mark(const std::string& place) const;

  pg::Pool& pool_;
  const KeyedHash& hash_;
  std::string what_;
};

}  // namespace sanaq
