#pragma once
#include "casework/closed_cases.h"
#include "pg/pool.h"
#include "store/form_numbers.h"

namespace sanaq {

/// Closed cases in the order of commits, from schema `casework` alone: the role sanaq_processing is enough.
/// Any thread.
class ClosedCaseStorePg final : public ClosedCaseStore {
 public:
  ClosedCaseStorePg(pg::Pool& pool, FormNumbers& forms) : pool_(pool), forms_(forms) {}
  Result<std::vector<SealedCase>> read(SubmissionSerial after, int limit) override;
  Result<std::vector<DisputedCase>> disputed() override;

 private:
  pg::Pool& pool_;
  FormNumbers& forms_;
};

}  // namespace sanaq
