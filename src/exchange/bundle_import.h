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

/// Work of several chunks, opened and proven: what is judged and stored in one transaction.
struct BundlePiece {
  std::vector<PicturePart> pictures;  // stored before the runs that may name them
  std::vector<Run> runs;
  ProvenCall proven;
  std::int64_t feed_after = 0;
};

/// Judges and stores a bundle's chunks as if each were a call of the device: the same bundle again, in
/// another order or mixed with calls over the network, changes nothing. In two halves that share nothing, so
/// that a caller with threads may open and prove one piece while the piece before it is being stored.
class BundleImport {
 public:
  /// `key`: of the device the head names, whose signature the caller has checked. All must outlive this.
  BundleImport(const Bundle& bundle, const ChunkOpener& opener, const DeviceKey& key)
      : key_(key), reader_(bundle, opener) {
    report_.head = bundle.head;
  }
  /// The first half: the next piece, nothing at the end. Asks no store.
  std::optional<BundlePiece> next();
  /// The second half: pieces in the order of next(). What was stored before an error stays. Errors:
  /// "store.unavailable".
  Result<Done> store(const BundlePiece& piece, SyncDesk& desk, UtcInstant at);
  /// After the last piece, once.
  BundleReport finish();

 private:
  std::optional<SyncRequest> chunk();

  const DeviceKey& key_;
  BundleReader reader_;
  std::optional<SyncRequest> held_;  // read, and to begin the next piece
  BundleReport report_;
  std::set<PictureId> pictures_;
};

/// Both halves in turn, to the end.
Result<BundleReport> import_bundle(const Bundle& bundle, const ChunkOpener& opener, SyncDesk& desk,
                                   const DeviceKey& key, UtcInstant at);

}  // namespace sanaq::exchange
