#include "store/equipment_acts_pg.h"

#include <sanaq_sql/equipment.h>

#include <algorithm>

#include "pg/sqlstate.h"
#include "pg/transaction.h"
#include "store/database.h"
#include "store/equipment_act_row.h"
#include "store/equipment_custody.h"

namespace sanaq {
namespace {

using namespace equipment;

Result<Done> lock_sides(pg::Connection& connection, const Act& act) {
  const std::vector<Uuid> sides = {act.giver.holder.value, act.taker.holder.value};
  SANAQ_STORE_TRY(const auto rows, connection.query(sql::equipment::lock_holders, {sides}));
  if (rows.size() != 2) return Error{"act.sides", {}};
  return Done{};
}

Result<Done> reserve(pg::Connection& connection, const Act& act) {
  std::vector<std::string> kinds, serials;
  for (const PieceKey& key : pieces_of(act)) {
    kinds.push_back(key.kind);
    serials.push_back(key.serial);
  }
  if (kinds.empty()) return Done{};
  SANAQ_STORE_TRY(const auto kept,
                  connection.execute(sql::equipment::reserve_pieces, {act.id, kinds, serials}));
  if (kept == static_cast<std::int64_t>(kinds.size())) return Done{};
  SANAQ_STORE_TRY(const auto rows,
                  connection.query(sql::equipment::reserved_elsewhere, {act.id, kinds, serials}));
  const std::string which =
      rows.empty() ? "" : rows[0].get<std::string>(0) + " " + rows[0].get<std::string>(1);
  return Error{"custody.reserved", which};
}

Result<Done> add_act(pg::Connection& connection, Act& act, const Sealer& sealer) {
  const auto year = static_cast<std::int16_t>(act.day.year());
  SANAQ_STORE_TRY(const auto next, connection.query(sql::equipment::next_number, {act.territory, year}));
  act.number = next[0].get<std::int64_t>(0);
  SANAQ_STORE_DONE(connection.execute(
      sql::equipment::add_act, {act.id, static_cast<std::int16_t>(act.kind), act.territory, year, act.number,
                                act.day, act.giver.holder, act.taker.holder, act.code, act.drafted_by,
                                act.drafted_at, pg::Bytes{seal_act_words(act, sealer)}}));
  const LineColumns lines = columns_of(act.lines);
  SANAQ_STORE_DONE(connection.execute(sql::equipment::add_act_lines,
                                      {act.id, lines.kinds, lines.serials, lines.counts, lines.conditions}));
  return Done{};
}

Result<std::optional<Act>> find_act(pg::Connection& connection, ActId id, const Sealer& sealer) {
  SANAQ_STORE_TRY(const auto rows, connection.query(sql::equipment::find_act, {id}));
  if (rows.empty()) return std::optional<Act>();
  SANAQ_TRY(ActRow found, read_act_row(rows[0], sealer));
  SANAQ_STORE_TRY(const auto lines, connection.query(sql::equipment::read_act_lines, {id}));
  for (const auto row : lines) {
    const std::size_t place = found.act.lines.size();
    found.act.lines.push_back({row.get<std::string>(1), row.get<std::string>(2), row.get<std::int64_t>(3),
                               static_cast<Condition>(row.get<std::int16_t>(4)),
                               place < found.notes.size() ? found.notes[place] : std::string()});
  }
  return std::optional(std::move(found.act));
}

// The act as it stands when nobody else can change it any more.
Result<Act> lock_act(pg::Connection& connection, ActId id, const Sealer& sealer) {
  SANAQ_STORE_TRY(const auto rows, connection.query(sql::equipment::lock_act, {id}));
  if (rows.empty()) return Error{"act.unknown", {}};
  SANAQ_TRY(auto act, find_act(connection, id, sealer));
  return *std::move(act);
}

Result<Done> store_signatures(pg::Connection& connection, const Act& act) {
  const auto by = [](const std::optional<SignedBy>& signature) {
    return signature ? std::optional(signature->by) : std::optional<std::string>();
  };
  const auto at = [](const std::optional<SignedBy>& signature) {
    return signature ? std::optional(signature->at) : std::optional<UtcInstant>();
  };
  const auto given_by = by(act.given), taken_by = by(act.taken);
  SANAQ_STORE_DONE(connection.execute(
      sql::equipment::move_act,
      {act.id, static_cast<std::int16_t>(act.state), given_by, at(act.given),
       act.given && act.given->on_paper, taken_by, at(act.taken), act.taken && act.taken->on_paper}));
  return Done{};
}

// Custody moves.
Result<Done> bring_into_force(pg::Connection& connection, const Act& act) {
  SANAQ_TRY(Custody custody, load_custody(connection, act));
  SANAQ_TRY_DONE(custody.apply(act));
  SANAQ_TRY_DONE(store_custody(connection, act, custody));
  SANAQ_STORE_DONE(connection.execute(sql::equipment::free_pieces, {act.id}));
  return Done{};
}

std::string scan_place(ActId id) { return "scan" + std::string(id.value.octets()); }

}  // namespace

Result<Act> EquipmentActsPg::draft(Act act) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_TRY_DONE(lock_sides(*connection, act));
  SANAQ_TRY(Custody custody, load_custody(*connection, act));
  SANAQ_TRY_DONE(take_reserved(*connection, act, custody));
  SANAQ_TRY_DONE(custody.apply(act));
  SANAQ_TRY_DONE(add_act(*connection, act, sealer_));
  SANAQ_TRY_DONE(reserve(*connection, act));
  SANAQ_STORE_DONE(transaction.commit());
  return act;
}

