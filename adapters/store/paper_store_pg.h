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
  Result<std::vector<PaperForm>> list(const std::vector<std::string>& territories, int limit) override;
  Result<bool> move(const PaperForm& form, PaperForm::State to, UtcInstant at) override;
  Result<bool> take_over(const PaperForm& form, const std::string& login, TakeoverReason reason,
                         UtcInstant at) override;
  Result<Done> note_differences(CaseId case_id, std::int32_t differences) override;

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
