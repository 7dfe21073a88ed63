#pragma once

namespace sanaq {
/// Stops the program: a bug was found. State is in PostgreSQL; the supervisor starts the program again.
[[noreturn]] void check_failed(const char* condition, const char* file, int line);
}  // namespace sanaq

/// A fact that must hold whatever people type: always on. A person's input never reaches a SANAQ_CHECK.
#define SANAQ_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::sanaq::check_failed(#condition, __FILE__, __LINE__))
