#pragma once
#include <optional>
#include <string_view>

#include "exchange/entry.h"
#include "store/visit_store_pg.h"

namespace sanaq {

/// What is noted of a visit: the distance between where the tablet was and the dwelling, and neither of both
/// places. place: the address as the tablet was told (JSON). Nothing when the entry cannot be read as a
/// visit.
std::optional<VisitNote> visit_note(const exchange::Entry& entry, std::string_view place);

}  // namespace sanaq
