#include "edition/channel.h"

#include <doctest.h>

using namespace sanaq;
using Kind = ChannelState::Kind;

namespace {
UtcInstant at(const char* text) { return parse_rfc3339(text).value(); }

// The online channel of 2021 as it went.
std::vector<ChannelDecision> online_2021() {
  return {{"1", "online", at("2021-09-01T00:00:00+06:00"), at("2021-10-16T00:00:00+06:00"),
           at("2021-05-01T00:00:00Z"), "plan", ""},
          {"2", "online", at("2021-10-21T00:00:00+06:00"), at("2021-10-31T00:00:00+06:00"),
           at("2021-10-20T09:00:00Z"), "reopened", ""},
          {"3", "online", at("2021-10-31T00:00:00+06:00"), at("2021-11-09T00:00:00+06:00"),
           at("2021-10-27T09:00:00Z"), "extended", ""},
          {"t", "tablet", at("2021-10-01T00:00:00+06:00"), at("2021-10-31T00:00:00+06:00"),
           at("2021-05-01T00:00:00Z"), "plan", ""}};
}
}  // namespace

TEST_CASE("channel: before, open, closed, reopened, extended, closed for good") {
  const auto d = online_2021();
  CHECK(channel_state(d, "online", at("2021-08-31T17:59:59Z")).kind == Kind::before);
  CHECK(channel_state(d, "online", at("2021-08-31T18:00:00Z")).kind == Kind::open);
  CHECK(channel_state(d, "online", at("2021-10-15T17:59:59Z")).kind == Kind::open);
  CHECK(channel_state(d, "online", at("2021-10-15T18:00:00Z")).kind == Kind::closed);
  const auto between = channel_state(d, "online", at("2021-10-20T10:00:00Z"));
  CHECK(between.kind == Kind::between);
  CHECK(between.opens == at("2021-10-20T18:00:00Z"));
  CHECK(channel_state(d, "online", at("2021-10-22T00:00:00Z")).closes == at("2021-10-30T18:00:00Z"));
  CHECK(channel_state(d, "online", at("2021-10-28T00:00:00Z")).closes == at("2021-11-08T18:00:00Z"));
  CHECK(channel_state(d, "online", at("2021-11-08T18:00:00Z")).kind == Kind::closed);
  CHECK(channel_state(d, "paper", at("2021-11-08T18:00:00Z")).kind == Kind::not_planned);
}

TEST_CASE("channel: a withdrawn window does not open, an empty one is ignored") {
  auto d = online_2021();
  d.push_back({"4", "online", at("2021-11-01T00:00:00Z"), at("2021-11-01T00:00:00Z"),
               at("2021-10-29T00:00:00Z"), "stopped", "3"});
  CHECK(channel_state(d, "online", at("2021-10-30T20:00:00Z")).kind == Kind::open);
  d.back().closes = at("2021-11-02T00:00:00Z");
  CHECK(channel_state(d, "online", at("2021-10-30T20:00:00Z")).kind == Kind::between);
}
