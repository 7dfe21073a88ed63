#pragma once
#include <algorithm>
#include <map>
#include <set>

#include "exchange/exchange_store.h"

namespace sanaq::exchange::testing {

/// An entry in the common log of its case.
struct LoggedEntry {
  DeviceId device;  // zero: the household itself, online
  ChainId chain;
  std::int64_t number = 0;
  Entry entry;
  std::string bytes;
  UtcInstant synchronised_at;
  bool late = false;  // written under a lease that had been withdrawn
};

/// Mistakes a store could make. Simulations switch one on and must notice.
struct PlantedMistakes {
  bool accepts_gaps = false;     // stores what comes, wherever the chain stands
  bool stores_twice = false;     // forgets to look what is there already
  bool drops_late_work = false;  // throws away what was written under a withdrawn lease
  bool never_marks_late = false;
  bool drops_forks = false;
  bool orders_by_device_clock = false;
  bool feeds_everybody = false;  // tells every device about every case
  bool feed_skips = false;       // loses an entry of the feed now and then
  bool forgets_parts = false;    // says that a picture is whole when its first part has come
};

/// The port in memory: what a transaction writes is there at once.
class MemoryExchangeStore : public ExchangeStore {
 public:
  struct StoredChain {
    DeviceId device;
    CaseId case_id;
    std::vector<std::string> entries;
    std::vector<Link> links;
    Head head() const {
      return links.empty() ? Head{} : Head{static_cast<std::int64_t>(links.size()), links.back()};
    }
  };
  struct Lease {
    DeviceId holder;
    std::int64_t epoch = 0;
  };

  PlantedMistakes mistakes;

  // --- the port
  Result<std::vector<std::optional<Head>>> heads(DeviceId device, std::span<const ProvenRun> runs) override {
    std::vector<std::optional<Head>> out;
    for (const ProvenRun& run : runs) {
      const auto found = chains_.find(run.chain);
      if (found == chains_.end()) {
        out.emplace_back(Head{});
      } else if (found->second.device != device || found->second.case_id != run.case_id) {
        out.emplace_back();
      } else {
        out.emplace_back(mistakes.accepts_gaps ? run.before : found->second.head());
      }
    }
    return out;
  }

  Result<std::optional<Link>> link_at(ChainId chain, std::int64_t number) override {
    const auto found = chains_.find(chain);
    if (found == chains_.end() || number < 1 || number > found->second.head().number)
      return std::optional<Link>();
    return std::optional(found->second.links[static_cast<std::size_t>(number - 1)]);
  }

  Result<bool> holds_fork(const Link& last) override { return forks_.contains(last); }

  Result<Done> commit(const Commit& commit) override {
    for (const Addition& addition : commit.additions) {
      const auto found = chains_.find(addition.chain);
      const Head head = found == chains_.end() ? Head{} : found->second.head();
      if (head != addition.expected && !mistakes.accepts_gaps) return Error{"exchange.moved", {}};
    }
    for (const Addition& addition : commit.additions) add(commit, addition);
    if (!mistakes.drops_forks)
      for (const Fork& fork : commit.forks) forks_.emplace(fork.last, fork.run);
    return Done{};
  }

