#include <doctest.h>

#include "equipment/act_steps.h"
#include "equipment/testing/act_specimens.h"

using namespace sanaq;
using namespace sanaq::equipment;
using namespace sanaq::equipment::testing;

namespace {

std::string refusal(const Act& act) {
  const auto checked = check_act(act, rules());
  return checked ? "" : checked.error().code;
}

const UtcInstant now{1'633'000'000'000'000};

}  // namespace

TEST_CASE("000-8, 001-8, 002: the chain of custody, each kind of act between each two") {
  using enum HolderKind;
  const auto may = [](ActKind kind, HolderKind giver, HolderKind taker) {
    return may_stand_between(kind, giver, taker);
  };
  // Down: bureau, department, employee of an institution or instructor, interviewer.
  CHECK(may(ActKind::handover, bureau, department));
  CHECK(may(ActKind::handover, department, employee));
  CHECK(may(ActKind::handover, department, instructor));
  CHECK(may(ActKind::handover, instructor, interviewer));
  CHECK(may(ActKind::handover, interviewer, interviewer));
  CHECK_FALSE(may(ActKind::handover, interviewer, instructor));
  CHECK_FALSE(may(ActKind::handover, instructor, employee));
  CHECK_FALSE(may(ActKind::handover, supplier, department));
  // And back.
  CHECK(may(ActKind::giving_back, employee, department));
  CHECK(may(ActKind::giving_back, interviewer, instructor));
  CHECK(may(ActKind::giving_back, interviewer, department));
  CHECK(may(ActKind::giving_back, department, bureau));
  CHECK_FALSE(may(ActKind::giving_back, department, interviewer));
  CHECK_FALSE(may(ActKind::giving_back, employee, instructor));
  // From outside, and out.
  CHECK(may(ActKind::acceptance, supplier, bureau));
  CHECK(may(ActKind::acceptance, workshop, department));
  CHECK_FALSE(may(ActKind::acceptance, supplier, interviewer));
  CHECK(may(ActKind::handover, department, workshop));
  CHECK_FALSE(may(ActKind::handover, interviewer, workshop));
  CHECK(may(ActKind::loss, employee, department));
  CHECK_FALSE(may(ActKind::damage, employee, instructor));
  CHECK(may(ActKind::write_off, department, commission));
  CHECK_FALSE(may(ActKind::write_off, supplier, commission));
}

TEST_CASE("an act says what it must") {
  Act good = act(ActKind::handover, 3, 7, {piece("SN-1"), counted("usb_cable", 2)});
  CHECK(refusal(good).empty());
  const auto with = [&](std::vector<Line> lines) {
    Act changed = good;
    changed.lines = std::move(lines);
    return refusal(changed);
  };
  CHECK(with({}) == "act.lines");
  CHECK(with({piece("SN-1"), piece("SN-1")}) == "act.serial");
  CHECK(with({piece("SN-1", Condition::good, "usb_cable")}) == "act.serial");
  CHECK(with({counted("tablet", 1)}) == "act.serial");
  CHECK(with({piece("PB-1", Condition::good, "power_bank"), counted("power_bank", 3)}).empty());
  CHECK(with({counted("spoon", 1)}) == "act.kind");
  CHECK(with({counted("usb_cable", 0)}) == "act.count");
  CHECK(with({counted("usb_cable", count_max + 1)}) == "act.count");
  CHECK(with({piece("SN-1", Condition::lost)}) == "act.condition");
  Act same = good;
  same.taker = same.giver;
  CHECK(refusal(same) == "act.sides");
  Act noted = good;
  noted.note = std::string(5000, 'a');
  CHECK(refusal(noted) == "act.note");
}

TEST_CASE("a report of loss or damage says when, where and how") {
  Act loss = act(ActKind::loss, 5, 3, {piece("SN-1", Condition::lost)});
  CHECK(refusal(loss).empty());
  Act silent = loss;
  silent.incident.reset();
  CHECK(refusal(silent) == "act.incident");
  Act early = loss;
  early.incident->day = CivilDate::from_days(loss.day.days() + 1);
  CHECK(refusal(early) == "act.incident");
  Act nowhere = loss;
  nowhere.incident->place = " ";
  CHECK(refusal(nowhere) == "act.incident");
  CHECK(refusal(act(ActKind::damage, 5, 3, {piece("SN-1", Condition::good)})) == "act.condition");
  Act peaceful = act(ActKind::handover, 3, 5, {piece("SN-1")});
  peaceful.incident = loss.incident;
  CHECK(refusal(peaceful) == "act.incident");
}

TEST_CASE("serial numbers: written one way") {
  CHECK(parse_serial(" r52t-10/a ").value() == "R52T-10/A");
  CHECK(parse_serial("").error().code == "act.serial");
  CHECK(parse_serial("A B").error().code == "act.serial");
  CHECK(parse_serial("ЖШ1").error().code == "act.serial");
  CHECK(parse_serial(std::string(41, '1')).error().code == "act.serial");
}

TEST_CASE("000-8: both sign, the giver first; nobody signs for both by log-in; the paper counts for both") {
  Act drafted = act(ActKind::handover, 3, 7, {piece("SN-1")});
  CHECK(sign(drafted, Side::taker, {"bolat", now}).error().code == "act.state");
  REQUIRE(sign(drafted, Side::giver, {"aigul", now}));
  CHECK(drafted.state == ActState::given);
  CHECK(sign(drafted, Side::giver, {"aigul", now}).error().code == "act.state");
  Act alone = drafted;
  CHECK(sign(alone, Side::taker, {"aigul", now}).error().code == "act.same_person");
  REQUIRE(sign(alone, Side::taker, {"aigul", now, true}));
  REQUIRE(sign(drafted, Side::taker, {"bolat", now}));
  CHECK(drafted.state == ActState::in_force);
  CHECK(cancel(drafted, "late").error().code == "act.state");
}

TEST_CASE("until it is in force an act may be cancelled, with a reason") {
  Act one = act(ActKind::handover, 3, 7, {piece("SN-1")});
  CHECK(cancel(one, "  ").error().code == "act.note");
  REQUIRE(sign(one, Side::giver, {"aigul", now}));
  REQUIRE(cancel(one, "wrong person"));
  CHECK(one.state == ActState::cancelled);
  CHECK(sign(one, Side::taker, {"bolat", now}).error().code == "act.state");
  CHECK(cancel(one, "again").error().code == "act.state");
}

TEST_CASE("holders: a person has a name and a territory, an office answers for itself") {
  Holder person{holder(5), HolderKind::interviewer, "A. Person", "", "471010000", "", "", true};
  CHECK(check_holder(person));
  const auto code = [](const Holder& changed) {
    const auto checked = check_holder(changed);
    return checked ? "" : checked.error().code;
  };
  Holder changed = person;
  changed.name = " ";
  CHECK(code(changed) == "holder.name");
  changed = person;
  changed.territory = "";
  CHECK(code(changed) == "holder.territory");
  changed = person;
  changed.position = std::string(300, 'a');
  CHECK(code(changed) == "holder.position");
  const Holder office{holder(3), HolderKind::department, "", "", "470000000", "", "", true};
  CHECK(check_holder(office));
  changed = {holder(1), HolderKind::supplier, "A firm", "", "", "login", "", true};
  CHECK(code(changed) == "holder.login");
  for (int kind = 1; kind <= holder_kinds; ++kind) {
    const auto each = static_cast<HolderKind>(kind);
    CHECK(parse_holder_kind(to_string(each)) == each);
  }
}

TEST_CASE("names of kinds, states and conditions round trip") {
  for (int i = 1; i <= act_kinds; ++i)
    CHECK(parse_act_kind(to_string(static_cast<ActKind>(i))) == static_cast<ActKind>(i));
  for (int i = 1; i <= 4; ++i)
    CHECK(parse_act_state(to_string(static_cast<ActState>(i))) == static_cast<ActState>(i));
  for (int i = 1; i <= conditions; ++i)
    CHECK(parse_condition(to_string(static_cast<Condition>(i))) == static_cast<Condition>(i));
  CHECK_FALSE(parse_condition("shiny"));
}
