#include "store/wrong_codes_pg.h"

#include <sanaq_sql/exchange.h>

#include <algorithm>

#include "exchange/wire.h"
#include "store/database.h"

namespace sanaq {
namespace {

constexpr std::string_view all_places = "all";

// A household or an office has all addresses of an IPv6 network of 64 bits.
std::string place_of(const std::string& address) {
  if (address.find(':') == std::string::npos) return address;
  std::size_t end = 0;
  for (int groups = 0; groups < 4 && end != std::string::npos; ++groups)
    end = address.find(':', end == 0 ? 0 : end + 1);
  return address.substr(0, end);
}

// One step more is allowed while the debt is below `burst` steps.
std::int64_t wait_of(const std::optional<UtcInstant>& until, int burst, std::int64_t step, UtcInstant now) {
  if (!until) return 0;
  const std::int64_t over = until->micros - now.micros - (burst - 1) * step;
  return over <= 0 ? 0 : (over + micros_per_second - 1) / micros_per_second;
}

}  // namespace

Mac WrongCodesPg::mark(const std::string& place) const {
  return hash_.mac(HashPurpose::session, "wrong-code:" + what_ + ":" + place);
}

Result<std::int64_t> WrongCodesPg::wait_seconds(const std::string& address, UtcInstant now) {
  const Mac place = mark("at " + place_of(address)), all = mark(std::string(all_places));
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::exchange::find_wrong_codes,
                                    {pg::Bytes{exchange::view(place)}, pg::Bytes{exchange::view(all)}}));
  return std::max(wait_of(rows[0].get<std::optional<UtcInstant>>(0), address_burst, address_micros, now),
                  wait_of(rows[0].get<std::optional<UtcInstant>>(1), total_burst, total_micros, now));
}

// Old places go with every new one: there are never many.
Result<Done> WrongCodesPg::note_wrong(const std::string& address, UtcInstant now) {
  const Mac place = mark("at " + place_of(address)), all = mark(std::string(all_places));
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::exchange::forget_wrong_codes, {now}));
  SANAQ_STORE_DONE(connection->execute(
      sql::exchange::add_wrong_code,
      {pg::Bytes{exchange::view(place)}, address_micros, pg::Bytes{exchange::view(all)}, total_micros, now}));
  return Done{};
}

}  // namespace sanaq
