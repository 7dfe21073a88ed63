#include <sanaq_sql/fieldwork.h>

#include "pg/transaction.h"
#include "store/audit_log.h"
#include "store/database.h"
#include "store/fieldwork_books_pg.h"
#include "store/worker_rows.h"

namespace sanaq {
namespace {

constexpr std::int32_t seminars_max = 200;
constexpr int worker_columns = 26;

Seminar seminar_of(const pg::Row& row) {
  Seminar seminar;
  seminar.id = {row.get<Uuid>(0)};
  seminar.territory = row.get<std::string>(1);
  seminar.place = row.get<std::string>(2);
  seminar.day = row.get<CivilDate>(3);
  seminar.hours = row.get<std::string>(4);
  seminar.seats = row.get<std::int32_t>(5);
  seminar.taken = static_cast<int>(row.get<std::int64_t>(6));
  seminar.called_off = row.get<std::string>(7);
  return seminar;
}

}  // namespace

Result<Done> SeminarStorePg::add(const Seminar& seminar, const AuditRecord& line) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_DONE(connection->execute(
      sql::fieldwork::add_seminar, {seminar.id, seminar.territory, seminar.place, seminar.day, seminar.hours,
                                    std::int32_t{seminar.seats}}));
  SANAQ_TRY([[maybe_unused]] const AuditRecord written, AuditLog::append(*connection, line));
  SANAQ_STORE_DONE(transaction.commit());
  return Done{};
}

Result<std::vector<Seminar>> SeminarStorePg::list(const std::vector<std::string>& territories) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::fieldwork::list_seminars,
                                                     {territories, std::optional<Uuid>(), seminars_max}));
  std::vector<Seminar> seminars;
  for (const auto row : rows) seminars.push_back(seminar_of(row));
  return seminars;
}

Result<std::optional<Seminar>> SeminarStorePg::find(SeminarId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::fieldwork::list_seminars,
                                                     {std::vector<std::string>(), id, seminars_max}));
  return rows.empty() ? std::optional<Seminar>() : std::optional(seminar_of(rows[0]));
}

Result<std::vector<SeminarSeat>> SeminarStorePg::seats(SeminarId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::fieldwork::list_seats, {id}));
  std::vector<SeminarSeat> seats;
  for (const auto row : rows) {
    SeminarSeat seat{stored_worker_of(row).worker, row.get<std::optional<bool>>(worker_columns), {}};
    if (const auto points = row.get<std::optional<std::int32_t>>(worker_columns + 1)) seat.points = *points;
    seats.push_back(std::move(seat));
  }
  return seats;
}

Result<Enrolment> SeminarStorePg::enrol(SeminarId id, const std::vector<WorkerId>& workers) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::fieldwork::lock_seminar, {id}));
  if (rows.empty()) return Enrolment::unknown;
  std::int64_t taken = rows[0].get<std::int64_t>(1);
  for (const WorkerId worker : workers) {
    SANAQ_STORE_TRY(const auto added, connection->execute(sql::fieldwork::add_seat, {id, worker}));
    taken += added;
  }
  if (taken > rows[0].get<std::int32_t>(0)) return Enrolment::full;  // rolled back
  SANAQ_STORE_DONE(transaction.commit());
  return Enrolment::done;
}

Result<bool> SeminarStorePg::change(const Seminar& seminar, const AuditRecord& line) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_TRY(const auto changed,
                  connection->execute(sql::fieldwork::change_seminar, {seminar.id, seminar.place, seminar.day,
                                                                       seminar.hours, seminar.called_off}));
  if (changed == 0) return false;
  SANAQ_TRY([[maybe_unused]] const AuditRecord written, AuditLog::append(*connection, line));
  SANAQ_STORE_DONE(transaction.commit());
  return true;
}

Result<Done> SeminarStorePg::note(SeminarId id, WorkerId worker, bool attended, std::optional<int> points) {
  const auto noted = points ? std::optional<std::int32_t>(*points) : std::nullopt;
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::fieldwork::note_seat, {id, worker, attended, noted}));
  return Done{};
}

Result<std::vector<Worker>> SeminarStorePg::waiting(const std::vector<std::string>& territories,
                                                    const std::vector<std::string>& roles) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::fieldwork::list_unseated, {territories, roles, seminars_max}));
  std::vector<Worker> workers;
  for (const auto row : rows) workers.push_back(stored_worker_of(row).worker);
  return workers;
}

}  // namespace sanaq
