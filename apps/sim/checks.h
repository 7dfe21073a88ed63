#pragma once
#include <map>
#include <optional>
#include <string>

#include "sim/office_actor.h"
#include "sim/tablet_actor.h"

namespace sanaq::sim {

/// What must hold at every moment. Each function gives nothing, or what is broken.
class Checks {
 public:
  Checks(OfficeActor& office, const std::map<CaseId, std::size_t>& area_of_case)
      : office_(office), areas_(area_of_case) {}

  /// After a tablet took an answer: what the receipt confirmed is with the office, unchanged.
  std::optional<std::string> promises(TabletActor& tablet);
  /// After a tablet took an answer: its news are those that the office told it, under their numbers.
  std::optional<std::string> news(TabletActor& tablet);
  /// After the office wrote: new entries of the logs are marked as the leases stand, and no number came
  /// twice.
  std::optional<std::string> new_entries();
  /// New entries of a device's feed: of its own area, in the order of the logs, with their text.
  std::optional<std::string> feed(const TabletActor& tablet);
  /// Who holds a case is told everything that others wrote in it.
  std::optional<std::string> holders();
  /// The audit log is a whole chain, and each act of the office has its line.
  std::optional<std::string> audit();
  /// Answers of a chain stand under the questionnaire the chain names before them.
  std::optional<std::string> questionnaires(const std::vector<std::string>& entries) const;
  /// The whole: every chain is linked, its entries are in the log once; all promises again; forks only where
  /// storage was set back.
  std::optional<std::string> everything(const std::vector<TabletActor>& tablets);

  bool holds(const Work& work);

 private:
  bool holds_picture(CaseId case_id, const std::string& bytes);
  OfficeActor& office_;
  const std::map<CaseId, std::size_t>& areas_;
  std::map<CaseId, std::size_t> log_read_;
  std::map<DeviceId, std::size_t> feed_read_;
  std::map<std::pair<DeviceId, CaseId>, std::int64_t> position_read_;
  std::set<std::pair<exchange::ChainId, std::int64_t>> logged_;
};

}  // namespace sanaq::sim