  Result<std::vector<FeedEntry>> feed(DeviceId device, std::int64_t after, std::size_t limit) override {
    const auto& all = feeds_[device];
    const auto from = std::min(static_cast<std::size_t>(after), all.size());
    return std::vector<FeedEntry>(
        all.begin() + static_cast<std::ptrdiff_t>(from),
        all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), from + limit)));
  }

  Result<std::vector<PictureStand>> pictures(std::span<const PictureId> asked) override {
    std::vector<PictureStand> out;
    for (const PictureId& id : asked) {
      const auto found = pictures_.find(id);
      if (found == pictures_.end()) {
        out.push_back({});
        continue;
      }
      const auto held = static_cast<std::int64_t>(found->second.bytes.size());
      out.push_back(
          {found->second.lost || found->second.whole() || (mistakes.forgets_parts && held > 0), held});
    }
    return out;
  }
  Result<Done> take_part(DeviceId, const PicturePart& part, UtcInstant) override {
    StoredPicture& picture = pictures_[part.picture];
    picture.lost = part.lost() && !picture.whole();
    if (part.lost() || picture.whole()) return Done{};
    if (picture.size != part.size) picture = {part.size, {}, false};
    if (const auto rest = part.after(static_cast<std::int64_t>(picture.bytes.size())))
      picture.bytes += rest->bytes;
    return Done{};
  }

  // --- what the office does
  /// Gives the case to a device, taking it from the one that had it. The new holder reads what was written so
  /// far.
  void assign(CaseId case_id, DeviceId holder, const std::string& payload = {}) {
    Lease& lease = leases_[case_id];
    withdraw(case_id);
    lease.holder = holder;
    ++lease.epoch;
    tell(holder, {0, FeedKind::assign, case_id, lease.epoch, 0, payload});
    const auto& log = logs_[case_id];
    for (std::size_t i = 0; i < log.size(); ++i)
      if (log[i].device != holder)
        tell(holder,
             {0, FeedKind::operations, case_id, 0, static_cast<std::int64_t>(i) + 1, log[i].entry.payload});
  }
  void withdraw(CaseId case_id) {
    Lease& lease = leases_[case_id];
    if (lease.holder == DeviceId{}) return;
    tell(lease.holder, {0, FeedKind::withdraw, case_id, lease.epoch, 0, {}});
    lease.holder = {};
  }
  /// The household writes online.
  void write_online(CaseId case_id, const Entry& entry, UtcInstant at) {
    logs_[case_id].push_back({{}, {}, 0, entry, encode(entry), at, false});
    tell_holder(case_id, {}, entry.payload);
  }
  void complete(CaseId case_id) {
    if (const DeviceId holder = leases_[case_id].holder; holder != DeviceId{})
      tell(holder, {0, FeedKind::completed, case_id, 0, 0, {}});
  }
  void tell(DeviceId device, FeedEntry entry) {
    if (mistakes.feed_skips && ++told_ % 7 == 0) return;
    auto& feed = feeds_[device];
    entry.number = static_cast<std::int64_t>(feed.size()) + 1;
    feed.push_back(std::move(entry));
  }

  // --- what checkers look at
  const std::map<ChainId, StoredChain>& chains() const { return chains_; }
  const std::map<Link, Run>& forks() const { return forks_; }
  const std::vector<LoggedEntry>& log(CaseId case_id) { return logs_[case_id]; }
  const Lease& lease(CaseId case_id) { return leases_[case_id]; }
  const std::vector<FeedEntry>& whole_feed(DeviceId device) { return feeds_[device]; }
  const std::map<DeviceId, std::vector<FeedEntry>>& feeds() const { return feeds_; }
  struct StoredPicture {
    std::int64_t size = 0;
    std::string bytes;
    bool lost = false;
    bool whole() const { return size > 0 && static_cast<std::int64_t>(bytes.size()) == size; }
  };
  const std::map<PictureId, StoredPicture>& stored_pictures() const { return pictures_; }
  std::int64_t position(CaseId case_id) { return static_cast<std::int64_t>(logs_[case_id].size()); }

 private:
  void add(const Commit& commit, const Addition& addition) {
    StoredChain& chain = chains_[addition.chain];
    chain.device = commit.device;
    chain.case_id = addition.case_id;
    const int times = mistakes.stores_twice && addition.entries.size() > 1 ? 2 : 1;
    for (int time = 0; time < times; ++time)
      for (std::size_t i = 0; i < addition.entries.size(); ++i) {
        if (time == 0) chain.entries.push_back(addition.entries[i]), chain.links.push_back(addition.links[i]);
        log_entry(commit, addition, i);
      }
  }

  void log_entry(const Commit& commit, const Addition& addition, std::size_t i) {
    const Entry& entry = addition.read[i];
    const Lease& lease = leases_[addition.case_id];
    const bool late = lease.holder != commit.device || lease.epoch != entry.epoch;
    if (late && mistakes.drops_late_work) return;
    auto& log = logs_[addition.case_id];
    LoggedEntry logged{commit.device,
                       addition.chain,
                       addition.expected.number + static_cast<std::int64_t>(i) + 1,
                       entry,
                       addition.entries[i],
                       commit.at,
                       late && !mistakes.never_marks_late};
    auto place = log.end();
    if (mistakes.orders_by_device_clock)
      place =
          std::find_if(log.begin(), log.end(), [&](const LoggedEntry& e) { return e.entry.at > entry.at; });
    log.insert(place, std::move(logged));
    tell_holder(addition.case_id, commit.device, entry.payload);
  }

  void tell_holder(CaseId case_id, DeviceId writer, const std::string& payload) {
    const FeedEntry entry{0, FeedKind::operations, case_id, 0, position(case_id), payload};
    if (mistakes.feeds_everybody) {
      for (auto& [device, feed] : feeds_)
        if (device != writer) tell(device, entry);
      return;
    }
    const DeviceId holder = leases_[case_id].holder;
    if (holder != DeviceId{} && holder != writer) tell(holder, entry);
  }

  std::map<ChainId, StoredChain> chains_;
  std::map<Link, Run> forks_;
  std::map<PictureId, StoredPicture> pictures_;
  std::map<CaseId, std::vector<LoggedEntry>> logs_;
  std::map<CaseId, Lease> leases_;
  std::map<DeviceId, std::vector<FeedEntry>> feeds_;
  std::size_t told_ = 0;
};

}  // namespace sanaq::exchange::testing
