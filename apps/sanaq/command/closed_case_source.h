#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "casework/closed_cases.h"
#include "edition_files/edition_files.h"
#include "sanaq/collection_options.h"
#include "sanaq/command/arguments.h"
#include "sanaq/database_access.h"
#include "store/casework_keys.h"
#include "store/closed_case_store_pg.h"
#include "store/coding_queue_pg.h"
#include "store/frozen_states_pg.h"
#include "store/likely_people_pg.h"
#include "store/unanswered_pg.h"

namespace sanaq {

/// What reading closed cases stands on: the role that may not see identities, and the one key that opens
/// answers. It does not move: its parts look into one another.
struct ClosedCaseSource {
  CollectionConfig config;
  EditionFiles edition;
  std::optional<DatabaseAccess> database;
  std::unique_ptr<pg::Pool> pool;
  FormNumbers numbers;
  std::vector<KnownForm> forms;
  std::unique_ptr<ClosedCaseStorePg> store;
  std::unique_ptr<CaseworkSealer> sealer;
  std::unique_ptr<CodingQueuePg> queue;
  std::unique_ptr<FrozenStatesPg> states;
  std::unique_ptr<UnansweredPg> unanswered;
  std::unique_ptr<LikelyPeoplePg> likely;

  /// All closed cases from the beginning.
  ClosedCases cases() const { return ClosedCases(*store, forms, *sealer); }
};

/// Errors: those of collection_config, load_edition, the keys and the database.
Result<std::unique_ptr<ClosedCaseSource>> open_closed_cases(const Arguments& arguments);

}  // namespace sanaq
