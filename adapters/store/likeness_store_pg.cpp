#include "store/likeness_store_pg.h"

#include <sanaq_sql/casework.h>
#include <sanaq_sql/institution.h>

#include "pg/transaction.h"
#include "store/database.h"
#include "store/resident_store_pg.h"

namespace sanaq {
namespace {

std::optional<Uuid> uuid_of_key(const std::optional<PersonKey>& key) {
  return key ? std::optional(Uuid(key->bytes)) : std::nullopt;
}

ProbableClaim probable_in(const pg::Row& row) {
  ProbableClaim one;
  one.claim = {
      {row.get<Uuid>(0)},
      row.get<std::string>(1),
      row.get<std::string>(2),
      row.get<std::string>(3),
      {{row.get<Uuid>(4)}, row.get<std::int32_t>(5), row.get<std::string>(6), row.get<std::string>(7)}};
  one.other = {row.get<Uuid>(8)};
  one.numbers_differ = row.get<bool>(9);
  if (const auto same = row.get<std::optional<bool>>(10))
    one.decision = *same ? LikenessDecision::same : LikenessDecision::different;
  return one;
}

}  // namespace

Result<std::vector<UncomparedHousehold>> LikenessStorePg::households(int limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::institution::uncompared_households, {std::int32_t{limit}}));
  std::vector<UncomparedHousehold> found;
  for (const auto row : rows) {
    SANAQ_TRY(FormRef form, forms_.form(*connection, row.get<std::int16_t>(2)));
    found.push_back({SubmissionSerial(row.get<std::int64_t>(0)),
                     {row.get<Uuid>(1)},
                     std::move(form),
                     std::string(row.get<pg::Bytes>(3).value),
                     std::string(row.get<pg::Bytes>(4).value)});
  }
  return found;
}

Result<Done> LikenessStorePg::note(SubmissionSerial last,
                                   const std::vector<std::pair<SubmissionSerial, MemberLikeness>>& members) {
  std::vector<std::int64_t> serials;
  std::vector<std::int16_t> numbers;
  std::vector<Uuid> keys;
  std::vector<std::optional<Uuid>> persons;
  for (const auto& [serial, member] : members) {
    serials.push_back(serial.value());
    numbers.push_back(static_cast<std::int16_t>(member.member));
    keys.emplace_back(member.likeness.bytes);
    persons.push_back(uuid_of_key(member.person));
  }
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_DONE(connection->execute(sql::institution::add_likenesses, {serials, numbers, keys, persons}));
  SANAQ_STORE_DONE(connection->execute(sql::casework::move_cursor, {"likeness", last.value()}));
  SANAQ_STORE_DONE(transaction.commit());
  return Done{};
}

Result<std::vector<UncomparedResident>> LikenessStorePg::residents(int limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::institution::uncompared_residents, {std::int32_t{limit}}));
  std::vector<UncomparedResident> found;
  for (const auto row : rows) {
    UncomparedResident one;
    one.id = {row.get<Uuid>(0)};
    one.sealed = row.get<pg::Bytes>(1).value;
    SANAQ_TRY(one.person, open_resident(sealer_, one.id, one.sealed));
    found.push_back(std::move(one));
  }
  return found;
}

Result<Done> LikenessStorePg::note(const std::vector<ResidentLikeness>& residents) {
  std::vector<Uuid> ids;
  std::vector<std::optional<Uuid>> keys;
  std::vector<pg::Bytes> sealed;
  for (const ResidentLikeness& one : residents) {
    ids.push_back(one.resident.id.value);
    keys.push_back(uuid_of_key(one.likeness));
    sealed.push_back({one.resident.sealed});
  }
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::institution::note_likeness, {ids, keys, sealed}));
  return Done{};
}

Result<std::vector<ProbableClaim>> LikenessStorePg::probable(const ClaimQuery& query) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::list_probable,
                                                     {query.territories, query.with_protected, query.after,
                                                      query.after_row, std::int32_t{query.limit}}));
  std::vector<ProbableClaim> found;
  for (const auto row : rows) found.push_back(probable_in(row));
  return found;
}

Result<std::optional<ProbableClaim>> LikenessStorePg::find(ResidentId resident, CaseId other,
                                                           bool with_protected) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::find_probable,
                                                     {resident.value, other.value, with_protected}));
  if (rows.empty()) return std::optional<ProbableClaim>();
  return std::optional(probable_in(rows[0]));
}

Result<Done> LikenessStorePg::decide(ResidentId resident, CaseId other, bool same, const std::string& by,
                                     UtcInstant at) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(
      connection->execute(sql::institution::decide_likeness, {resident.value, other.value, same, by, at}));
  return Done{};
}

}  // namespace sanaq
