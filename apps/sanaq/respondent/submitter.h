#pragma once
#include <functional>

#include "casework/submission_store.h"

namespace sanaq {

/// Takes households to the database; many are committed together. `done` is called once, on another thread,
/// after the outcome is durable, or with the error.
class Submitter {
 public:
  virtual ~Submitter() = default;
  using Callback = std::function<void(Result<SubmitOutcome>)>;
  virtual void submit(PreparedSubmission household, Callback done) = 0;
};

}  // namespace sanaq
