#include "store/frame_store_pg.h"

#include <sanaq_sql/frame.h>

#include <chrono>

#include "base/text.h"
#include "pg/transaction.h"

namespace sanaq {
namespace {

constexpr std::chrono::milliseconds wait_ms_max{2'000};

// The number a house or flat begins with, so that 2 stands before 10; 0 when it begins with a letter.
std::int32_t leading_number(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && digits < 6 && text[digits] >= '0' && text[digits] <= '9') ++digits;
  return static_cast<std::int32_t>(parse_digits(text.substr(0, digits)).value_or(0));
}

}  // namespace

Result<std::vector<Street>> FrameStorePg::streets(std::string_view territory, std::string_view query,
                                                  int limit) {
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  const std::string key = address_key(query);
  SANAQ_TRY(const auto rows, lease->query(sql::frame::streets, {territory, key, std::int32_t{limit}}));
  std::vector<Street> out;
  for (const auto row : rows) out.push_back({StreetId(row.get<std::int64_t>(0)), row.get<std::string>(1)});
  return out;
}

Result<std::vector<Dwelling>> FrameStorePg::dwellings(StreetId street, std::string_view house, int limit) {
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  SANAQ_TRY(const auto rows, lease->query(sql::frame::dwellings, {street, house, std::int32_t{limit}}));
  std::vector<Dwelling> out;
  for (const auto row : rows)
    out.push_back({DwellingId(row.get<std::int64_t>(0)), row.get<std::string>(1), row.get<std::string>(2),
                   row.get<std::string>(3)});
  return out;
}

Result<Address> FrameStorePg::address(DwellingId dwelling) {
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  SANAQ_TRY(const auto rows, lease->query(sql::frame::address, {dwelling}));
  if (rows.empty()) return Error{"frame.dwelling", {}};
  const auto row = rows[0];
  return Address{row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2),
                 row.get<std::string>(3), row.get<std::string>(4), dwelling};
}

Result<std::vector<Address>> FrameStorePg::search(const std::vector<std::string>& territories,
                                                  const Address& wanted, int limit) {
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  const std::string key = address_key(wanted.street);
  SANAQ_TRY(const auto rows, lease->query(sql::frame::search, {territories, key, trim(wanted.house),
                                                               trim(wanted.flat), std::int32_t{limit}}));
  std::vector<Address> out;
  for (const auto row : rows)
    out.push_back({row.get<std::string>(1), row.get<std::string>(2), row.get<std::string>(3),
                   row.get<std::string>(4), row.get<std::string>(5), DwellingId(row.get<std::int64_t>(0))});
  return out;
}

Result<std::vector<std::vector<Address>>> FrameStorePg::buildings(const std::vector<Address>& wanted) {
  std::vector<std::string> keys, houses;
  for (const Address& one : wanted) {
    keys.push_back(address_key(one.street));
    houses.push_back(std::string(trim(one.house)));
  }
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  SANAQ_TRY(const auto rows, lease->query(sql::frame::buildings, {keys, houses}));
  std::vector<std::vector<Address>> out(wanted.size());
  for (const auto row : rows)
    out[static_cast<std::size_t>(row.get<std::int64_t>(0))].push_back(
        {row.get<std::string>(2), row.get<std::string>(3), row.get<std::string>(4), row.get<std::string>(5),
         "", DwellingId(row.get<std::int64_t>(1))});
  return out;
}

Result<std::optional<DwellingId>> FrameStorePg::find(const Address& address) {
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  const std::string key = address_key(address.street);
  SANAQ_TRY(const auto rows, lease->query(sql::frame::find, {address.territory, key, trim(address.house),
                                                             trim(address.building), trim(address.flat)}));
  if (rows.empty()) return std::optional<DwellingId>{};
  return std::optional<DwellingId>(DwellingId(rows[0].get<std::int64_t>(0)));
}

Result<StreetId> FrameStorePg::add(std::string_view territory, std::string_view street,
                                   const std::vector<Dwelling>& dwellings) {
  std::vector<std::string> houses, buildings, flats;
  std::vector<std::int32_t> house_numbers, flat_numbers;
  for (const Dwelling& d : dwellings) {
    houses.push_back(d.house);
    buildings.push_back(d.building);
    flats.push_back(d.flat);
    house_numbers.push_back(leading_number(d.house));
    flat_numbers.push_back(leading_number(d.flat));
  }
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  SANAQ_TRY(auto transaction, pg::Transaction::begin(*lease));
  const std::string key = address_key(street);
  SANAQ_TRY(const auto rows, lease->query(sql::frame::add_street, {territory, street, key}));
  const StreetId id(rows[0].get<std::int64_t>(0));
  SANAQ_TRY(
      [[maybe_unused]] const auto added,
      lease->query(sql::frame::add_dwellings, {id, houses, buildings, flats, house_numbers, flat_numbers}));
  SANAQ_TRY_DONE(transaction.commit());
  return id;
}

Result<Done> FrameStorePg::add_places(StreetId street, const std::vector<BuildingPlace>& places) {
  std::vector<std::string> houses, buildings;
  std::vector<std::int32_t> latitudes, longitudes;
  for (const BuildingPlace& one : places) {
    houses.push_back(one.house);
    buildings.push_back(one.building);
    latitudes.push_back(one.place.latitude_e5);
    longitudes.push_back(one.place.longitude_e5);
  }
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  SANAQ_TRY([[maybe_unused]] const auto added,
            lease->query(sql::frame::add_places, {street, houses, buildings, latitudes, longitudes}));
  return Done{};
}

}  // namespace sanaq
