#pragma once
#include <set>

#include "exchange/bundle.h"
#include "exchange/desk.h"

namespace sanaq::exchange {

/// Entries, and the cases they are of.
struct BundleCount {
  std::int64_t entries = 0;
  std::set<CaseId> cases;
  void add(std::int64_t count, CaseId of) {
    if (count == 0) return;
    entries += count;
    cases.insert(of);
  }
};

/// What became of a bundle.
struct BundleReport {
  BundleHead head;
  BundleEnd end = BundleEnd::whole;
  std::int64_t chunks_read = 0, entries_read = 0;
  std::int64_t pictures_read = 0;  // whose last bytes came with this copy, or the word that they are lost
  std::int64_t feed_after = 0;     // how far the device has read the office's news
  BundleCount fresh;               // stored now
  BundleCount known;               // were there already
  BundleCount unplaced;            // came without what stands before them: not stored
  std::int64_t gaps = 0;           // entries that are missing before those
  BundleCount contradicted;        // kept whole beside what they contradict
  BundleCount refused;             // malformed or not the device's: not stored
  std::vector<SheetLine> lines;    // for the answer: of each chain the last one of each standing
  /// Entries of the bundle that did not arrive with this copy.
  std::int64_t unread() const { return head.entries > entries_read ? head.entries - entries_read : 0; }
  /// Nothing has to be brought again.
  bool complete() const { return end == BundleEnd::whole && unplaced.entries == 0; }
};

/// Judges and stores a bundle's chunks as if each were a call of the device: the same bundle again, in
/// another order or mixed with calls over the network, changes nothing. What was stored before an error
/// stays. `key`: of the device the head names, whose signature the caller has checked. Errors:
/// "store.unavailable".
Result<BundleReport> import_bundle(const Bundle& bundle, const ChunkOpener& opener, SyncDesk& desk,
                                   const DeviceKey& key, UtcInstant at);

}  // namespace sanaq::exchange
