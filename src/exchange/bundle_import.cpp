#include "exchange/bundle_import.h"

#include <algorithm>
#include <utility>

namespace sanaq::exchange {
namespace {

// Work of several chunks, judged and stored together: a transaction costs the same for one chunk or for ten.
class Batch {
 public:
  bool takes(const SyncRequest& chunk) const {
    constexpr std::size_t runs_max = 1'000;
    if (runs_.size() >= runs_max) return false;
    // A chain stands in a call once: its next piece waits for the next call.
    return std::none_of(chunk.runs.begin(), chunk.runs.end(),
                        [&](const Run& run) { return chains_.contains(run.chain); });
  }
  void add(SyncRequest&& chunk) {
    for (Run& run : chunk.runs) {
      chains_.insert(run.chain);
      runs_.push_back(std::move(run));
    }
  }
  std::vector<Run> take() {
    chains_.clear();
    return std::exchange(runs_, {});
  }

 private:
  std::vector<Run> runs_;
  std::set<ChainId> chains_;
};

void count(BundleReport& report, const Run& run, const TakenRun& taken) {
  const auto entries = static_cast<std::int64_t>(run.entries.size());
  const auto known = static_cast<std::int64_t>(taken.known);
  const CaseId of = run.case_id;
  switch (taken.line.standing) {
    case Standing::stored:
      report.fresh.add(entries - known, of);
      report.known.add(known, of);
      break;
    case Standing::gap:
      report.unplaced.add(entries, of);
      report.gaps += std::max<std::int64_t>(0, run.before.number - taken.line.head.number);
      break;
    case Standing::forked:
      report.contradicted.add(entries, of);
      break;
    case Standing::refused:
      report.refused.add(entries, of);
      break;
  }
}

Result<Done> store(Batch& batch, SyncDesk& desk, const DeviceKey& key, UtcInstant at, BundleReport& report) {
  const std::vector<Run> runs = batch.take();
  if (runs.empty()) return Done{};
  SANAQ_TRY(const auto taken, desk.take(report.head.device, key, runs, at));
  for (std::size_t i = 0; i < runs.size(); ++i) {
    count(report, runs[i], taken[i]);
    report.lines.push_back(taken[i].line);
  }
  return Done{};
}

// Pieces of one chain were answered one after the other. The last answer of each kind tells all: how far it
// is durable, and where it is missing something.
void keep_last_of_chain(std::vector<SheetLine>& lines) {
  std::set<std::pair<ChainId, Standing>> seen;
  std::vector<SheetLine> kept;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line)
    if (seen.insert({line->chain, line->standing}).second) kept.push_back(*line);
  std::reverse(kept.begin(), kept.end());
  lines = std::move(kept);
}

}  // namespace

Result<BundleReport> import_bundle(const Bundle& bundle, const ChunkOpener& opener, SyncDesk& desk,
                                   const DeviceKey& key, UtcInstant at) {
  BundleReport report;
  report.head = bundle.head;
  BundleReader reader(bundle, opener);
  Batch batch;
  std::set<PictureId> pictures;
  while (auto chunk = reader.next()) {
    for (const Run& run : chunk->runs) report.entries_read += static_cast<std::int64_t>(run.entries.size());
    report.feed_after = chunk->feed_after;
    for (const PicturePart& part : chunk->pictures)
      if (part.lost() || part.offset + static_cast<std::int64_t>(part.bytes.size()) == part.size)
        pictures.insert(part.picture);
    SANAQ_TRY_DONE(desk.take_parts(report.head.device, chunk->pictures, at));
    if (!batch.takes(*chunk)) SANAQ_TRY_DONE(store(batch, desk, key, at, report));
    batch.add(*std::move(chunk));
  }
  SANAQ_TRY_DONE(store(batch, desk, key, at, report));
  report.end = reader.end();
  report.chunks_read = reader.chunks_read();
  report.pictures_read = static_cast<std::int64_t>(pictures.size());
  keep_last_of_chain(report.lines);
  return report;
}

}  // namespace sanaq::exchange
