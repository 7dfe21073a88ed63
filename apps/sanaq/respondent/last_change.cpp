#include "sanaq/respondent/last_change.h"

#include <iterator>

#include "sanaq/respondent/prefill.h"

namespace sanaq {
namespace {

constexpr int entries_a_reading = 200;

// The n-th taking back of a draft, from 0, is the n-th of these devices: so the log tells them from changes.
DeviceId undo_device(int n) { return prefill_device("undo " + std::to_string(n)); }

// Every posted page is a device of its own, made like any UUID of version 7 (see store_operations); other
// devices are hashes.
bool is_posted_page(DeviceId device) {
  const auto& bytes = device.value.bytes();
  return bytes[6] >> 4 == 7 && bytes[8] >> 6 == 2;
}

// Carries the log out once more and remembers how each change would be taken back.
class LogReader {
 public:
  explicit LogReader(const Site& site) : interview_(site.program, site.context) {}

  void read(const DraftPage::Entry& entry) {
    const auto inverse = apply(entry.operations);
    if (entry.device == undo_device(undone_)) {
      static_cast<void>(changes_.take());
      ++undone_;
    } else if (is_posted_page(entry.device)) {
      changes_.add(inverse);
    } else {
      changes_.add(std::nullopt);
    }
  }
  std::vector<Operation> take() { return changes_.take(); }
  int undone() const { return undone_; }

 private:
  std::optional<std::vector<Operation>> apply(const std::vector<Operation>& operations) {
    std::optional<std::vector<Operation>> all = std::vector<Operation>{};
    for (const Operation& operation : operations) {
      auto one = page::inverse_of(interview_, operation);
      if (!interview_.apply(operation)) continue;
      if (!one) all.reset();
      if (one && all)
        all->insert(all->begin(), std::make_move_iterator(one->begin()), std::make_move_iterator(one->end()));
    }
    return all;
  }

  Interview interview_;
  page::UndoStack changes_;
  int undone_ = 0;
};

}  // namespace

Result<page::Step> take_last_change_back(const Site& site, const Visitor& visitor, OpenHousehold& household,
                                         page::PageRef at) {
  const CaseId case_id = visitor.session->case_id;
  LogReader log(site);
  for (std::int64_t after = 0;;) {
    SANAQ_TRY(const DraftPage part, site.drafts.read(case_id, after, entries_a_reading));
    if (part.entries.empty()) break;
    for (const DraftPage::Entry& entry : part.entries) log.read(entry);
    after = part.position;
  }
  page::Step step = page::take_back(household.draft.interview, at, log.take());
  if (step.operations.empty()) return step;
  SANAQ_TRY(
      [[maybe_unused]] const DraftReceipt receipt,
      site.drafts.append({case_id, undo_device(log.undone()), 1, household.draft.position, step.operations}));
  return step;
}

}  // namespace sanaq
