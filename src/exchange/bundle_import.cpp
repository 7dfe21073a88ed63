#include "exchange/bundle_import.h"

#include <algorithm>
#include <utility>

namespace sanaq::exchange {
namespace {

// A transaction costs the same for one chunk or for ten.
class Batch {
 public:
  bool takes(const SyncRequest& chunk) const {
    constexpr std::size_t runs_max = 1'000, picture_bytes_max = std::size_t{4} << 20;
    if (piece_.runs.size() >= runs_max || picture_bytes_ >= picture_bytes_max) return false;
    // A chain stands in a call once: its next piece waits for the next call.
    return std::none_of(chunk.runs.begin(), chunk.runs.end(),
                        [&](const Run& run) { return chains_.contains(run.chain); });
  }
  void add(SyncRequest&& chunk) {
    for (Run& run : chunk.runs) {
      chains_.insert(run.chain);
      piece_.runs.push_back(std::move(run));
    }
    for (PicturePart& part : chunk.pictures) {
      picture_bytes_ += part.bytes.size();
      piece_.pictures.push_back(std::move(part));
    }
    piece_.feed_after = chunk.feed_after;
  }
  BundlePiece prove(const DeviceKey& key) && {
    piece_.proven = prove_all(piece_.runs, key);
    return std::move(piece_);
  }

 private:
  BundlePiece piece_;
  std::set<ChainId> chains_;
  std::size_t picture_bytes_ = 0;
};

bool is_last(const PicturePart& part) {
  return part.lost() || part.offset + static_cast<std::int64_t>(part.bytes.size()) == part.size;
}

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

std::optional<SyncRequest> BundleImport::chunk() {
  return held_ ? std::exchange(held_, std::nullopt) : reader_.next();
}

std::optional<BundlePiece> BundleImport::next() {
  auto first = chunk();
  if (!first) return std::nullopt;
  Batch batch;
  batch.add(*std::move(first));
  while (auto more = chunk()) {
    if (!batch.takes(*more)) {
      held_ = std::move(more);
      break;
    }
    batch.add(*std::move(more));
  }
  return std::move(batch).prove(key_);
}

Result<Done> BundleImport::store(const BundlePiece& piece, SyncDesk& desk, UtcInstant at) {
  SANAQ_TRY_DONE(desk.take_parts(report_.head.device, piece.pictures, at));
  for (const PicturePart& part : piece.pictures)
    if (is_last(part)) pictures_.insert(part.picture);
  SANAQ_TRY(const auto taken, desk.take(report_.head.device, piece.runs, piece.proven, at));
  for (std::size_t i = 0; i < piece.runs.size(); ++i) {
    report_.entries_read += static_cast<std::int64_t>(piece.runs[i].entries.size());
    count(report_, piece.runs[i], taken[i]);
    report_.lines.push_back(taken[i].line);
  }
  report_.feed_after = piece.feed_after;
  return Done{};
}

BundleReport BundleImport::finish() {
  report_.end = reader_.end();
  report_.chunks_read = reader_.chunks_read();
  report_.pictures_read = static_cast<std::int64_t>(pictures_.size());
  keep_last_of_chain(report_.lines);
  return std::move(report_);
}

Result<BundleReport> import_bundle(const Bundle& bundle, const ChunkOpener& opener, SyncDesk& desk,
                                   const DeviceKey& key, UtcInstant at) {
  BundleImport import(bundle, opener, key);
  while (const auto piece = import.next()) SANAQ_TRY_DONE(import.store(*piece, desk, at));
  return import.finish();
}

}  // namespace sanaq::exchange
