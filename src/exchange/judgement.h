#pragma once
#include <functional>
#include <optional>

#include "exchange/run.h"

namespace sanaq::exchange {

/// What becomes of a run. The numbers travel.
enum class Standing : std::uint8_t {
  stored = 1,   // entries were added, or all were there: everything up to the head is durable
  gap = 2,      // entries before the run are missing: nothing was stored, send from the head on
  forked = 3,   // contradicts what is stored under these numbers; kept whole beside it, as evidence
  refused = 4,  // malformed or not signed by the device: nothing was stored
};

struct Judgement {
  Standing standing = Standing::refused;
  std::size_t known = 0;  // entries of the run that are stored already; the rest is new
};

/// Link stored under a number of this chain, or nothing.
using LinkAt = std::function<std::optional<Link>(std::int64_t number)>;

/// Compares a run with what is stored of its chain. Pure: the caller stores.
/// Property: judging the same run again after storing it gives `stored` with all entries known.
Judgement judge(const ProvenRun& run, const Head& stored, const LinkAt& link_at);

}  // namespace sanaq::exchange
