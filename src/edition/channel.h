#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace sanaq {

/// A decision that a channel ("online", "tablet" …) is open from `opens` until before `closes`. Decisions are
/// never rewritten: a later one adds a window (reopened, extended) or withdraws an earlier one, so that the
/// history of who decided what, and when, stays readable. In 2021 the online channel closed on 15 October,
/// was reopened on 21 October and then extended to 8 November.
struct ChannelDecision {
  std::string id;  // "online-1"
  std::string channel;
  UtcInstant opens, closes;
  UtcInstant decided_at;
  std::string reason;
  std::string withdraws;  // id of the decision this one replaces; empty: it stands beside the others
};

/// What a channel is at a moment, by the decisions known at that moment.
struct ChannelState {
  enum class Kind { not_planned, before, open, between, closed };
  Kind kind = Kind::not_planned;
  std::optional<UtcInstant> opens;   // before, between: when it opens next
  std::optional<UtcInstant> closes;  // open: until when
  std::optional<UtcInstant> closed;  // between, closed: since when
};

/// decisions: of all channels. Cost: linear in their number.
ChannelState channel_state(const std::vector<ChannelDecision>& decisions, std::string_view channel,
                           UtcInstant now);

}  // namespace sanaq
