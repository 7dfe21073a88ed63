#pragma once
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "exchange/feed.h"
#include "exchange/judgement.h"
#include "exchange/picture.h"

namespace sanaq::exchange {

/// What of a run is to be stored in its chain: the entries after `expected`.
struct Addition {
  ChainId chain;
  CaseId case_id;
  Head expected;                     // as it was judged; the store refuses when the chain has moved since
  std::vector<std::string> entries;  // encoded
  std::vector<Entry> read;           // the same, read
  std::vector<Link> links;
  Signature signature{};  // of the last link
};

/// A run kept beside the chain it contradicts. Kept once however often it comes (by its last link).
struct Fork {
  Run run;
  Link last{};
};

/// What one call writes: all or nothing.
struct Commit {
  DeviceId device;
  UtcInstant at;  // date and time of synchronisation, marked on every entry
  std::vector<Addition> additions;
  std::vector<Fork> forks;
};

/// How the office stands with a picture.
struct PictureStand {
  bool settled = false;   // whole; or it never will be: lost, or refused
  std::int64_t held = 0;  // its first bytes that are durable
};

/// Chains, forks, leases and feeds (port). Errors of every function: "store.unavailable".
class ExchangeStore {
 public:
  virtual ~ExchangeStore() = default;
  /// The head of each run's chain: number 0 when the chain is new, nothing when it belongs to another device
  /// or another case. Order as asked.
  virtual Result<std::vector<std::optional<Head>>> heads(DeviceId device,
                                                         std::span<const ProvenRun> runs) = 0;
  /// The link stored under a number.
  virtual Result<std::optional<Link>> link_at(ChainId chain, std::int64_t number) = 0;
  /// True when a fork that ends with this link is kept: what continues it is no gap.
  virtual Result<bool> holds_fork(const Link& last) = 0;
  /// Durable when it returns. Entries whose epoch is not that of the case's lease of now are marked as late.
  /// Operations go to the case's common log in the order of commits. Errors: "exchange.moved" (a head was not
  /// as expected: judge again).
  virtual Result<Done> commit(const Commit& commit) = 0;
  /// Order as asked; what is unknown is not settled and nothing is held.
  virtual Result<std::vector<PictureStand>> pictures(std::span<const PictureId> asked) = 0;
  /// Durable when it returns; the same again changes nothing. Of a part counts what continues what is held
  /// (PicturePart::after). What is whole and no picture, or not the one it is called, is settled as refused.
  virtual Result<Done> take_part(DeviceId device, const PicturePart& part, UtcInstant at) = 0;
  /// Entries of a device's feed after a number, at most `limit`.
  virtual Result<std::vector<FeedEntry>> feed(DeviceId device, std::int64_t after, std::size_t limit) = 0;
};

}  // namespace sanaq::exchange
