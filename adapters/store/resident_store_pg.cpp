#include "store/resident_store_pg.h"

#include <sanaq_sql/institution.h>

#include "base/json.h"
#include "pg/transaction.h"
#include "store/database.h"

namespace sanaq {
namespace {

std::string context_of(ResidentId id, std::string_view what) {
  return "resident " + id.value.to_string() + " " + std::string(what);
}
std::string context_of(InstitutionId id, std::int32_t version) {
  return "list " + id.value.to_string() + " " + std::to_string(version);
}

std::string write_words(const std::string& reason, const std::string& source) {
  Json json = Json::object();
  json.set("reason", Json::string(reason));
  json.set("source", Json::string(source));
  return to_canonical(json);
}

std::optional<Uuid> uuid_of(const std::optional<PersonKey>& key) {
  return key ? std::optional(Uuid(key->bytes)) : std::nullopt;
}

ListVersion version_in(const pg::Row& row) {
  ListVersion version;
  version.number = row.get<std::int32_t>(0);
  version.people = row.get<std::int32_t>(1);
  version.digest = std::string(row.get<pg::Bytes>(2).value);
  version.sent_by = row.get<std::string>(3);
  version.sent_at = row.get<UtcInstant>(4);
  version.decision = row.get<std::string>(5);
  version.decided_by = row.get<std::string>(6);
  version.decided_at = row.get<std::optional<UtcInstant>>(7);
  return version;
}

}  // namespace

Result<ResidentPerson> open_resident(const Sealer& sealer, ResidentId id, std::string_view sealed) {
  SANAQ_TRY(const std::string text, sealer.open(SealPurpose::institution, sealed, context_of(id, "person")));
  return read_person(text);
}

std::string ResidentStorePg::seal(std::string_view plain, ResidentId id, std::string_view what) const {
  return sealer_.seal(SealPurpose::institution, plain, context_of(id, what));
}

// Empty when the column is null.
Result<std::string> ResidentStorePg::open(const pg::Row& row, int column, ResidentId id,
                                          std::string_view what) const {
  const auto sealed = row.get<std::optional<pg::Bytes>>(column);
  if (!sealed) return std::string();
  return sealer_.open(SealPurpose::institution, sealed->value, context_of(id, what));
}

Result<Resident> ResidentStorePg::resident_in(const pg::Row& row) const {
  Resident one;
  one.id = {row.get<Uuid>(0)};
  one.row = row.get<std::int32_t>(1);
  one.came_later = row.get<bool>(2);
  SANAQ_TRY(const std::string person, open(row, 3, one.id, "person"));
  SANAQ_TRY(one.person, read_person(person));
  if (const auto key = row.get<std::optional<Uuid>>(4)) one.key = PersonKey{key->bytes()};
  SANAQ_TRY(one.remark, open(row, 5, one.id, "remark"));
  SANAQ_TRY(const std::string words, open(row, 7, one.id, "outcome"));
  Json json = Json::object();
  if (!words.empty()) {
    SANAQ_TRY(json, parse_json(words));
  }
  if (const auto kind = row.get<std::optional<std::int16_t>>(6))
    one.outcome = Outcome{static_cast<OutcomeKind>(*kind), json["reason"].text(), json["source"].text(),
                          row.get<UtcInstant>(8), row.get<std::optional<std::string>>(9).value_or("")};
  else if (!words.empty())
    one.administration = AdministrationSource{json["reason"].text(), json["source"].text()};
  return one;
}

Result<std::vector<Resident>> ResidentStorePg::residents(InstitutionId id, std::int32_t after,
                                                         std::int32_t limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::list_residents, {id, after, limit}));
  std::vector<Resident> found;
  for (const auto row : rows) {
    SANAQ_TRY(auto one, resident_in(row));
    found.push_back(std::move(one));
  }
  return found;
}

Result<std::optional<Resident>> ResidentStorePg::find(InstitutionId id, ResidentId resident) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::find_resident, {id, resident}));
  if (rows.empty()) return std::optional<Resident>();
  SANAQ_TRY(auto found, resident_in(rows[0]));
  return std::optional(std::move(found));
}

Result<Done> ResidentStorePg::add(InstitutionId id, const std::vector<Resident>& residents) {
  if (residents.empty()) return Done{};
  std::vector<Uuid> ids;
  std::vector<std::string> sealed;
  std::vector<std::optional<Uuid>> keys;
  for (const Resident& one : residents) {
    ids.push_back(one.id.value);
    sealed.push_back(seal(write_person(one.person), one.id, "person"));
    keys.push_back(uuid_of(one.key));
  }
  const std::vector<pg::Bytes> bytes(sealed.begin(), sealed.end());
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_TRY(const auto last, connection->query(sql::institution::lock_place, {id}));
  if (last.empty()) return Error{"store.unavailable", "no such institution"};
  SANAQ_STORE_DONE(connection->execute(
      sql::institution::add_residents,
      {id, last[0].get<std::int32_t>(0), residents.front().came_later, ids, bytes, keys}));
  SANAQ_STORE_DONE(connection->execute(sql::institution::recount_place, {id}));
  SANAQ_STORE_DONE(transaction.commit());
  return Done{};
}

