#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "institution/resident.h"

namespace sanaq {

/// A list as it is kept when it is sent: canonical, so that its digest tells whether a print belongs to it.
std::string write_list(const std::vector<Resident>& people);
/// Without remarks and outcomes. Errors: "institution.sealed".
Result<std::vector<Resident>> read_list(std::string_view content);

/// What changed from one version to the next.
struct ListDifference {
  std::vector<Resident> added, removed;
  std::vector<std::pair<Resident, Resident>> changed;  // before, after
  bool empty() const { return added.empty() && removed.empty() && changed.empty(); }
};
/// People are told apart by their id. In the order of rows. O(n log n).
ListDifference compare_lists(const std::vector<Resident>& before, const std::vector<Resident>& now);

}  // namespace sanaq
