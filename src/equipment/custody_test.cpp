#include <doctest.h>

#include "equipment/deadline.h"
#include "equipment/testing/act_specimens.h"

using namespace sanaq;
using namespace sanaq::equipment;
using namespace sanaq::equipment::testing;

namespace {

std::string apply(Custody& custody, const Act& act) {
  const auto done = custody.apply(act);
  return done ? "" : done.error().code;
}

Custody stocked() {
  Custody custody;
  CHECK(apply(custody, act(ActKind::acceptance, 1, 3,
                           {piece("SN-1", Condition::as_new), piece("SN-2", Condition::as_new),
                            counted("usb_cable", 10, Condition::as_new), counted("certificates", 500)})) ==
        "");
  return custody;
}

}  // namespace

TEST_CASE("000-8: a tablet with its set goes to the employee and comes back, the cable damaged") {
  Custody custody = stocked();
  CHECK(apply(custody, act(ActKind::handover, 3, 7, {piece("SN-1"), counted("usb_cable", 1)})) == "");
  CHECK(custody.pieces.at({"tablet", "SN-1"}).holder == holder(7));
  CHECK(apply(custody, act(ActKind::giving_back, 7, 3,
                           {piece("SN-1", Condition::worn), counted("usb_cable", 1, Condition::damaged)})) ==
        "");
  CHECK(custody.pieces.at({"tablet", "SN-1"}) == Piece{holder(3), Condition::worn});
  CHECK(custody.balances.at({holder(3), "usb_cable"}) == Balance{{9, 1, 0}});
  CHECK(custody.balances.at({holder(7), "usb_cable"}) == Balance{});
  CHECK(custody.balances.at({holder(1), "usb_cable"}) == Balance{{-10, 0, 0}});
}

TEST_CASE("nobody gives what is not theirs, or more than they have; nothing moves when one line is wrong") {
  Custody custody = stocked();
  const Custody before = custody;
  CHECK(apply(custody, act(ActKind::handover, 4, 5, {piece("SN-1")})) == "custody.holder");
  CHECK(apply(custody, act(ActKind::handover, 3, 5, {piece("SN-9")})) == "custody.unknown");
  CHECK(apply(custody, act(ActKind::handover, 3, 5, {piece("SN-1"), counted("usb_cable", 11)})) ==
        "custody.short");
  CHECK(apply(custody, act(ActKind::handover, 3, 5,
                           {counted("usb_cable", 1, Condition::damaged), counted("usb_cable", 10)})) ==
        "custody.short");
  CHECK(apply(custody, act(ActKind::acceptance, 1, 3, {piece("SN-1")})) == "custody.known");
  CHECK(custody == before);
}

TEST_CASE("what is lost stays with whoever lost it, until it is found or written off") {
  Custody custody = stocked();
  CHECK(apply(custody,
              act(ActKind::handover, 3, 5, {piece("SN-1"), piece("SN-2"), counted("usb_cable", 3)})) == "");
  CHECK(apply(custody, act(ActKind::loss, 5, 3,
                           {piece("SN-1", Condition::lost), piece("SN-2", Condition::lost),
                            counted("usb_cable", 2, Condition::lost)})) == "");
  CHECK(custody.pieces.at({"tablet", "SN-1"}) == Piece{holder(5), Condition::lost});
  CHECK(custody.balances.at({holder(5), "usb_cable"}) == Balance{{1, 0, 2}});
  CHECK(apply(custody, act(ActKind::handover, 5, 6, {piece("SN-1")})) == "custody.lost");
  CHECK(apply(custody, act(ActKind::loss, 5, 3, {piece("SN-1", Condition::lost)})) == "custody.lost");
  CHECK(apply(custody, act(ActKind::giving_back, 5, 3, {piece("SN-1"), counted("usb_cable", 2)})) == "");
  CHECK(custody.balances.at({holder(5), "usb_cable"}) == Balance{{0, 0, 1}});
  CHECK(apply(custody, act(ActKind::write_off, 5, 9, {piece("SN-2", Condition::unusable)})) ==
        "custody.lost");
  CHECK(apply(custody, act(ActKind::write_off, 5, 9,
                           {piece("SN-2", Condition::lost), counted("usb_cable", 1, Condition::lost)})) ==
        "");
  CHECK(custody.pieces.at({"tablet", "SN-2"}).holder == holder(9));
}

