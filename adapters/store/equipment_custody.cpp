#include "store/equipment_custody.h"

#include <sanaq_sql/equipment.h>

#include "store/database.h"

namespace sanaq {
namespace {

using namespace equipment;

Result<Done> load_pieces(pg::Connection& connection, const Act& act, Custody& custody) {
  std::vector<std::string> kinds, serials;
  for (const PieceKey& key : pieces_of(act)) {
    kinds.push_back(key.kind);
    serials.push_back(key.serial);
  }
  if (kinds.empty()) return Done{};
  SANAQ_STORE_TRY(const auto rows, connection.query(sql::equipment::find_pieces, {kinds, serials}));
  for (const auto row : rows)
    custody.pieces[{row.get<std::string>(0), row.get<std::string>(1)}] = {
        {row.get<Uuid>(2)}, static_cast<Condition>(row.get<std::int16_t>(3))};
  return Done{};
}

Result<Done> load_balances(pg::Connection& connection, const Act& act, Custody& custody) {
  std::vector<Uuid> holders;
  std::vector<std::string> kinds;
  for (const BalanceKey& key : balances_of(act)) {
    holders.push_back(key.holder.value);
    kinds.push_back(key.kind);
  }
  if (kinds.empty()) return Done{};
  SANAQ_STORE_TRY(const auto rows, connection.query(sql::equipment::find_balances, {holders, kinds}));
  for (const auto row : rows)
    custody.balances[{{row.get<Uuid>(0)}, row.get<std::string>(1)}] = {
        {row.get<std::int64_t>(2), row.get<std::int64_t>(3), row.get<std::int64_t>(4)}};
  return Done{};
}

Result<Done> store_pieces(pg::Connection& connection, const Act& act, const Custody& custody) {
  std::vector<std::string> kinds, serials;
  std::vector<Uuid> holders;
  std::vector<std::int16_t> conditions;
  for (const PieceKey& key : pieces_of(act)) {
    const Piece& piece = custody.pieces.at(key);
    kinds.push_back(key.kind);
    serials.push_back(key.serial);
    holders.push_back(piece.holder.value);
    conditions.push_back(static_cast<std::int16_t>(piece.condition));
  }
  if (kinds.empty()) return Done{};
  SANAQ_STORE_DONE(
      connection.execute(sql::equipment::put_pieces, {act.id, kinds, serials, holders, conditions}));
  return Done{};
}

Result<Done> store_balances(pg::Connection& connection, const Act& act, const Custody& custody) {
  std::vector<Uuid> holders;
  std::vector<std::string> kinds;
  std::vector<std::int64_t> sound, damaged, lost;
  for (const BalanceKey& key : balances_of(act)) {
    const auto found = custody.balances.find(key);
    if (found == custody.balances.end()) continue;
    holders.push_back(key.holder.value);
    kinds.push_back(key.kind);
    sound.push_back(found->second[Standing::sound]);
    damaged.push_back(found->second[Standing::damaged]);
    lost.push_back(found->second[Standing::lost]);
  }
  if (kinds.empty()) return Done{};
  SANAQ_STORE_DONE(connection.execute(sql::equipment::put_balances, {holders, kinds, sound, damaged, lost}));
  return Done{};
}

}  // namespace

Result<Custody> load_custody(pg::Connection& connection, const Act& act) {
  Custody custody;
  SANAQ_TRY_DONE(load_pieces(connection, act, custody));
  SANAQ_TRY_DONE(load_balances(connection, act, custody));
  return custody;
}

Result<Done> store_custody(pg::Connection& connection, const Act& act, const Custody& custody) {
  SANAQ_TRY_DONE(store_pieces(connection, act, custody));
  return store_balances(connection, act, custody);
}

// Pieces need no more than their reservation; counts are taken as the other acts will take them.
Result<Done> take_reserved(pg::Connection& connection, const Act& act, Custody& custody) {
  SANAQ_STORE_TRY(const auto rows,
                  connection.query(sql::equipment::counts_under_way, {act.giver.holder, act.id}));
  for (const auto row : rows) {
    Act other;
    other.kind = static_cast<ActKind>(row.get<std::int16_t>(1));
    other.giver = act.giver;
    other.taker.holder = {row.get<Uuid>(2)};
    other.lines = {{row.get<std::string>(3), "", row.get<std::int64_t>(4),
                    static_cast<Condition>(row.get<std::int16_t>(5)), ""}};
    const bool concerns = custody.balances.contains({act.giver.holder, other.lines[0].kind});
    if (concerns) (void)custody.apply(other);
  }
  return Done{};
}

}  // namespace sanaq
