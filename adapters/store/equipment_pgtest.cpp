#include <doctest.h>

#include <sanaq_sql/equipment.h>

#include <thread>

#include "casework/testing/memory_keys.h"
#include "equipment/testing/act_specimens.h"
#include "pg/testing/test_database.h"
#include "store/equipment_acts_pg.h"
#include "store/equipment_holders_pg.h"

using namespace sanaq;
using namespace sanaq::equipment;
using namespace sanaq::equipment::testing;

namespace {

const UtcInstant now{1'633'000'000'000'000};

/// Acts on a fresh database, with a holder of each kind.
struct Stock {
  pg::testing::TestDatabase database;
  pg::Pool pool{{.conninfo = database.conninfo_as("sanaq_server"), .size = 4, .limits = {}}};
  sanaq::testing::MemorySealer sealer;
  EquipmentHoldersPg holders{pool, sealer};
  EquipmentActsPg acts{pool, sealer};

  Stock() {
    for (std::uint8_t n = 1; n <= 9; ++n) REQUIRE(holders.put(holder_of(n), now));
  }
  static Holder holder_of(std::uint8_t n) {
    const bool nationwide = kind_of(n) == HolderKind::bureau;
    return {holder(n),
            kind_of(n),
            "Holder " + std::to_string(n),
            "position",
            nationwide ? "" : "470000000",
            is_person(kind_of(n)) ? "login-" + std::to_string(n) : "",
            "",
            true};
  }
  std::string code(const Result<Act>& result) { return result ? "" : result.error().code; }
  Result<Act> sign_both(ActId id) {
    return acts.sign(id, {{Side::giver, {"giver", now}}, {Side::taker, {"taker", now}}}, std::nullopt);
  }
  Act in_force(const Act& act) {
    const auto drafted = acts.draft(act);
    REQUIRE_MESSAGE(drafted, drafted.error().code);
    const auto signed_ = sign_both(drafted->id);
    REQUIRE_MESSAGE(signed_, signed_.error().code);
    return *signed_;
  }
  void deliver(std::vector<Line> lines) { in_force(act(ActKind::acceptance, 1, 3, std::move(lines))); }
  /// Custody as the tables hold it.
  Custody stored() {
    Custody custody;
    auto connection = database.connect();
    const auto pieces =
        connection.query({"", "select kind, serial, holder, condition from equipment.piece", "", ""});
    REQUIRE(pieces);
    for (const auto row : *pieces)
      custody.pieces[{row.get<std::string>(0), row.get<std::string>(1)}] = {
          {row.get<Uuid>(2)}, static_cast<Condition>(row.get<std::int16_t>(3))};
    const auto balances =
        connection.query({"", "select holder, kind, sound, damaged, lost from equipment.balance", "", ""});
    REQUIRE(balances);
    for (const auto row : *balances)
      custody.balances[{{row.get<Uuid>(0)}, row.get<std::string>(1)}] = {
          {row.get<std::int64_t>(2), row.get<std::int64_t>(3), row.get<std::int64_t>(4)}};
    return custody;
  }
  std::int64_t reserved() {
    auto connection = database.connect();
    return (*connection.query({"", "select count(*) from equipment.reservation", "", ""}))[0]
        .get<std::int64_t>(0);
  }
};

}  // namespace

TEST_CASE("equipment: every statement is what its file claims") {
  Stock stock;
  auto connection = stock.database.connect();
  for (const pg::Statement* statement : sql::equipment::all_queries) {
    const auto shape = pg::describe(connection, *statement);
    REQUIRE_MESSAGE(shape.has_value(), statement->name << " " << (shape ? "" : shape.error().detail));
    CHECK_MESSAGE(shape->params == statement->params, statement->name);
    CHECK_MESSAGE(shape->columns == statement->columns, statement->name);
  }
}

TEST_CASE("000-8, 001-8, 002: received, handed over, signed by both, given back") {
  Stock stock;
  stock.deliver({piece("SN-1", Condition::as_new), counted("usb_cable", 10), counted("certificates", 100)});
  Act over = act(ActKind::handover, 3, 7, {piece("SN-1"), counted("usb_cable", 1)});
  over.lines[1].note = "with the set";
  over.note = "A note";
  const Act drafted = *stock.acts.draft(over);
  CHECK(drafted.number == 2);
  CHECK(stock.stored().pieces.at({"tablet", "SN-1"}).holder == holder(3));
  CHECK(stock.code(stock.acts.sign(drafted.id, {{Side::taker, {"login-7", now}}}, std::nullopt)) ==
        "act.state");
  REQUIRE(stock.acts.sign(drafted.id, {{Side::giver, {"aigul", now}}}, std::nullopt));
  CHECK(stock.stored().pieces.at({"tablet", "SN-1"}).holder == holder(3));  // not before both have signed
  CHECK(stock.code(stock.acts.sign(drafted.id, {{Side::taker, {"aigul", now}}}, std::nullopt)) ==
        "act.same_person");
  REQUIRE(stock.acts.sign(drafted.id, {{Side::taker, {"login-7", now}}}, std::nullopt));
  CHECK(stock.stored().pieces.at({"tablet", "SN-1"}).holder == holder(7));
  CHECK(stock.reserved() == 0);
  const Act read = **stock.acts.find(drafted.id);
  CHECK(read.state == ActState::in_force);
  CHECK(read.lines == over.lines);
  CHECK(read.note == "A note");
  CHECK(read.giver.name == "Holder 3");
  CHECK(read.taken->by == "login-7");
  CHECK(holdings_of(stock.acts, holder(7))->size() == 2);
  stock.in_force(
      act(ActKind::giving_back, 7, 3, {piece("SN-1"), counted("usb_cable", 1, Condition::damaged)}));
  CHECK(holdings_of(stock.acts, holder(7))->empty());
  CHECK(stock.acts.history({"tablet", "SN-1"})->size() == 3);
}

TEST_CASE("what an act under way names is reserved, pieces and counts, until it is cancelled") {
  Stock stock;
  stock.deliver({piece("SN-1"), counted("usb_cable", 10)});
  const Act first = *stock.acts.draft(act(ActKind::handover, 3, 7, {piece("SN-1"), counted("usb_cable", 7)}));
  CHECK(stock.code(stock.acts.draft(act(ActKind::handover, 3, 5, {piece("SN-1")}))) == "custody.reserved");
  CHECK(stock.code(stock.acts.draft(act(ActKind::handover, 3, 5, {counted("usb_cable", 4)}))) ==
        "custody.short");
  const Act second = *stock.acts.draft(act(ActKind::handover, 3, 5, {counted("usb_cable", 3)}));
  CHECK(second.number == first.number + 1);  // what failed took no number
  REQUIRE(stock.acts.cancel(first.id, "aigul", "wrong person", now));
  CHECK((**stock.acts.find(first.id)).cancelled_because == "wrong person");
  CHECK(stock.acts.cancel(first.id, "aigul", "again", now).error().code == "act.state");
  REQUIRE(stock.acts.draft(act(ActKind::handover, 3, 5, {piece("SN-1"), counted("usb_cable", 7)})));
}

TEST_CASE("two acts race for one piece: one is drawn up") {
  Stock stock;
  for (int round = 0; round < 10; ++round) {
    const std::string serial = "SN-" + std::to_string(round);
    stock.deliver({piece(serial)});
    const Act mine = act(ActKind::handover, 3, 5, {piece(serial)});
    const Act yours = act(ActKind::handover, 3, 6, {piece(serial)});
    std::string codes[2];
    {
      std::jthread one([&] { codes[0] = stock.code(stock.acts.draft(mine)); });
      std::jthread two([&] { codes[1] = stock.code(stock.acts.draft(yours)); });
    }
    CHECK((codes[0].empty() != codes[1].empty()));
    CHECK((codes[0] + codes[1]) == "custody.reserved");
  }
}

TEST_CASE("two acts race for the last cables, and two signatures for one act") {
  Stock stock;
  stock.deliver({counted("usb_cable", 5)});
  const Act mine = act(ActKind::handover, 3, 5, {counted("usb_cable", 4)});
  const Act yours = act(ActKind::handover, 3, 6, {counted("usb_cable", 4)});
  std::string codes[2];
  {
    std::jthread one([&] { codes[0] = stock.code(stock.acts.draft(mine)); });
    std::jthread two([&] { codes[1] = stock.code(stock.acts.draft(yours)); });
  }
  CHECK((codes[0] + codes[1]) == "custody.short");
  const ActId drafted = codes[0].empty() ? mine.id : yours.id;
  {
    std::jthread one([&] { codes[0] = stock.code(stock.sign_both(drafted)); });
    std::jthread two([&] { codes[1] = stock.code(stock.sign_both(drafted)); });
  }
  CHECK((codes[0] + codes[1]) == "act.state");
}

TEST_CASE("property: the tables are the fold of the acts in force, whatever is tried") {
  Stock stock;
  SplitMix rng(8);
  Custody fold;
  int moved = 0;
  for (int i = 0; i < 200; ++i) {
    const auto drafted = stock.acts.draft(rng.chance(1, 4) ? random_act(rng) : likely_act(rng, fold));
    if (!drafted) continue;
    if (rng.chance(1, 5)) {
      REQUIRE(stock.acts.cancel(drafted->id, "aigul", "no", now));
      continue;
    }
    const auto done = stock.sign_both(drafted->id);
    REQUIRE(done);
    REQUIRE(fold.apply(*done));
    ++moved;
  }
  CHECK(moved > 30);
  CHECK(stock.stored() == fold);
  CHECK(stock.reserved() == 0);
}

TEST_CASE("numbers have no gaps in a year of a territory, and begin anew in the next") {
  Stock stock;
  Act one = act(ActKind::acceptance, 1, 3, {piece("SN-1")});
  one.day = CivilDate::make(2021, 12, 31).value();
  Act two = act(ActKind::acceptance, 1, 3, {piece("SN-2")});
  two.day = CivilDate::make(2022, 1, 1).value();
  Act other = act(ActKind::acceptance, 1, 3, {piece("SN-3")});
  other.day = one.day;
  other.territory = "";
  CHECK(shown_number(*stock.acts.draft(one)) == "1/2021");
  CHECK(shown_number(*stock.acts.draft(two)) == "1/2022");
  CHECK(shown_number(*stock.acts.draft(other)) == "1/2021");
}

TEST_CASE("signed paper is kept sealed and read back") {
  Stock stock;
  const Act drafted = *stock.acts.draft(act(ActKind::acceptance, 1, 3, {piece("SN-1")}));
  REQUIRE(stock.acts.sign(drafted.id,
                          {{Side::giver, {"aigul", now, true}}, {Side::taker, {"aigul", now, true}}},
                          Scan{Scan::Kind::pdf, "%PDF-signed"}));
  CHECK(stock.acts.scans(drafted.id)->at(0).bytes == "%PDF-signed");
  auto connection = stock.database.connect();
  CHECK((*connection.query({"", "select sealed::bytea from equipment.scan", "", ""}))[0]
            .get<pg::Bytes>(0)
            .value != "%PDF-signed");
  CHECK((**stock.acts.find(drafted.id)).taken->on_paper);
}

TEST_CASE("holders: a log-in is of one, a kind stays, names are sealed") {
  Stock stock;
  Holder other = Stock::holder_of(6);
  other.login = "login-5";
  CHECK(stock.holders.put(other, now).error().code == "holder.login");
  other = Stock::holder_of(6);
  other.kind = HolderKind::instructor;
  CHECK(stock.holders.put(other, now).error().code == "holder.kind");
  CHECK((**stock.holders.find(holder(5))).name == "Holder 5");
  HolderQuery query;
  query.login = "login-5";
  CHECK(stock.holders.list(query)->size() == 1);
  query = {};
  query.territories = {"110000000"};
  CHECK(stock.holders.list(query)->empty());
}

TEST_CASE("10,000 pieces are received by one act") {
  Stock stock;
  std::vector<Line> lines;
  for (int i = 0; i < 10'000; ++i)
    lines.push_back(piece("R52T" + std::to_string(100'000 + i), Condition::as_new));
  stock.deliver(lines);
  HoldingQuery query;
  query.limit = 20'000;
  query.among = {HolderKind::department};
  CHECK(stock.acts.holdings(query)->size() == 10'000);
}
