#pragma once
#include <span>
#include <string>
#include <vector>

#include "exchange/entry.h"

namespace sanaq::exchange {

/// How far a chain has come: the highest number and its link. Number 0: nothing yet.
struct Head {
  std::int64_t number = 0;
  Link link{};
  friend bool operator==(const Head&, const Head&) = default;
};

/// Entries of one case that follow each other, as they travel: `before` is the head they continue. The
/// signature of the last link vouches for all of them, so any prefix may be cut off at the sender, none at
/// the receiver.
struct Run {
  ChainId chain;
  CaseId case_id;
  Head before;
  std::vector<std::string> entries;  // encoded; at least one
  Signature signature{};             // of the last link, by the device
  std::int64_t last() const { return before.number + static_cast<std::int64_t>(entries.size()); }
  friend bool operator==(const Run&, const Run&) = default;
};

/// Checks signatures of devices (port).
class DeviceKey {
 public:
  virtual ~DeviceKey() = default;
  virtual bool verify(std::string_view bytes, const Signature& signature) const = 0;
};

/// A run whose entries were read and whose signature holds.
struct ProvenRun {
  ChainId chain;
  CaseId case_id;
  Head before;
  std::vector<Entry> entries;
  std::vector<Link> links;  // one an entry
  Signature signature{};
  Head head_at(std::size_t entry) const {
    return {before.number + static_cast<std::int64_t>(entry) + 1, links[entry]};
  }
  Head head() const { return links.empty() ? before : head_at(links.size() - 1); }
};

/// Reads the entries, links them, checks the signature. Cost: a hash an entry and one verification a run.
/// Errors: "exchange.form", "exchange.signature" (not this device's, or something was changed on the way).
Result<ProvenRun> prove(const Run& run, const DeviceKey& key);

/// The runs of a call that could be proven, each with its place in the call.
struct ProvenCall {
  std::vector<ProvenRun> runs;
  std::vector<std::size_t> places;
};

/// Proves each run; what cannot be proven is left out, and so is a chain's second run: a chain stands in a
/// call once. Asks no store, so it may be done ahead of the storing. Cost: prove() a run.
ProvenCall prove_all(std::span<const Run> runs, const DeviceKey& key);

}  // namespace sanaq::exchange
