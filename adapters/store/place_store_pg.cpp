#include "store/place_store_pg.h"

#include <sanaq_sql/institution.h>

#include <algorithm>

#include "base/json.h"
#include "pg/transaction.h"
#include "store/database.h"

namespace sanaq {
namespace {

std::string write_details(const InstitutionDetails& details) {
  Json json = Json::object();
  json.set("name_kk", Json::string(details.name_kk));
  json.set("name_ru", Json::string(details.name_ru));
  json.set("head", Json::string(details.head));
  json.set("street", Json::string(details.street));
  json.set("house", Json::string(details.house));
  if (!details.bin.empty()) json.set("bin", Json::string(details.bin));
  return to_canonical(json);
}

Result<InstitutionDetails> read_details(std::string_view text) {
  SANAQ_TRY(const Json json, parse_json(text));
  return InstitutionDetails{json["name_kk"].text(), json["name_ru"].text(), json["head"].text(),
                            json["street"].text(),  json["house"].text(),   json["bin"].text()};
}

std::string context_of(InstitutionId id) { return "institution " + id.value.to_string(); }
std::string context_of(const std::string& login, std::string_view what) {
  return "employee " + login + " " + std::string(what);
}

}  // namespace

Result<Done> PlaceStorePg::add(const std::vector<Institution>& institutions, UtcInstant at) {
  std::vector<Uuid> ids;
  std::vector<std::string> numbers, kinds, territories, ministries, sealed;
  std::vector<bool> hidden, whole;
  std::vector<std::int64_t> dwellings;  // 0: none
  std::vector<std::int32_t> expected;
  for (const Institution& one : institutions) {
    ids.push_back(one.id.value);
    numbers.push_back(one.number);
    kinds.push_back(one.kind);
    territories.push_back(one.territory);
    ministries.push_back(one.ministry);
    hidden.push_back(one.is_protected);
    expected.push_back(one.expected);
    dwellings.push_back(one.address ? one.address->dwelling.value() : 0);
    whole.push_back(!one.address || one.address->whole_building);
    sealed.push_back(sealer_.seal(SealPurpose::institution, write_details(one.details), context_of(one.id)));
  }
  const std::vector<pg::Bytes> bytes(sealed.begin(), sealed.end());
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_TRY(const auto added, connection->query(sql::institution::add_places,
                                                      {ids, numbers, kinds, territories, ministries, hidden,
                                                       expected, bytes, at, dwellings, whole}));
  std::vector<std::string> stored;
  for (const auto row : added) stored.push_back(row.get<std::string>(0));
  for (const std::string& number : numbers)
    if (std::find(stored.begin(), stored.end(), number) == stored.end())
      return Error{"institution.taken", number};
  SANAQ_STORE_DONE(transaction.commit());
  return Done{};
}

Result<Institution> PlaceStorePg::place_in(const pg::Row& row) const {
  Institution one;
  one.id = {row.get<Uuid>(0)};
  one.number = row.get<std::string>(1);
  one.kind = row.get<std::string>(2);
  one.territory = row.get<std::string>(3);
  one.ministry = row.get<std::string>(4);
  one.is_protected = row.get<bool>(5);
  one.expected = row.get<std::int32_t>(6);
  SANAQ_TRY(const std::string details,
            sealer_.open(SealPurpose::institution, row.get<pg::Bytes>(7).value, context_of(one.id)));
  SANAQ_TRY(one.details, read_details(details));
  one.state = static_cast<ListState>(row.get<std::int16_t>(8));
  one.version = row.get<std::int32_t>(9);
  one.people = row.get<std::int32_t>(10);
  one.done = row.get<std::int32_t>(11);
  if (const auto dwelling = row.get<std::optional<std::int64_t>>(12))
    one.address = PlaceAddress{DwellingId(*dwelling), row.get<bool>(13)};
  return one;
}

Result<std::optional<Institution>> PlaceStorePg::find(InstitutionId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::find_place, {id}));
  if (rows.empty()) return std::optional<Institution>();
  SANAQ_TRY(auto found, place_in(rows[0]));
  return std::optional(std::move(found));
}

Result<std::vector<Institution>> PlaceStorePg::list(const PlaceQuery& query) {
  const auto state = static_cast<std::int16_t>(query.state ? static_cast<int>(*query.state) : 0);
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::list_places,
                                                     {query.territories, state, query.with_protected,
                                                      query.after, std::int32_t{query.limit}}));
  std::vector<Institution> found;
  for (const auto row : rows) {
    SANAQ_TRY(auto one, place_in(row));
    found.push_back(std::move(one));
  }
  return found;
}

