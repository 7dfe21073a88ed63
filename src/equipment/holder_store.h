#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "equipment/holder.h"

namespace sanaq::equipment {

/// Which holders are wanted.
struct HolderQuery {
  std::vector<std::string> territories;  // none: of all
  std::optional<HolderKind> kind;
  std::string login;      // empty: any
  std::string reference;  // empty: any
  int limit = 500;
};

/// Whom things can be with (port). Any thread. Errors of every function: "store.unavailable", and
/// "seal.broken" where a name is opened.
class HolderStore {
 public:
  virtual ~HolderStore() = default;
  /// Adds the holder, or changes the one with the id. Errors: "holder.login" (of somebody else),
  /// "holder.kind" (that never changes).
  virtual Result<Done> put(const Holder& holder, UtcInstant now) = 0;
  virtual Result<std::optional<Holder>> find(HolderId id) = 0;
  /// By kind, then territory, then the time they were added.
  virtual Result<std::vector<Holder>> list(const HolderQuery& query) = 0;
};

}  // namespace sanaq::equipment
