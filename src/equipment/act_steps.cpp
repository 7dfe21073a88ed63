#include "equipment/act_steps.h"

#include "base/text.h"

namespace sanaq::equipment {

Result<Done> sign(Act& act, Side side, SignedBy signature) {
  const ActState turn = side == Side::giver ? ActState::drafted : ActState::given;
  if (act.state != turn) return Error{"act.state", {}};
  if (side == Side::giver) {
    act.given = std::move(signature);
    act.state = ActState::given;
    return Done{};
  }
  const bool by_hand = act.given->on_paper || signature.on_paper;
  if (!by_hand && act.given->by == signature.by) return Error{"act.same_person", {}};
  act.taken = std::move(signature);
  act.state = ActState::in_force;
  return Done{};
}

Result<Done> cancel(Act& act, std::string because) {
  if (!is_under_way(act.state)) return Error{"act.state", {}};
  if (trim(because).empty() || because.size() > note_bytes_max || !is_utf8(because))
    return Error{"act.note", {}};
  act.cancelled_because = std::move(because);
  act.state = ActState::cancelled;
  return Done{};
}

}  // namespace sanaq::equipment
