#include "store/worker_store_pg.h"

#include <sanaq_sql/fieldwork.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "pg/transaction.h"
#include "store/audit_log.h"
#include "store/database.h"
#include "store/worker_rows.h"

namespace sanaq {
namespace {

std::string_view view(const Mac& mac) { return {reinterpret_cast<const char*>(mac.data()), mac.size()}; }
std::int16_t number_of(WorkerState state) { return static_cast<std::int16_t>(state); }
std::string photo_place(WorkerId id) { return "worker-photo:" + id.value.to_string(); }

std::optional<std::int32_t> points_of(std::optional<int> points) {
  return points ? std::optional<std::int32_t>(*points) : std::nullopt;
}

Result<Done> add_event(pg::Connection& connection, WorkerId id, const WorkerEvent& event) {
  SANAQ_STORE_DONE(connection.execute(
      sql::fieldwork::add_worker_event,
      {id, event.number, event.at, event.actor, event.action, number_of(event.state), event.detail}));
  return Done{};
}

/// The columns of many applications, for one statement.
struct ApplicationColumns {
  std::vector<Uuid> ids;
  std::vector<std::string> roles, territories, surnames, given, patronymics, folded, languages, education;
  std::vector<std::int32_t> points;
  std::vector<pg::Bytes> persons, sealed;

  // Borrows: `fresh` outlives the columns.
  void add(const NewWorker& fresh) {
    const Worker& w = fresh.stored.worker;
    ids.push_back(w.id.value);
    roles.push_back(w.role);
    territories.push_back(w.territory);
    surnames.push_back(w.name.surname);
    given.push_back(w.name.given);
    patronymics.push_back(w.name.patronymic);
    folded.push_back(fold_case(full_name(w.name)));
    languages.push_back(join(w.languages, " "));
    education.push_back(w.education);
    points.push_back(w.computer_points.value_or(-1));
    persons.push_back({view(fresh.person)});
    sealed.push_back({fresh.stored.sealed});
  }
};

}  // namespace

Result<bool> WorkerStorePg::add(const std::vector<NewWorker>& workers, const WorkerEvent& event,
                                const AuditRecord& line) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  ApplicationColumns columns;
  for (const NewWorker& fresh : workers) columns.add(fresh);
  SANAQ_STORE_TRY(
      const auto added,
      connection->execute(sql::fieldwork::add_workers,
                          {columns.ids, columns.roles, columns.territories, columns.surnames, columns.given,
                           columns.patronymics, columns.folded, columns.languages, columns.education,
                           columns.points, columns.persons, columns.sealed, event.at}));
  // Somebody is on the books already: nobody is added, the transaction is rolled back.
  if (added != static_cast<std::int64_t>(workers.size())) return false;
  SANAQ_STORE_DONE(connection->execute(sql::fieldwork::add_first_events,
                                       {columns.ids, event.at, event.actor, event.action}));
  SANAQ_TRY([[maybe_unused]] const AuditRecord written, AuditLog::append(*connection, line));
  SANAQ_STORE_DONE(transaction.commit());
  return true;
}

Result<std::optional<StoredWorker>> WorkerStorePg::find(WorkerId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::fieldwork::find_worker, {id}));
  if (rows.empty()) return std::optional<StoredWorker>();
  return std::optional(stored_worker_of(rows[0]));
}

Result<std::optional<StoredWorker>> WorkerStorePg::find_card(std::string_view number) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::fieldwork::find_card, {number}));
  if (rows.empty()) return std::optional<StoredWorker>();
  return std::optional(stored_worker_of(rows[0]));
}

Result<std::vector<Worker>> WorkerStorePg::list(const WorkerQuery& query) {
  const std::int16_t state = query.state ? number_of(*query.state) : std::int16_t{0};
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::fieldwork::list_workers,
                                    {query.territories, query.whole_country, state, query.role,
                                     name_patterns(query.name), query.after, std::int32_t{query.limit}}));
  std::vector<Worker> workers;
  for (const auto row : rows) workers.push_back(stored_worker_of(row).worker);
  return workers;
}

