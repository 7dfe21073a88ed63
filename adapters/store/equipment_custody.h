#pragma once
#include "equipment/custody.h"
#include "pg/connection.h"

namespace sanaq {

// Custody in PostgreSQL, inside a transaction that has locked the sides of the act.

/// What the act touches, as it stands. Errors: "store.unavailable".
Result<equipment::Custody> load_custody(pg::Connection& connection, const equipment::Act& act);

/// Writes what the act touched, as the act. Errors: "store.unavailable".
Result<Done> store_custody(pg::Connection& connection, const equipment::Act& act,
                           const equipment::Custody& custody);

/// Takes away what the giver gives in other acts that are under way. Errors: "store.unavailable".
Result<Done> take_reserved(pg::Connection& connection, const equipment::Act& act,
                           equipment::Custody& custody);

}  // namespace sanaq
