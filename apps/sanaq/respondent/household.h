#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sanaq/site.h"

namespace sanaq {

/// The case of a visitor as it stands: its draft, and what was stored when it has been submitted.
struct OpenHousehold {
  OpenDraft draft;
  std::optional<StoredSubmission> submitted;
};

/// visitor: with a session. device: who asks, for OpenDraft::next_number. Errors: those of Drafts::open and
/// SubmissionStore::find.
Result<OpenHousehold> open_household(const Site& site, const Visitor& visitor, DeviceId device = {});

/// Stores what one posted page did. Every post is a device of its own, so that a page sent twice is stored
/// twice with the same effect. Errors: those of Drafts::append.
Result<Done> store_operations(const Site& site, const Visitor& visitor, std::int64_t seen,
                              const std::vector<Operation>& operations);

/// The same for a case by its id. Errors: those of Drafts::append.
Result<Done> append_operations(const Site& site, CaseId case_id, std::int64_t seen,
                               const std::vector<Operation>& operations);

/// The counting territory: the district (level 2) that the household's territory lies in; empty when it is
/// unknown.
std::string counting_territory(const EditionFiles& edition, const SubmissionPlan& plan,
                               const Interview& interview);

/// An id for an item that is about to be added: unused with a probability of 1 - 2^-50.
std::string new_item_id(const Site& site);

}  // namespace sanaq
