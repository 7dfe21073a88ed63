#pragma once
#include "base/result.h"

namespace sanaq {

/// What a port of a store gives for any trouble with the database: "store.unavailable", with the cause in the detail.
inline Error store_error(const Error& error) { return {"store.unavailable", error.code + " " + error.detail}; }

}  // namespace sanaq

/// As SANAQ_TRY, for a call of the room pg.
#define SANAQ_STORE_TRY(declaration, expression)                                        \
  auto SANAQ_JOIN(try_, __LINE__) = (expression);                                       \
  if (!SANAQ_JOIN(try_, __LINE__)) return store_error(SANAQ_JOIN(try_, __LINE__).error()); \
  declaration = *std::move(SANAQ_JOIN(try_, __LINE__))
/// The same when nothing is wanted but success.
#define SANAQ_STORE_DONE(expression)                                        \
  do {                                                                      \
    if (auto sanaq_done_ = (expression); !sanaq_done_) return store_error(sanaq_done_.error()); \
  } while (false)
