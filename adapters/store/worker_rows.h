#pragma once
#include "fieldwork/worker_store.h"
#include "pg/rows.h"

namespace sanaq {

/// A worker from the columns every query of workers has, in their order.
StoredWorker stored_worker_of(const pg::Row& row);

/// Patterns that find the words of a typed name, any case, anywhere in the folded name.
std::vector<std::string> name_patterns(std::string_view typed);

}  // namespace sanaq
