#pragma once
#include "casework/paper.h"
#include "pg/pool.h"

namespace sanaq {

/// Paper questionnaires in PostgreSQL. Any thread.
class PaperStorePg final : public PaperStore {
 public:
  explicit PaperStorePg(pg::Pool& pool) : pool_(pool) {}
  Result<PaperForm> open(const PaperForm& fresh, UtcInstant at) override;
  Result<std::optional<PaperForm>> find(CaseId case_id) override;
  Result<std::vector<PaperForm>> list(int limit) override;
  Result<bool> move(const PaperForm& form, PaperForm::State to, UtcInstant at) override;

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