Result<std::vector<PlaceCounts>> PlaceStorePg::count(const PlaceQuery& query) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::count_places,
                                                     {query.territories, query.with_protected}));
  std::vector<PlaceCounts> counts;
  for (const auto row : rows)
    counts.push_back({static_cast<ListState>(row.get<std::int16_t>(0)), row.get<std::int64_t>(1),
                      row.get<std::int64_t>(2), row.get<std::int64_t>(3), row.get<std::int64_t>(4)});
  return counts;
}

Result<bool> PlaceStorePg::link(const Institution& place) {
  std::optional<std::int64_t> dwelling;
  if (place.address) dwelling = place.address->dwelling.value();
  const std::string sealed =
      sealer_.seal(SealPurpose::institution, write_details(place.details), context_of(place.id));
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto linked,
                  connection->execute(sql::institution::link_place,
                                      {place.id, dwelling, !place.address || place.address->whole_building,
                                       pg::Bytes{sealed}}));
  return linked == 1;
}

Result<bool> PlaceStorePg::correct(const Institution& place) {
  const std::string sealed =
      sealer_.seal(SealPurpose::institution, write_details(place.details), context_of(place.id));
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto corrected,
                  connection->execute(sql::institution::correct_place,
                                      {place.id, pg::Bytes{sealed}, place.expected, place.ministry}));
  return corrected == 1;
}

Result<bool> PlaceStorePg::move(InstitutionId id, ListState from, ListState to) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto moved,
                  connection->execute(sql::institution::move_place,
                                      {id, static_cast<std::int16_t>(from), static_cast<std::int16_t>(to)}));
  return moved == 1;
}

Result<Done> PlaceStorePg::appoint(const ResponsibleEmployee& employee, std::string_view scan,
                                   UtcInstant at) {
  const std::string name =
      sealer_.seal(SealPurpose::institution, employee.name, context_of(employee.login, "name"));
  const std::string sealed_scan =
      scan.empty() ? std::string()
                   : sealer_.seal(SealPurpose::institution, scan, context_of(employee.login, "order"));
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(
      sql::institution::add_employee,
      {employee.login, employee.institution, pg::Bytes{name}, employee.order_number, employee.order_date,
       scan.empty() ? pg::Param(std::optional<pg::Bytes>()) : pg::Param(pg::Bytes{sealed_scan}), at}));
  return Done{};
}

Result<std::string> PlaceStorePg::order_scan(InstitutionId id, const std::string& login) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::read_order, {id, login}));
  if (rows.empty()) return std::string();
  const auto sealed = rows[0].get<std::optional<pg::Bytes>>(0);
  if (!sealed) return std::string();
  return sealer_.open(SealPurpose::institution, sealed->value, context_of(login, "order"));
}

Result<ResponsibleEmployee> PlaceStorePg::employee_in(const pg::Row& row) const {
  ResponsibleEmployee one;
  one.login = row.get<std::string>(0);
  one.institution = {row.get<Uuid>(1)};
  SANAQ_TRY(one.name, sealer_.open(SealPurpose::institution, row.get<pg::Bytes>(2).value,
                                   context_of(one.login, "name")));
  one.order_number = row.get<std::string>(3);
  one.order_date = row.get<CivilDate>(4);
  one.seminar_on = row.get<std::optional<CivilDate>>(5);
  one.has_room = row.get<bool>(6);
  one.has_computer = row.get<bool>(7);
  one.ended_at = row.get<std::optional<UtcInstant>>(8);
  one.has_scan = row.get<bool>(9);
  return one;
}

Result<std::optional<ResponsibleEmployee>> PlaceStorePg::employee(const std::string& login) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::find_employee, {login}));
  if (rows.empty()) return std::optional<ResponsibleEmployee>();
  SANAQ_TRY(auto found, employee_in(rows[0]));
  return std::optional(std::move(found));
}

Result<std::vector<ResponsibleEmployee>> PlaceStorePg::employees(InstitutionId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::list_employees, {id}));
  std::vector<ResponsibleEmployee> found;
  for (const auto row : rows) {
    SANAQ_TRY(auto one, employee_in(row));
    found.push_back(std::move(one));
  }
  return found;
}

Result<Done> PlaceStorePg::change(const ResponsibleEmployee& employee) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(
      sql::institution::change_employee,
      {employee.login, employee.seminar_on, employee.has_room, employee.has_computer, employee.ended_at}));
  return Done{};
}

}  // namespace sanaq
