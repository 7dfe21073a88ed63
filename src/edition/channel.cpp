#include "edition/channel.h"

#include <algorithm>

namespace sanaq {
namespace {

// Decisions on the channel known at `now` and not withdrawn by another known one.
std::vector<ChannelDecision> standing(const std::vector<ChannelDecision>& decisions, std::string_view channel,
                                      UtcInstant now) {
  std::vector<ChannelDecision> known;
  for (const auto& d : decisions)
    if (d.channel == channel && d.decided_at <= now && d.opens < d.closes) known.push_back(d);
  std::vector<ChannelDecision> out;
  for (const auto& d : known) {
    const bool withdrawn = std::any_of(known.begin(), known.end(),
                                       [&](const ChannelDecision& other) { return other.withdraws == d.id; });
    if (!withdrawn || d.id.empty()) out.push_back(d);
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.opens < b.opens; });
  return out;
}

}  // namespace

ChannelState channel_state(const std::vector<ChannelDecision>& decisions, std::string_view channel,
                           UtcInstant now) {
  ChannelState state;
  for (const auto& window : standing(decisions, channel, now)) {
    if (now < window.opens) {
      // A window that touches the open one prolongs it; otherwise it is the next opening.
      if (state.closes && window.opens <= *state.closes)
        state.closes = std::max(*state.closes, window.closes);
      else if (!state.opens)
        state.opens = window.opens;
    } else if (now < window.closes) {
      state.closes = std::max(state.closes.value_or(window.closes), window.closes);
    } else {
      state.closed = std::max(state.closed.value_or(window.closes), window.closes);
    }
  }
  using Kind = ChannelState::Kind;
  if (state.closes)
    state.kind = Kind::open;
  else if (state.opens)
    state.kind = state.closed ? Kind::between : Kind::before;
  else if (state.closed)
    state.kind = Kind::closed;
  return state;
}

}  // namespace sanaq
