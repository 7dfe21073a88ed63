#include <sanaq_sql/fieldwork.h>

#include "pg/transaction.h"
#include "store/audit_log.h"
#include "store/database.h"
#include "store/fieldwork_books_pg.h"

namespace sanaq {
namespace {

constexpr std::int32_t devices_max = 200;

std::vector<HeldDevice> devices_of(const pg::Rows& rows) {
  std::vector<HeldDevice> devices;
  for (const auto row : rows) devices.push_back({{row.get<Uuid>(0)}, row.get<std::string>(1)});
  return devices;
}

std::vector<OpenCase> cases_in(const pg::Rows& rows) {
  std::vector<OpenCase> cases;
  for (const auto row : rows) cases.push_back({{row.get<Uuid>(0)}, row.get<std::string>(1)});
  return cases;
}

}  // namespace

Result<std::vector<HandedItem>> HandoverStorePg::kit(WorkerId worker) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::fieldwork::list_kit, {worker}));
  std::vector<HandedItem> items;
  for (const auto row : rows) items.push_back({row.get<std::string>(0), row.get<UtcInstant>(1)});
  return items;
}

Result<Done> HandoverStorePg::hand(WorkerId worker, const std::vector<std::string>& items,
                                   const AuditRecord& line) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  for (const std::string& item : items)
    SANAQ_STORE_DONE(connection->execute(sql::fieldwork::hand_kit, {worker, item, line.at, line.actor}));
  SANAQ_TRY([[maybe_unused]] const AuditRecord written, AuditLog::append(*connection, line));
  SANAQ_STORE_DONE(transaction.commit());
  return Done{};
}

Result<std::vector<HeldDevice>> HandoverStorePg::devices(WorkerId worker) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::fieldwork::list_held_devices, {worker}));
  return devices_of(rows);
}

Result<std::vector<HeldDevice>> HandoverStorePg::free_devices(const std::vector<std::string>& territories) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::fieldwork::list_free_devices, {territories, devices_max}));
  return devices_of(rows);
}

Result<bool> HandoverStorePg::give_device(DeviceId device, WorkerId worker, const AuditRecord& line) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_TRY(const auto given,
                  connection->execute(sql::fieldwork::give_device, {device, worker, line.at}));
  if (given == 0) return false;
  SANAQ_TRY([[maybe_unused]] const AuditRecord written, AuditLog::append(*connection, line));
  SANAQ_STORE_DONE(transaction.commit());
  return true;
}

Result<std::vector<DeviceId>> HandoverStorePg::take_devices(WorkerId worker, const AuditRecord& line) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::fieldwork::take_devices, {worker, line.at}));
  std::vector<DeviceId> devices;
  for (const auto row : rows) devices.push_back({row.get<Uuid>(0)});
  if (devices.empty()) return devices;
  SANAQ_TRY([[maybe_unused]] const AuditRecord written, AuditLog::append(*connection, line));
  SANAQ_STORE_DONE(transaction.commit());
  return devices;
}

Result<std::vector<OpenCase>> HandoverStorePg::cases_of(DeviceId device) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::fieldwork::leases_of_device, {device}));
  return cases_in(rows);
}

Result<Done> HandoverStorePg::note_open(WorkerId worker, const std::vector<OpenCase>& cases, UtcInstant at) {
  SANAQ_TRY(auto connection, lease(pool_));
  for (const OpenCase& one : cases)
    SANAQ_STORE_DONE(connection->execute(sql::fieldwork::add_open_case, {one.id, worker, one.place, at}));
  return Done{};
}

Result<std::vector<OpenCase>> HandoverStorePg::open_cases(WorkerId worker) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::fieldwork::list_open_cases, {worker}));
  return cases_in(rows);
}

Result<Done> HandoverStorePg::note_given(WorkerId worker, CaseId case_id, DeviceId device) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::fieldwork::give_open_case, {case_id, worker, device}));
  return Done{};
}

}  // namespace sanaq
