#pragma once
#include <optional>
#include <string>

#include "equipment/holder.h"
#include "fieldwork/worker.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {

/// A member of the census staff as somebody things can be with: from the contract on, until they have left.
/// Nothing for roles that are handed nothing, and before the contract. The id is the caller's.
std::optional<equipment::Holder> holder_of_worker(const Worker& worker);

/// The part of a person's page about equipment: what they have, or the way to enter them as a holder; nothing
/// for those who do not manage equipment there. Errors: "store.unavailable", "seal.broken".
Result<std::string> equipment_of_worker(const Office& office, const OfficeVisit& visit, const Worker& worker);

}  // namespace sanaq