Result<Done> ResidentStorePg::replace(InstitutionId id, const Resident& resident) {
  const std::string person = seal(write_person(resident.person), resident.id, "person");
  const std::string remark = resident.remark.empty() ? "" : seal(resident.remark, resident.id, "remark");
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(
      sql::institution::replace_resident,
      {id, resident.id, pg::Bytes{person}, uuid_of(resident.key),
       remark.empty() ? pg::Param(std::optional<pg::Bytes>()) : pg::Param(pg::Bytes{remark})}));
  return Done{};
}

Result<Done> ResidentStorePg::remove(InstitutionId id, ResidentId resident) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_DONE(connection->query(sql::institution::lock_place, {id}));
  SANAQ_STORE_DONE(connection->execute(sql::institution::remove_resident, {id, resident}));
  SANAQ_STORE_DONE(connection->execute(sql::institution::recount_place, {id}));
  SANAQ_STORE_DONE(transaction.commit());
  return Done{};
}

Result<Done> ResidentStorePg::set_source(InstitutionId id, const Resident& resident) {
  SANAQ_CHECK(resident.administration.has_value());
  const std::string words = seal(
      write_words(resident.administration->reason, resident.administration->source), resident.id, "outcome");
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::institution::set_source, {id, resident.id, pg::Bytes{words}}));
  return Done{};
}

Result<Done> ResidentStorePg::set_outcome(InstitutionId id, const Resident& resident) {
  SANAQ_CHECK(resident.outcome.has_value());
  const Outcome& outcome = *resident.outcome;
  const std::string words = seal(write_words(outcome.reason, outcome.source), resident.id, "outcome");
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_DONE(connection->query(sql::institution::lock_place, {id}));
  SANAQ_STORE_DONE(connection->execute(
      sql::institution::set_outcome,
      {id, resident.id, static_cast<std::int16_t>(outcome.kind), pg::Bytes{words}, outcome.at, outcome.by}));
  SANAQ_STORE_DONE(connection->execute(sql::institution::recount_place, {id}));
  SANAQ_STORE_DONE(transaction.commit());
  return Done{};
}

Result<bool> ResidentStorePg::take_back_match(InstitutionId id, ResidentId resident) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_DONE(connection->query(sql::institution::lock_place, {id}));
  SANAQ_STORE_TRY(const auto taken, connection->execute(sql::institution::take_back_match, {id, resident}));
  SANAQ_STORE_DONE(connection->execute(sql::institution::recount_place, {id}));
  SANAQ_STORE_DONE(transaction.commit());
  return taken == 1;
}

Result<bool> ResidentStorePg::send(InstitutionId id, ListState from, const ListVersion& version,
                                   std::string_view content) {
  const std::string sealed = sealer_.seal(SealPurpose::institution, content, context_of(id, version.number));
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_TRY(const auto moved, connection->execute(sql::institution::move_place,
                                                        {id, static_cast<std::int16_t>(from),
                                                         static_cast<std::int16_t>(ListState::sent)}));
  if (moved == 0) return false;
  SANAQ_STORE_DONE(connection->execute(sql::institution::add_version,
                                       {id, version.number, version.people, pg::Bytes{version.digest},
                                        pg::Bytes{sealed}, version.sent_by, version.sent_at}));
  SANAQ_STORE_DONE(transaction.commit());
  return true;
}

Result<bool> ResidentStorePg::decide(InstitutionId id, ListState to, const ListVersion& version) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_TRY(const auto moved, connection->execute(sql::institution::move_place,
                                                        {id, static_cast<std::int16_t>(ListState::sent),
                                                         static_cast<std::int16_t>(to)}));
  if (moved == 0) return false;
  SANAQ_STORE_DONE(
      connection->execute(sql::institution::decide_version,
                          {id, version.number, version.decision, version.decided_by, version.decided_at}));
  SANAQ_STORE_DONE(transaction.commit());
  return true;
}

Result<std::vector<ListVersion>> ResidentStorePg::versions(InstitutionId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::list_versions, {id}));
  std::vector<ListVersion> found;
  for (const auto row : rows) found.push_back(version_in(row));
  return found;
}

Result<std::string> ResidentStorePg::content(InstitutionId id, std::int32_t version) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::read_version, {id, version}));
  if (rows.empty()) return std::string();
  return sealer_.open(SealPurpose::institution, rows[0].get<pg::Bytes>(0).value, context_of(id, version));
}

}  // namespace sanaq
