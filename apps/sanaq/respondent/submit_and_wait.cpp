#include "sanaq/respondent/submit_and_wait.h"

#include <future>

namespace sanaq {

Result<SubmitOutcome> submit_and_wait(Submitter& submitter, PreparedSubmission household) {
  auto promise =
      std::make_shared<std::promise<Result<SubmitOutcome>>>();  // owners: this call and the callback
  auto outcome = promise->get_future();
  submitter.submit(std::move(household),
                   [promise](Result<SubmitOutcome> stored) { promise->set_value(std::move(stored)); });
  return outcome.get();
}

}  // namespace sanaq
