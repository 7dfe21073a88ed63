#pragma once
#include <optional>
#include <string>
#include <vector>

#include "institution/institution.h"
#include "institution/resident.h"

namespace sanaq {

/// A list is no longer than this.
inline constexpr std::int32_t people_max = 20'000;

/// A list as it was sent. What a version holds never changes.
struct ListVersion {
  std::int32_t number = 0;  // from 1
  std::int32_t people = 0;
  std::string digest;  // SHA-256 of the content, 32 bytes: stands on the printed list
  std::string sent_by;
  UtcInstant sent_at;
  std::string decision;  // "", "accepted", "returned"
  std::string decided_by;
  std::optional<UtcInstant> decided_at;
};

/// The people of institutions (port). Errors of every function: "store.unavailable", and "seal.broken" where
/// something is opened.
class ResidentStore {
 public:
  virtual ~ResidentStore() = default;
  /// In the order of rows, after a row, at most `limit`. O(people given).
  virtual Result<std::vector<Resident>> residents(InstitutionId id, std::int32_t after,
                                                  std::int32_t limit) = 0;
  virtual Result<std::optional<Resident>> find(InstitutionId id, ResidentId resident) = 0;
  /// Adds all or none, after the last row. `row` is set by the store. 10,000 in under a second.
  virtual Result<Done> add(InstitutionId id, const std::vector<Resident>& residents) = 0;
  /// Person, key and remark.
  virtual Result<Done> replace(InstitutionId id, const Resident& resident) = 0;
  virtual Result<Done> remove(InstitutionId id, ResidentId resident) = 0;
  /// In `administration` of the resident, as long as there is no outcome.
  virtual Result<Done> set_source(InstitutionId id, const Resident& resident) = 0;
  /// In `outcome` of the resident; nothing takes it away but take_back_match().
  virtual Result<Done> set_outcome(InstitutionId id, const Resident& resident) = 0;

  /// A person met without papers is not whom they were matched with after all; false when they were with
  /// nobody.
  virtual Result<bool> take_back_match(InstitutionId id, ResidentId resident) = 0;

  /// The list goes to the department: its content is kept, sealed, as the version. False, and nothing is
  /// done, when the list is not in the state `from` any more.
  virtual Result<bool> send(InstitutionId id, ListState from, const ListVersion& version,
                            std::string_view content) = 0;
  /// The decision of `version` about the list that was sent; false as above.
  virtual Result<bool> decide(InstitutionId id, ListState to, const ListVersion& version) = 0;
  virtual Result<std::vector<ListVersion>> versions(InstitutionId id) = 0;
  virtual Result<std::string> content(InstitutionId id, std::int32_t version) = 0;
};

}  // namespace sanaq
