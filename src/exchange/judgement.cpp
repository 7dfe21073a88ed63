#include "exchange/judgement.h"

#include <algorithm>

namespace sanaq::exchange {

Judgement judge(const ProvenRun& run, const Head& stored, const LinkAt& link_at) {
  if (run.before.number > stored.number) return {Standing::gap, 0};
  // The chain makes one comparison enough: two chains with the same link at a number are the same up to it.
  const std::int64_t meet = std::min(run.head().number, stored.number);
  const auto theirs = meet == run.before.number
                          ? run.before.link
                          : run.links[static_cast<std::size_t>(meet - run.before.number - 1)];
  const std::optional<Link> ours = meet == stored.number ? std::optional(stored.link) : link_at(meet);
  if (!ours || *ours != theirs) return {Standing::forked, 0};
  return {Standing::stored, static_cast<std::size_t>(meet - run.before.number)};
}

}  // namespace sanaq::exchange
