#include "sim/checks.h"

#include <algorithm>

#include "base/sha256.h"
#include "exchange/wire.h"

namespace sanaq::sim {

// An entry that names a picture is with the office when the picture is, to the last byte.
bool Checks::holds_picture(CaseId case_id, const std::string& bytes) {
  const auto entry = exchange::decode_entry(bytes);
  const auto note = entry ? exchange::picture_note(*entry) : std::nullopt;
  if (!note) return true;
  const auto& pictures = office_.store().stored_pictures();
  const auto found = pictures.find({case_id, note->name});
  return found != pictures.end() && sha256(found->second.bytes) == exchange::view(note->name);
}

bool Checks::holds(const Work& work) {
  const auto& chains = office_.store().chains();
  const auto at = static_cast<std::size_t>(work.number - 1);
  if (const auto found = chains.find(work.chain); found != chains.end())
    if (at < found->second.entries.size() && found->second.entries[at] == work.bytes)
      return holds_picture(found->second.case_id, work.bytes);
  for (const auto& [last, run] : office_.store().forks()) {
    const std::int64_t place = work.number - run.before.number - 1;
    if (run.chain == work.chain && place >= 0 && place < static_cast<std::int64_t>(run.entries.size()) &&
        run.entries[static_cast<std::size_t>(place)] == work.bytes)
      return holds_picture(run.case_id, work.bytes);
  }
  return false;
}

std::optional<std::string> Checks::promises(TabletActor& tablet) {
  for (const Work& work : tablet.take_new_promises())
    if (!holds(work)) return "a confirmed entry is not with the office";
  return std::nullopt;
}

std::optional<std::string> Checks::news(TabletActor& tablet) {
  const auto& told = office_.store().whole_feed(tablet.device());
  for (const exchange::FeedEntry& entry : tablet.take_new_news()) {
    const auto at = static_cast<std::size_t>(entry.number - 1);
    if (at >= told.size() || told[at] != entry) return "a tablet took news that it was never told";
  }
  return std::nullopt;
}

std::optional<std::string> Checks::new_entries() {
  for (const auto& [case_id, area] : areas_) {
    const auto& log = office_.store().log(case_id);
    const auto& lease = office_.store().lease(case_id);
    for (std::size_t& i = log_read_[case_id]; i < log.size(); ++i) {
      const auto& logged = log[i];
      if (logged.device == DeviceId{}) continue;
      if (!logged_.insert({logged.chain, logged.number}).second) return "an entry stands in the log twice";
      const bool late = lease.holder != logged.device || lease.epoch != logged.entry.epoch;
      if (logged.late != late) return "work under a withdrawn lease is not marked";
    }
  }
  return std::nullopt;
}

std::optional<std::string> Checks::feed(const TabletActor& tablet) {
  const auto& feed = office_.store().whole_feed(tablet.device());
  for (std::size_t& i = feed_read_[tablet.device()]; i < feed.size(); ++i) {
    const exchange::FeedEntry& entry = feed[i];
    if (entry.case_id == CaseId{}) continue;
    if (areas_.at(entry.case_id) != tablet.area()) return "a device sees a case beyond its area";
    if (entry.kind != exchange::FeedKind::operations) continue;
    const auto& log = office_.store().log(entry.case_id);
    const auto at = static_cast<std::size_t>(entry.position - 1);
    if (at >= log.size() || log[at].entry.payload != entry.payload)
      return "the order in which work is read is not that in which it was committed";
  }
  return std::nullopt;
}

std::optional<std::string> Checks::holders() {
  for (const auto& [case_id, area] : areas_) {
    const DeviceId holder = office_.store().lease(case_id).holder;
    if (holder == DeviceId{}) continue;
    std::set<std::int64_t> told;
    for (const exchange::FeedEntry& entry : office_.store().whole_feed(holder))
      if (entry.case_id == case_id && entry.kind == exchange::FeedKind::operations)
        told.insert(entry.position);
    const auto& log = office_.store().log(case_id);
    for (std::size_t i = 0; i < log.size(); ++i)
      if (log[i].device != holder && !told.contains(static_cast<std::int64_t>(i) + 1))
        return "the holder of a case was not told what somebody else wrote";
  }
  return std::nullopt;
}

std::optional<std::string> Checks::audit() {
  std::map<std::string, std::int64_t> acts;  // by subject
  std::string previous(32, '\0');
  for (const AuditRecord& line : office_.audit().lines()) {
    if (line.hash != audit_hash(previous, line)) return "the audit log is no whole chain";
    previous = line.hash;
    ++acts[line.subject];
  }
  for (const auto& [case_id, area] : areas_)
    if (acts[case_id.value.to_string()] != office_.store().lease(case_id).epoch)
      return "an assignment has no line in the audit log";
  for (const auto& [device, told] : office_.store().feeds()) {
    const auto locks = std::count_if(told.begin(), told.end(), [](const exchange::FeedEntry& entry) {
      return entry.kind == exchange::FeedKind::lock || entry.kind == exchange::FeedKind::unlock;
    });
    if (acts[device.value.to_string()] != locks) return "locking a device has no line in the audit log";
  }
  return std::nullopt;
}

std::optional<std::string> Checks::questionnaires(const std::vector<std::string>& entries) const {
  std::string form;
  for (const std::string& bytes : entries) {
    const auto entry = exchange::decode_entry(bytes);
    if (!entry) return "a stored entry cannot be read";
    if (entry->kind == exchange::EntryKind::form)
      form = entry->payload;
    else if (entry->kind != exchange::EntryKind::attachment &&
             entry->payload.substr(0, entry->payload.find('|')) != form)
      return "answers stand under a questionnaire they were not made with";
  }
  return std::nullopt;
}

std::optional<std::string> Checks::everything(const std::vector<TabletActor>& tablets) {
  if (auto broken = holders()) return broken;
  if (auto broken = audit()) return broken;
  std::set<DeviceId> set_back;
  for (const TabletActor& tablet : tablets) {
    if (tablet.was_set_back()) set_back.insert(tablet.device());
    for (const Work& work : tablet.promised())
      if (!holds(work)) return "a confirmed entry is no longer with the office";
  }
  std::map<exchange::ChainId, std::int64_t> in_log;
  for (const auto& [case_id, area] : areas_)
    for (const auto& logged : office_.store().log(case_id)) ++in_log[logged.chain];
  for (const auto& [id, chain] : office_.store().chains()) {
    exchange::Link link{};
    for (std::size_t i = 0; i < chain.entries.size(); ++i) {
      link = exchange::link_of({id, chain.case_id, static_cast<std::int64_t>(i) + 1, link}, chain.entries[i]);
      if (link != chain.links[i]) return "a stored chain does not hold";
    }
    if (auto broken = questionnaires(chain.entries)) return broken;
    if (in_log[id] != chain.head().number) return "a stored entry is missing in the log, or is there twice";
  }
  for (const auto& [last, run] : office_.store().forks()) {
    const auto chain = office_.store().chains().find(run.chain);
    if (chain == office_.store().chains().end() || !set_back.contains(chain->second.device))
      return "a device contradicts itself though its storage was never set back";
  }
  return std::nullopt;
}

}  // namespace sanaq::sim
