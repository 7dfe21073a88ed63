#include "store/registration_rows.h"

#include <algorithm>

namespace sanaq {

Mac mac_of(pg::Bytes column) {
  Mac mac{};
  SANAQ_CHECK(column.value.size() == mac.size());
  std::copy(column.value.begin(), column.value.end(), mac.begin());
  return mac;
}

std::optional<AccountRecord> account_in(const pg::Row& row, int first) {
  if (row.is_null(first)) return std::nullopt;
  return AccountRecord{AccountId{row.get<Uuid>(first)},
                       CaseId{row.get<Uuid>(first + 1)},
                       PersonKey{row.get<Uuid>(first + 2).bytes()},
                       std::string(row.get<pg::Bytes>(first + 3).value),
                       row.get<std::string>(first + 4),
                       row.get<UtcInstant>(first + 5)};
}

ChallengeRecord challenge_in(const pg::Row& row) {
  return {ChallengeId{row.get<Uuid>(0)},
          PersonKey{row.get<Uuid>(1).bytes()},
          PersonKey{row.get<Uuid>(2).bytes()},
          mac_of(row.get<pg::Bytes>(3)),
          std::string(row.get<pg::Bytes>(4).value),
          row.get<UtcInstant>(5),
          row.get<UtcInstant>(6),
          row.get<UtcInstant>(7),
          row.get<std::int32_t>(8),
          row.get<std::int32_t>(9)};
}

}  // namespace sanaq