Result<bool> WorkerStorePg::save_in(pg::Connection& connection, const Worker& worker,
                                    const WorkerEvent& event) {
  using Day = std::optional<CivilDate>;
  using Text = std::optional<std::string>;
  const auto& contract = worker.contract;
  const auto& card = worker.card;
  const auto of_contract = [&](auto member) { return contract ? Day((*contract).*member) : Day(); };
  const auto of_card = [&](auto member) { return card ? Day((*card).*member) : Day(); };
  const Text contract_number = contract ? Text(contract->number) : Text();
  const Text pay_category = contract ? Text(contract->pay_category) : Text();
  const Text card_number = card ? Text(card->number) : Text();
  SANAQ_STORE_TRY(
      const auto saved,
      connection.execute(
          sql::fieldwork::save_worker,
          {worker.id, worker.version, number_of(worker.state), worker.territory,
           points_of(worker.computer_points), contract_number, of_contract(&WorkContract::from),
           of_contract(&WorkContract::until), pay_category, worker.attended, points_of(worker.test_points),
           card_number, of_card(&StaffCard::issued), of_card(&StaffCard::from), of_card(&StaffCard::until),
           worker.ended_on, worker.reason, worker.has_photo}));
  if (saved == 0) return false;
  SANAQ_TRY_DONE(add_event(connection, worker.id, event));
  if (event.action == "card")
    SANAQ_STORE_DONE(connection.execute(sql::fieldwork::add_card, {card_number, worker.id, event.at}));
  return true;
}

Result<bool> WorkerStorePg::save(const std::vector<WorkerChange>& changes) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  for (const WorkerChange& change : changes) {
    SANAQ_TRY(const bool saved, save_in(*connection, change.worker, change.event));
    if (!saved) return false;
  }
  // The end of the chain of the log is locked by its first line: what is slow comes before.
  for (const WorkerChange& change : changes) {
    SANAQ_TRY([[maybe_unused]] const AuditRecord written, AuditLog::append(*connection, change.line));
  }
  SANAQ_STORE_DONE(transaction.commit());
  return true;
}

Result<bool> WorkerStorePg::amend(const StoredWorker& stored, const WorkerEvent& event,
                                  const AuditRecord& line) {
  const Worker& worker = stored.worker;
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_TRY(const bool saved, save_in(*connection, worker, event));
  if (!saved) return false;
  SANAQ_STORE_DONE(connection->execute(
      sql::fieldwork::amend_worker,
      {worker.id, worker.name.surname, worker.name.given, worker.name.patronymic,
       fold_case(full_name(worker.name)), worker.languages, worker.education, pg::Bytes{stored.sealed}}));
  SANAQ_TRY([[maybe_unused]] const AuditRecord written, AuditLog::append(*connection, line));
  SANAQ_STORE_DONE(transaction.commit());
  return true;
}

Result<std::vector<WorkerEvent>> WorkerStorePg::events(WorkerId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::fieldwork::worker_events, {id}));
  std::vector<WorkerEvent> events;
  for (const auto row : rows)
    events.push_back({row.get<std::int32_t>(0), row.get<UtcInstant>(1), row.get<std::string>(2),
                      row.get<std::string>(3), static_cast<WorkerState>(row.get<std::int16_t>(4)),
                      row.get<std::string>(5)});
  return events;
}

Result<bool> WorkerStorePg::put_photo(const Worker& worker, const picture::File& photo,
                                      const WorkerEvent& event, const AuditRecord& line) {
  const std::string sealed = sealer_.seal(SealPurpose::staff, photo.bytes, photo_place(worker.id));
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_TRY(const bool saved, save_in(*connection, worker, event));
  if (!saved) return false;
  SANAQ_STORE_DONE(connection->execute(
      sql::fieldwork::put_photo,
      {worker.id, static_cast<std::int16_t>(photo.kind), static_cast<std::int32_t>(photo.width),
       static_cast<std::int32_t>(photo.height), pg::Bytes{sealed}}));
  SANAQ_TRY([[maybe_unused]] const AuditRecord written, AuditLog::append(*connection, line));
  SANAQ_STORE_DONE(transaction.commit());
  return true;
}

Result<std::optional<picture::File>> WorkerStorePg::photo(WorkerId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::fieldwork::find_photo, {id}));
  if (rows.empty()) return std::optional<picture::File>();
  const auto row = rows[0];
  picture::File file;
  file.kind = static_cast<picture::Kind>(row.get<std::int16_t>(0));
  file.width = static_cast<std::uint32_t>(row.get<std::int32_t>(1));
  file.height = static_cast<std::uint32_t>(row.get<std::int32_t>(2));
  SANAQ_TRY(file.bytes, sealer_.open(SealPurpose::staff, row.get<pg::Bytes>(3).value, photo_place(id)));
  return std::optional(std::move(file));
}

Result<std::vector<bool>> WorkerStorePg::known(const std::vector<Mac>& persons) {
  std::vector<pg::Bytes> wanted;
  for (const Mac& person : persons) wanted.push_back({view(person)});
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::fieldwork::known_persons, {wanted}));
  std::set<std::string, std::less<>> there;
  for (const auto row : rows) there.emplace(row.get<pg::Bytes>(0).value);
  std::vector<bool> known;
  for (const Mac& person : persons) known.push_back(there.contains(view(person)));
  return known;
}

}  // namespace sanaq
