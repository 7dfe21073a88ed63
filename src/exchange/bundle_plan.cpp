#include "exchange/bundle_plan.h"

#include <algorithm>
#include <map>
#include <set>

namespace sanaq::exchange {
namespace {

class Planner {
 public:
  Planner(const Tablet& tablet, const PlanLimits& limits) : tablet_(tablet), limits_(limits) {}

  BundlePlan plan() {
    std::vector<std::int64_t> reached;
    for (const ChainId id : tablet_.order()) reached.push_back(add_answers(id));
    for (std::size_t i = 0; i < reached.size(); ++i) add_pictured(tablet_.order()[i], reached[i]);
    if (plan_.chunks.empty()) begin_chunk();
    plan_.cases = static_cast<std::int64_t>(cases_.size());
    plan_.pictures = static_cast<std::int64_t>(pictures_.size());
    return std::move(plan_);
  }

 private:
  using Chain = Tablet::Chain;

  void begin_chunk() {
    plan_.chunks.push_back({{tablet_.device(), tablet_.feed_read(), {}}, {}});
    bytes_ = entries_ = 0;
  }

  // Up to the first entry that names a picture; gives how far that is.
  std::int64_t add_answers(ChainId id) {
    const Chain& chain = tablet_.chains().at(id);
    const std::int64_t after = limits_.everything ? 0 : chain.held;
    if (after >= chain.flushed || names_picture(chain, after)) return after;
    return add_run(id, chain, after);
  }

  static bool names_picture(const Chain& chain, std::int64_t after) {
    return chain.entries[static_cast<std::size_t>(after)].names_picture;
  }

  // What follows, up to the next entry that names a picture.
  std::int64_t add_run(ChainId id, const Chain& chain, std::int64_t after) {
    std::int64_t end = after + 1;
    while (end < chain.flushed && !names_picture(chain, end)) ++end;
    while (after < end) {
      const bool is_full = plan_.chunks.empty() || plan_.chunks.back().slice ||
                           plan_.chunks.back().work.runs.size() == limits_.chunk.runs_max || holds(id);
      if (is_full) begin_chunk();
      auto& runs = plan_.chunks.back().work.runs;
      Run run =
          tablet_.run(id, after, limits_.chunk.entries_max - entries_, limits_.chunk.bytes_max - bytes_);
      if (run.last() < end && !runs.empty()) {
        begin_chunk();
        continue;
      }
      SANAQ_CHECK(!run.entries.empty());  // a chunk is larger than any entry
      for (const std::string& entry : run.entries) bytes_ += entry.size();
      entries_ += run.entries.size();
      plan_.entries += static_cast<std::int64_t>(run.entries.size());
      cases_.insert(run.case_id);
      after = run.last();
      runs.push_back(std::move(run));
    }
    return end;
  }

  // A chain stands in a call once.
  bool holds(ChainId id) const {
    const auto& runs = plan_.chunks.back().work.runs;
    return std::any_of(runs.begin(), runs.end(), [&](const Run& run) { return run.chain == id; });
  }

  void add_pictured(ChainId id, std::int64_t after) {
    const Chain& chain = tablet_.chains().at(id);
    while (after < chain.flushed) {
      if (!add_picture(chain, after)) {
        plan_.left += chain.flushed - after;
        return;
      }
      after = add_run(id, chain, after);
    }
  }

  bool add_picture(const Chain& chain, std::int64_t after) {
    const auto entry = decode_entry(chain.entries[static_cast<std::size_t>(after)].entry);
    const auto note = entry ? picture_note(*entry) : std::nullopt;
    if (!note || pictures_.contains({chain.case_id, note->name})) return true;
    if (picture_bytes_ + note->size > limits_.pictures_bytes) return false;
    picture_bytes_ += note->size;
    const PictureId picture{chain.case_id, note->name};
    pictures_.insert(picture);
    for (std::int64_t offset = 0; offset < note->size; offset += limits_.slice_bytes) {
      begin_chunk();
      plan_.chunks.back().slice = {picture, note->size, offset,
                                   std::min(limits_.slice_bytes, note->size - offset)};
    }
    return true;
  }

  const Tablet& tablet_;
  const PlanLimits& limits_;
  BundlePlan plan_;
  std::set<CaseId> cases_;
  std::set<PictureId> pictures_;
  std::size_t bytes_ = 0, entries_ = 0;  // of the last chunk
  std::int64_t picture_bytes_ = 0;
};

}  // namespace

BundlePlan plan_bundle(const Tablet& tablet, const PlanLimits& limits) {
  return Planner(tablet, limits).plan();
}

void count_work(const BundlePlan& plan, BundleHead& head) {
  head.chunks = static_cast<std::int64_t>(plan.chunks.size());
  head.entries = plan.entries;
  head.cases = plan.cases;
  head.pictures = plan.pictures;
}

}  // namespace sanaq::exchange
