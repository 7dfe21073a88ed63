#pragma once
#include <map>
#include <mutex>
#include <string>

#include "base/instant.h"

namespace sanaq {

/// Counts wrong one-time codes, so that they cannot be guessed: 20 at once from one address and one more
/// every half minute; 1,000 at once from all and two more a second. Only wrong codes count, so many tablets
/// of a school or an office may enrol at once behind one address; after mistakes of others there a place
/// waits half a minute at most. A code has 40 bits and lives ten minutes: with both limits used up for a
/// year, the chance to hit one of a thousand open invitations is below one in ten thousand. Any thread.
class WrongCodes {
 public:
  static constexpr int address_burst = 20, total_burst = 1'000;
  static constexpr std::int64_t address_micros = 30 * micros_per_second, total_micros = micros_per_second / 2;

  /// Seconds to wait before this address may try a code; 0: now.
  std::int64_t wait_seconds(const std::string& address, UtcInstant now);
  void note_wrong(const std::string& address, UtcInstant now);

 private:
  static constexpr std::size_t addresses_max = 50'000;

  /// The moment at which all that was noted is forgotten: each wrong code moves it on by one step.
  struct Debt {
    std::int64_t until = 0;
    std::int64_t wait(int burst, std::int64_t step, std::int64_t now) const;
    void add(std::int64_t step, std::int64_t now);
  };
  void forget(std::int64_t now);

  std::mutex mutex_;
  std::map<std::string, Debt> addresses_;
  Debt total_;
};

}  // namespace sanaq
