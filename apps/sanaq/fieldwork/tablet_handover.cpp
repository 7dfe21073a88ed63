#include "sanaq/fieldwork/tablet_handover.h"

namespace sanaq {

Result<Done> LeaseHandover::withdraw(const std::vector<OpenCase>& cases) {
  for (const OpenCase& one : cases) {
    SANAQ_TRY(const auto move, devices_.move_lease(one.id, std::nullopt, std::nullopt, one.place));
    if (move.before)
      SANAQ_TRY_DONE(exchange_.tell(*move.before,
                                    {{0, exchange::FeedKind::withdraw, one.id, move.epoch_before, 0, {}}}));
  }
  return Done{};
}

}  // namespace sanaq
