#pragma once
#include "institution/reminder_store.h"
#include "pg/pool.h"

namespace sanaq {

/// Institutions that are late, and their reminders, in PostgreSQL. Any thread.
class ReminderStorePg final : public ReminderStore {
 public:
  explicit ReminderStorePg(pg::Pool& pool) : pool_(pool) {}
  Result<std::vector<OverduePlace>> overdue(const OverdueQuery& query) override;
  Result<Done> remind(InstitutionId id, const Reminder& reminder) override;
  Result<std::optional<Reminder>> last(InstitutionId id) override;

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