Result<std::optional<Act>> EquipmentActsPg::find(ActId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  return find_act(*connection, id, sealer_);
}

Result<std::vector<Act>> EquipmentActsPg::list(const ActQuery& query) {
  const auto holder = query.holder ? std::optional(query.holder->value) : std::optional<Uuid>();
  const auto state =
      query.state ? std::optional(static_cast<std::int16_t>(*query.state)) : std::optional<std::int16_t>();
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::equipment::list_acts,
                                    {query.territories, holder, state, query.code, query.limit}));
  std::vector<Act> acts;
  for (const auto row : rows) {
    SANAQ_TRY(ActRow found, read_act_row(row, sealer_));
    acts.push_back(std::move(found.act));
  }
  return acts;
}

Result<Act> EquipmentActsPg::sign(ActId id, const std::vector<Signing>& signings,
                                  const std::optional<Scan>& paper) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_TRY(Act act, lock_act(*connection, id, sealer_));
  SANAQ_TRY_DONE(lock_sides(*connection, act));
  for (const Signing& one : signings) SANAQ_TRY_DONE(equipment::sign(act, one.side, one.signature));
  SANAQ_TRY_DONE(store_signatures(*connection, act));
  if (act.state == ActState::in_force) SANAQ_TRY_DONE(bring_into_force(*connection, act));
  if (paper) SANAQ_TRY_DONE(store_scan(*connection, act, signings, *paper));
  SANAQ_STORE_DONE(transaction.commit());
  return act;
}

Result<Done> EquipmentActsPg::store_scan(pg::Connection& connection, const Act& act,
                                         const std::vector<Signing>& signings, const Scan& scan) {
  if (signings.empty()) return Done{};
  const auto side = signings.size() > 1 ? std::int16_t{3} : static_cast<std::int16_t>(signings[0].side);
  const std::string sealed = sealer_.seal(SealPurpose::equipment, scan.bytes, scan_place(act.id));
  const SignedBy& signature = signings.back().signature;
  SANAQ_STORE_DONE(connection.execute(
      sql::equipment::add_scan,
      {act.id, signature.at, side, static_cast<std::int16_t>(scan.kind), signature.by, pg::Bytes{sealed}}));
  return Done{};
}

Result<Act> EquipmentActsPg::cancel(ActId id, const std::string& by, const std::string& because,
                                    UtcInstant at) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_TRY(Act act, lock_act(*connection, id, sealer_));
  SANAQ_TRY_DONE(lock_sides(*connection, act));
  SANAQ_TRY_DONE(equipment::cancel(act, because));
  SANAQ_STORE_DONE(
      connection->execute(sql::equipment::cancel_act, {id, by, at, pg::Bytes{seal_act_words(act, sealer_)}}));
  SANAQ_STORE_DONE(connection->execute(sql::equipment::free_pieces, {id}));
  SANAQ_STORE_DONE(transaction.commit());
  return act;
}

