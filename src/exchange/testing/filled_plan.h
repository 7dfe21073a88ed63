#pragma once
#include <map>

#include "exchange/bundle_plan.h"

namespace sanaq::exchange::testing {

using Gallery = std::map<PictureName, std::string>;

/// The chunks of a plan with the bytes of its pictures in them; a picture that is not in the gallery is lost.
inline std::vector<SyncRequest> filled(BundlePlan plan, const Gallery& gallery) {
  std::vector<SyncRequest> chunks;
  for (PlannedChunk& chunk : plan.chunks) {
    if (const auto& slice = chunk.slice) {
      const auto found = gallery.find(slice->picture.name);
      PicturePart part{slice->picture, 0, 0, {}};
      if (found != gallery.end())
        part = {slice->picture, slice->size, slice->offset,
                found->second.substr(static_cast<std::size_t>(slice->offset),
                                     static_cast<std::size_t>(slice->count))};
      chunk.work.pictures.push_back(std::move(part));
    }
    chunks.push_back(std::move(chunk.work));
  }
  return chunks;
}

}  // namespace sanaq::exchange::testing
