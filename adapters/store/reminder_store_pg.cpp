#include "store/reminder_store_pg.h"

#include <sanaq_sql/institution.h>

#include "store/database.h"

namespace sanaq {

Result<std::vector<OverduePlace>> ReminderStorePg::overdue(const OverdueQuery& query) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::institution::list_overdue,
                                    {query.territories, query.with_protected, query.lists_due,
                                     query.outcomes_due, query.after, std::int32_t{query.limit}}));
  std::vector<OverduePlace> found;
  for (const auto row : rows)
    found.push_back({{row.get<Uuid>(0)},
                     static_cast<Overdue>(row.get<std::int16_t>(1)),
                     row.get<std::int32_t>(2),
                     row.get<std::int32_t>(3),
                     row.get<std::int32_t>(4),
                     row.get<std::optional<UtcInstant>>(5)});
  return found;
}

Result<Done> ReminderStorePg::remind(InstitutionId id, const Reminder& reminder) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(
      connection->execute(sql::institution::add_reminder,
                          {id, reminder.at, static_cast<std::int16_t>(reminder.what), reminder.by}));
  return Done{};
}

Result<std::optional<Reminder>> ReminderStorePg::last(InstitutionId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::last_reminder, {id}));
  if (rows.empty()) return std::optional<Reminder>();
  return std::optional(Reminder{static_cast<Overdue>(rows[0].get<std::int16_t>(0)),
                                rows[0].get<std::string>(1), rows[0].get<UtcInstant>(2)});
}

}  // namespace sanaq
