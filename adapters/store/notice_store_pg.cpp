#include "store/notice_store_pg.h"

#include <sanaq_sql/casework.h>

#include "pg/transaction.h"
#include "store/database.h"

namespace sanaq {

Result<std::vector<UnnoticedHousehold>> NoticeStorePg::next(int limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::next_notices, {limit}));
  std::vector<UnnoticedHousehold> households;
  for (const auto row : rows) {
    UnnoticedHousehold household;
    household.serial = SubmissionSerial(row.get<std::int64_t>(0));
    household.case_id = {row.get<Uuid>(1)};
    SANAQ_TRY(household.form, forms_.form(*connection, row.get<std::int16_t>(2)));
    household.persons = static_cast<std::uint16_t>(row.get<std::int16_t>(3));
    household.identity = row.get<pg::Bytes>(4).value;
    if (!row.is_null(5)) {
      household.account = {row.get<Uuid>(5)};
      household.account_sealed = row.get<pg::Bytes>(6).value;
      household.language = row.get<std::string>(7);
    }
    households.push_back(std::move(household));
  }
  return households;
}

Result<Done> NoticeStorePg::record(SubmissionSerial last, const std::vector<NoticeRecord>& records) {
  std::vector<std::int64_t> serials;
  std::vector<std::int16_t> members, states;
  std::vector<std::string> message_ids;
  std::vector<UtcInstant> moments;
  for (const NoticeRecord& record : records) {
    serials.push_back(record.serial.value());
    members.push_back(static_cast<std::int16_t>(record.member));
    states.push_back(static_cast<std::int16_t>(record.state));
    message_ids.push_back(record.message_id);
    moments.push_back(record.at);
  }
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_DONE(
      connection->execute(sql::casework::add_notices, {serials, members, states, message_ids, moments}));
  SANAQ_STORE_DONE(connection->execute(sql::casework::move_cursor, {"notice", last.value()}));
  SANAQ_STORE_DONE(transaction.commit());
  return Done{};
}

Result<std::vector<NoticeRecord>> NoticeStorePg::of(SubmissionSerial serial) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::notices_of, {serial.value()}));
  std::vector<NoticeRecord> records;
  for (const auto row : rows)
    records.push_back({serial, static_cast<std::uint16_t>(row.get<std::int16_t>(0)),
                       static_cast<NoticeState>(row.get<std::int16_t>(1)), row.get<std::string>(2),
                       row.get<UtcInstant>(3)});
  return records;
}

}  // namespace sanaq
