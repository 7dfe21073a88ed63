#pragma once
#include <optional>
#include <string>
#include <vector>

#include "exchange/bundle.h"
#include "exchange/tablet.h"

namespace sanaq::exchange {

/// Some bytes of a picture that a chunk carries: who keeps the pictures puts them in.
struct PictureSlice {
  PictureId picture;
  std::int64_t size = 0, offset = 0, count = 0;  // of the whole picture; of these bytes in it
  friend bool operator==(const PictureSlice&, const PictureSlice&) = default;
};

/// A chunk before it is written: entries, or a slice of a picture.
struct PlannedChunk {
  SyncRequest work;
  std::optional<PictureSlice> slice;
};

struct BundlePlan {
  std::vector<PlannedChunk> chunks;  // never empty: the first one says how far the news were read
  std::int64_t entries = 0, cases = 0, pictures = 0;
  std::int64_t left = 0;  // entries for another bundle: their pictures would make this one too large
};

struct PlanLimits {
  CallLimits chunk = chunk_limits;
  std::int64_t slice_bytes = 256 * 1024;
  std::int64_t pictures_bytes = std::int64_t{96} << 20;  // of all pictures of a bundle
  bool everything = false;                               // what was confirmed too, for an office that lost it
};

/// All that is flushed and not confirmed, in chunks. First what waits for no picture, so that a copy that was
/// cut brings as many answers as can be; then each picture with what stands behind it in its chain. A chain
/// is divided only there, or when it is larger than a chunk. Cost: a copy of the entries.
BundlePlan plan_bundle(const Tablet& tablet, const PlanLimits& limits);

/// How many chunks, entries, cases and pictures there are, for the head.
void count_work(const BundlePlan& plan, BundleHead& head);

}  // namespace sanaq::exchange
