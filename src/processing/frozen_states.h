#pragma once
#include <optional>
#include <string>

#include "base/instant.h"
#include "casework/identifiers.h"

namespace sanaq {

/// A state of a census that was frozen. Edition and revision are its name, and stand for these bytes for
/// ever.
struct FrozenState {
  std::string edition;
  std::int64_t revision = 1;
  std::string digest;            // SHA-256 of the file, in hexadecimal
  SubmissionSerial submissions;  // of the last one it holds
  std::int64_t persons = 0;
  UtcInstant frozen_at;
};

/// States that were frozen (port). Errors of every function: "store.unavailable".
class FrozenStates {
 public:
  virtual ~FrozenStates() = default;
  virtual Result<std::optional<FrozenState>> find(const std::string& edition, std::int64_t revision) = 0;
  /// False when the name is taken; then nothing is changed.
  virtual Result<bool> add(const FrozenState& state) = 0;
};

}  // namespace sanaq