Result<std::vector<Scan>> EquipmentActsPg::scans(ActId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::equipment::find_scans, {id}));
  std::vector<Scan> out;
  for (const auto row : rows) {
    SANAQ_TRY(std::string bytes,
              sealer_.open(SealPurpose::equipment, row.get<pg::Bytes>(2).value, scan_place(id)));
    out.push_back({static_cast<Scan::Kind>(row.get<std::int16_t>(1)), std::move(bytes)});
  }
  return out;
}

Result<std::vector<Holding>> EquipmentActsPg::holdings(const HoldingQuery& query) {
  const auto holder = query.holder ? std::optional(query.holder->value) : std::optional<Uuid>();
  std::vector<std::int16_t> among;
  for (const HolderKind kind : query.among) among.push_back(static_cast<std::int16_t>(kind));
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::equipment::list_holdings,
                                    {query.territories, holder, query.kind, among, query.limit}));
  std::vector<Holding> out;
  for (const auto row : rows) {
    Holding one{{row.get<Uuid>(0)},
                static_cast<HolderKind>(row.get<std::int16_t>(1)),
                row.get<std::string>(2),
                row.get<std::string>(3),
                row.get<std::string>(4),
                row.get<std::int64_t>(5),
                static_cast<Standing>(row.get<std::int16_t>(6))};
    if (!row.is_null(7)) one.condition = static_cast<Condition>(row.get<std::int16_t>(7));
    one.since = row.get<std::optional<CivilDate>>(8);
    one.device = row.get<std::optional<Uuid>>(9);
    one.reserved = row.get<bool>(10);
    out.push_back(std::move(one));
  }
  return out;
}

Result<std::vector<PieceStep>> EquipmentActsPg::history(const PieceKey& piece) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::equipment::piece_history, {piece.kind, piece.serial}));
  std::vector<PieceStep> out;
  for (const auto row : rows)
    out.push_back({{row.get<Uuid>(0)},
                   static_cast<ActKind>(row.get<std::int16_t>(1)),
                   static_cast<ActState>(row.get<std::int16_t>(2)),
                   row.get<std::string>(3),
                   row.get<std::int64_t>(4),
                   row.get<CivilDate>(5),
                   {row.get<Uuid>(6)},
                   {row.get<Uuid>(7)},
                   static_cast<Condition>(row.get<std::int16_t>(8))});
  return out;
}

Result<Done> EquipmentActsPg::link(const PieceKey& piece, std::optional<Uuid> device) {
  SANAQ_TRY(auto connection, lease(pool_));
  const auto linked = connection->execute(sql::equipment::link_device, {piece.kind, piece.serial, device});
  if (!linked && (linked.error().code == "db.unique" || linked.error().code == "db.foreign_key"))
    return Error{"custody.device", {}};
  if (!linked) return store_error(linked.error());
  if (*linked == 0) return Error{"custody.unknown", piece.kind + " " + piece.serial};
  return Done{};
}

Result<std::optional<Uuid>> EquipmentActsPg::device_of(const PieceKey& piece) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::equipment::find_device, {piece.kind, piece.serial}));
  return rows.empty() ? std::optional<Uuid>() : rows[0].get<std::optional<Uuid>>(0);
}

Result<std::vector<PieceKey>> EquipmentActsPg::known(const std::vector<PieceKey>& pieces) {
  std::vector<std::string> kinds, serials;
  for (const PieceKey& key : pieces) {
    kinds.push_back(key.kind);
    serials.push_back(key.serial);
  }
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::equipment::known_pieces, {kinds, serials}));
  std::vector<PieceKey> out;
  for (const auto row : rows) out.push_back({row.get<std::string>(0), row.get<std::string>(1)});
  return out;
}

Result<std::vector<ActStore::LostDevice>> EquipmentActsPg::lost_devices() {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::equipment::lost_devices));
  std::vector<LostDevice> out;
  for (const auto row : rows) out.push_back({row.get<Uuid>(0), row.get<bool>(1)});
  return out;
}

}  // namespace sanaq