TEST_CASE("a damaged piece is handed in, repaired and given back") {
  Custody custody = stocked();
  CHECK(apply(custody, act(ActKind::handover, 3, 5, {piece("SN-1"), counted("usb_cable", 2)})) == "");
  CHECK(apply(custody,
              act(ActKind::damage, 5, 3,
                  {piece("SN-1", Condition::damaged), counted("usb_cable", 1, Condition::damaged)})) == "");
  CHECK(custody.pieces.at({"tablet", "SN-1"}) == Piece{holder(5), Condition::damaged});
  CHECK(custody.balances.at({holder(5), "usb_cable"}) == Balance{{1, 1, 0}});
  CHECK(apply(custody,
              act(ActKind::giving_back, 5, 3,
                  {piece("SN-1", Condition::damaged), counted("usb_cable", 1, Condition::damaged)})) == "");
  CHECK(custody.balances.at({holder(5), "usb_cable"}) == Balance{{1, 0, 0}});
  CHECK(apply(custody, act(ActKind::handover, 3, 8, {piece("SN-1", Condition::damaged)})) == "");
  CHECK(apply(custody, act(ActKind::acceptance, 8, 3, {piece("SN-1", Condition::repaired)})) == "");
  CHECK(apply(custody, act(ActKind::handover, 3, 5, {piece("SN-1", Condition::repaired)})) == "");
  CHECK(custody.pieces.at({"tablet", "SN-1"}) == Piece{holder(5), Condition::repaired});
}

TEST_CASE("property: whatever acts come, things are conserved and each piece has one holder") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SplitMix rng(seed);
    Custody custody;
    std::vector<Act> in_force;
    for (int i = 0; i < 200; ++i) {
      const Act next = rng.chance(1, 4) ? random_act(rng) : likely_act(rng, custody);
      const Custody before = custody;
      if (custody.apply(next))
        in_force.push_back(next);
      else
        CHECK(custody == before);
    }
    std::map<std::string, std::int64_t> sums;
    for (const auto& [key, balance] : custody.balances) {
      sums[key.kind] += balance.total();
      const bool outside = key.holder == holder(1);
      CHECK((outside || balance[Standing::sound] >= 0));
      CHECK(balance[Standing::damaged] >= 0);
      CHECK(balance[Standing::lost] >= 0);
    }
    for (const auto& [kind, sum] : sums) CHECK_MESSAGE(sum == 0, kind << " seed " << seed);
    std::size_t delivered = 0;
    for (const Act& each : in_force)
      if (each.giver.kind == HolderKind::supplier) delivered += pieces_of(each).size();
    CHECK(custody.pieces.size() == delivered);
    CHECK(in_force.size() > 40);
    Custody again;
    for (const Act& each : in_force) REQUIRE(again.apply(each));
    CHECK(again == custody);
  }
}

TEST_CASE("000-8: what comes back is due so many days after the last day of the tablets") {
  Edition edition;
  edition.zone_minutes = 360;
  edition.equipment = rules();
  const auto at = [](const char* text) { return parse_rfc3339(text).value(); };
  const UtcInstant now = at("2021-11-01T00:00:00+06:00");
  CHECK_FALSE(return_deadline(edition, now));
  edition.decisions = {{"tablet-1", "tablet", at("2021-10-01T00:00:00+06:00"),
                        at("2021-10-31T00:00:00+06:00"), at("2021-06-28T00:00:00+06:00"), "", ""}};
  CHECK(return_deadline(edition, now)->to_string() == "2021-11-09");
  // The channel is extended: so is the deadline, from the day of the decision on.
  edition.decisions.push_back({"tablet-2", "tablet", at("2021-10-01T00:00:00+06:00"),
                               at("2021-11-06T00:00:00+06:00"), at("2021-10-29T00:00:00+06:00"), "",
                               "tablet-1"});
  CHECK(return_deadline(edition, now)->to_string() == "2021-11-15");
  CHECK(return_deadline(edition, at("2021-10-20T00:00:00+06:00"))->to_string() == "2021-11-09");
}

TEST_CASE("owed is what comes back, is not lost, and is with a person") {
  Holding holding;
  holding.holder_kind = HolderKind::interviewer;
  holding.kind = "tablet";
  CHECK(is_owed(holding, rules()));
  holding.standing = Standing::damaged;
  CHECK(is_owed(holding, rules()));
  holding.standing = Standing::lost;
  CHECK_FALSE(is_owed(holding, rules()));
  holding.standing = Standing::sound;
  holding.kind = "certificates";
  CHECK_FALSE(is_owed(holding, rules()));
  holding.kind = "tablet";
  holding.holder_kind = HolderKind::department;
  CHECK_FALSE(is_owed(holding, rules()));
}
