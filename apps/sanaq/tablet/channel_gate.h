#pragma once
#include <optional>

#include "sanaq/site.h"

namespace sanaq {

/// The page that says when the online channel opens, opens again, or that it has closed.
http::Response closed_page(const Site& site, const Visitor& visitor, const ChannelState& state);
/// Nothing while the online channel is open; otherwise the page to answer with.
std::optional<http::Response> gate_online(const Site& site, const Visitor& visitor);

}  // namespace sanaq
