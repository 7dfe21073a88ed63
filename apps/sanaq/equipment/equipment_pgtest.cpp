// The pages of equipment on a real database, as each of those who may use them.
#include "sanaq/testing/equipment_depot.h"

using namespace sanaq;
using namespace sanaq::testing;
using equipment::ActKind;
using equipment::ActState;
using equipment::Holder;
using equipment::HolderKind;

TEST_CASE("000-8, 001-8, 002, C5: receive, hand over, sign both, print, give back with a damaged cable") {
  Depot depot;
  const Holder supplier = depot.add(HolderKind::supplier, "Supplier", "110000000");
  const Holder person = depot.add(HolderKind::authorised, "A. Person", "111000000", "login-authorised");
  depot.deliver(supplier, "r52t-1, R52T-2", "10");
  CHECK(depot.held_by(depot.office()) == 3);

  const std::string act = depot.draw_up("department", {{"kind", "handover"},
                                                       {"giver", Depot::id(depot.office())},
                                                       {"taker", Depot::id(person)},
                                                       {"serials.1.tablet", "R52T-1"},
                                                       {"count.1.usb_cable", "2"},
                                                       {"note", "With its set"}});
  CHECK(holds(depot.scene.get("department", act), "With its set"));
  // The taker sees it and waits; the giver signs with the own log-in, then the taker.
  CHECK(holds(depot.scene.get("authorised", "/office/equipment"), "No. 2/2021"));
  CHECK(depot.scene.post("authorised", act + "/sign", {}).status == 403);
  CHECK(depot.scene.post("department", act + "/sign", {}).status == 303);
  CHECK(depot.scene.post("department", act + "/sign", {}).status == 403);
  CHECK(depot.held_by(person) == 0);
  CHECK(depot.scene.post("authorised", act + "/sign", {}).status == 303);
  CHECK(depot.held_by(person) == 2);
  for (const char* language : {"kk", "ru"}) {
    const auto pdf = depot.scene.get("authorised", act + "/pdf/" + language);
    CHECK(pdf.status == 200);
    CHECK(pdf.body.starts_with("%PDF-"));
  }
  CHECK(depot.scene.get("department", act + "/pdf/xx").status == 404);

  const std::string back = depot.draw_up("department", {{"kind", "return"},
                                                        {"giver", Depot::id(person)},
                                                        {"taker", Depot::id(depot.office())},
                                                        {"serials.1.tablet", "R52T-1"},
                                                        {"condition.1.tablet", "worn"},
                                                        {"count.1.usb_cable", "1"},
                                                        {"count.2.usb_cable", "1"},
                                                        {"condition.2.usb_cable", "damaged"}});
  CHECK(depot.scene.post("authorised", back + "/sign", {}).status == 303);
  CHECK(depot.scene.post("department", back + "/sign", {}).status == 303);
  CHECK(depot.held_by(person) == 0);
  CHECK(depot.held_by(depot.office()) == 4);  // two tablets, cables in order, a damaged one
  CHECK(depot.scene.audit.count("equipment.sign") == 4);
  CHECK(depot.scene.audit.count("equipment.draft") == 3);
}

TEST_CASE("what cannot be drawn up is told beside what was typed") {
  Depot depot;
  const Holder supplier = depot.add(HolderKind::supplier, "Supplier", "110000000");
  const Holder person = depot.add(HolderKind::interviewer, "A. Person", "111000000");
  depot.deliver(supplier, "R52T-1", "3");
  const http::Fields sides = {
      {"kind", "handover"}, {"giver", Depot::id(depot.office())}, {"taker", Depot::id(person)}};
  const auto refused = [&](http::Fields more) {
    more.insert(more.end(), sides.begin(), sides.end());
    return depot.draw_up("department", more, 422);
  };
  CHECK(refused({}).find("names nothing") != std::string::npos);
  CHECK(refused({{"serials.1.tablet", "R52T-9"}}).find("Kind tablet R52T-9") != std::string::npos);
  CHECK(refused({{"count.1.usb_cable", "4"}}).find("value=\"4\"") != std::string::npos);
  CHECK(refused({{"count.1.usb_cable", "many"}}).find("error-summary") != std::string::npos);
  http::Fields good = sides;
  good.push_back({"serials.1.tablet", "R52T-1"});
  depot.draw_up("department", good);
  CHECK(refused({{"serials.1.tablet", "R52T-1"}}).find("another act") != std::string::npos);
}

TEST_CASE(
    "each sees and signs what is theirs: another department, another person, and those with no equipment") {
  Depot depot;
  const Holder supplier = depot.add(HolderKind::supplier, "Supplier", "110000000");
  const Holder person = depot.add(HolderKind::interviewer, "A. Person", "111000000");
  const std::string act = depot.deliver(supplier, "R52T-1", "3");
  CHECK(depot.scene.get("department", act).status == 200);
  CHECK(depot.scene.get("bureau", act).status == 200);
  CHECK(depot.scene.get("other", act).status == 404);
  CHECK(depot.scene.get("other", act + "/pdf/kk").status == 404);
  CHECK(depot.scene.get("other", act + "/paper/1").status == 404);
  CHECK(depot.scene.get("authorised", act).status == 404);  // no side of it
  CHECK(depot.scene.get("commission", act).status == 403);
  CHECK(depot.scene.get("operator", "/office/equipment").status == 403);
  CHECK(depot.scene.get("authorised", "/office/equipment").status == 200);
  for (const char* path :
       {"/office/equipment/acts/new", "/office/equipment/holders", "/office/equipment/holdings",
        "/office/equipment/owed", "/office/equipment/import"}) {
    CHECK(depot.scene.get("authorised", path).status == 403);
    CHECK(depot.scene.get("department", path).status == 200);
  }
  CHECK(depot.scene.get("other", "/office/equipment/holders/" + Depot::id(person)).status == 404);
  CHECK_FALSE(holds(depot.scene.get("other", "/office/equipment/holders"), "A. Person"));
  const http::Fields order = {{"kind", "handover"},
                              {"giver", Depot::id(depot.office())},
                              {"taker", Depot::id(person)},
                              {"serials.1.tablet", "R52T-1"}};
  depot.draw_up("other", order, 404);
  // The bureau does not sign in the name of a department.
  const std::string drawn = depot.draw_up("department", order);
  CHECK(depot.scene.post("bureau", drawn + "/sign", {}).status == 403);
  CHECK(depot.scene.post("other", drawn + "/sign", {}).status == 404);
  CHECK(depot.scene.post("other", drawn + "/cancel", {{"because", "x"}}).status == 404);
  CHECK(depot.scene.post("department", drawn + "/cancel", {{"because", ""}}).status == 422);
  CHECK(depot.scene.post("second", drawn + "/cancel", {{"because", "Wrong person"}}).status == 303);
  CHECK(holds(depot.scene.get("department", drawn), "Wrong person"));
}

TEST_CASE("signed paper: PDF or JPEG, for one side or both, kept and given back") {
  Depot depot;
  const Holder supplier = depot.add(HolderKind::supplier, "Supplier", "110000000");
  const Holder person = depot.add(HolderKind::interviewer, "A. Person", "111000000");
  const std::string accepted = depot.deliver(supplier, "R52T-1", "3");
  const auto copy = depot.scene.get("department", accepted + "/paper/1");
  CHECK(copy.body == "%PDF-1.7 signed %%EOF");
  CHECK(header_of(copy, "Content-Disposition").find("attachment") == 0);
  CHECK(depot.scene.get("department", accepted + "/paper/2").status == 404);
  const std::string act = depot.draw_up("department", {{"kind", "handover"},
                                                       {"giver", Depot::id(depot.office())},
                                                       {"taker", Depot::id(person)},
                                                       {"serials.1.tablet", "R52T-1"}});
  CHECK(depot.bring_paper("department", act, "3", "no picture").status == 422);
  CHECK(depot.bring_paper("department", act, "3", "").status == 422);
  CHECK(depot.bring_paper("department", act, "7", "%PDF-1.7 %%EOF").status == 403);
  CHECK(depot.bring_paper("other", act, "3", "%PDF-1.7 %%EOF").status == 404);
  CHECK(depot.scene.post("department", act + "/sign", {}).status == 303);
  // Whoever signed as the giver may bring in the paper the taker signed by hand.
  CHECK(depot.bring_paper("department", act, "2", "%PDF-1.7 %%EOF").status == 303);
  CHECK(depot.held_by(person) == 1);
}

TEST_CASE("the code on the paper finds the act, as typed by hand too, for those who may see it") {
  Depot depot;
  const Holder supplier = depot.add(HolderKind::supplier, "Supplier", "110000000");
  const std::string act = depot.deliver(supplier, "R52T-1", "3");
  const auto page = depot.scene.get("department", act).body;
  const auto stored = depot.acts.list({})->at(0);
  const std::string shown = shown_code(stored.code);
  CHECK(page.find(shown) != std::string::npos);
  CHECK(header_of(depot.scene.get("department", "/office/equipment/find?code=" + shown), "Location") ==
        "/en" + act);
  CHECK(depot.scene.get("other", "/office/equipment/find?code=" + shown).status == 404);
  CHECK(depot.scene.get("department", "/office/equipment/find?code=AAAA").status == 404);
}

TEST_CASE("pages of equipment speak each language and leave no key untranslated") {
  Depot depot;
  const Holder supplier = depot.add(HolderKind::supplier, "Supplier", "110000000");
  const Holder person = depot.add(HolderKind::interviewer, "A. Person", "111000000");
  const std::string act = depot.deliver(supplier, "R52T-1", "3");
  const std::string base = "/office/equipment";
  std::vector<std::string> pages = {base, act, base + "/holders", base + "/holders/" + Depot::id(person)};
  for (const char* path : {"/holdings", "/owed", "/import", "/piece?kind=tablet&serial=R52T-1"})
    pages.push_back(base + path);
  for (const char* kind : {"acceptance", "handover", "return", "loss", "damage", "write_off"})
    pages.push_back(base + "/acts/new?kind=" + kind);
  pages.push_back(base + "/acts/new?kind=handover&giver=" + Depot::id(depot.office()) +
                  "&taker=" + Depot::id(person));
  pages.push_back(base + "/acts/new?kind=acceptance&giver=" + Depot::id(supplier) +
                  "&taker=" + Depot::id(depot.office()));
  for (const std::string& path : pages)
    for (const char* language : {"kk", "ru", "en"}) {
      INFO(path, " ", language);
      const auto response = depot.scene.get("department", path, language);
      CHECK(response.status == 200);
      CHECK(response.body.find("office.equipment") == std::string::npos);
    }
}

TEST_CASE("000-8, D5: a tablet reported lost is locked at the holder's word and revoked by the act") {
  Depot depot;
  const Holder supplier = depot.add(HolderKind::supplier, "Supplier", "110000000");
  const Holder person = depot.add(HolderKind::authorised, "A. Person", "111000000", "login-authorised");
  depot.deliver(supplier, "R52T-1 R52T-2", "1");
  auto connection = depot.database.connect();
  const DeviceId device = MemoryTabletDesk::id(1);
  REQUIRE(
      connection.execute({"",
                          "insert into exchange.device (id, key, label, territory, enrolled_at) values ($1, "
                          "decode(repeat('00', 32), 'hex'), 'Tablet A', '110000000', now())",
                          "", ""},
                         {device.value}));
  REQUIRE(depot.acts.link({"tablet", "R52T-1"}, device.value));
  CHECK(depot.acts.link({"tablet", "R52T-2"}, device.value).error().code == "custody.device");
  CHECK(depot.acts.link({"tablet", "R52T-9"}, device.value).error().code == "custody.unknown");
  const auto hand = [&](http::Fields fields) {
    const std::string act = depot.draw_up("department", std::move(fields));
    return act;
  };
  const std::string over = hand({{"kind", "handover"},
                                 {"giver", Depot::id(depot.office())},
                                 {"taker", Depot::id(person)},
                                 {"serials.1.tablet", "R52T-1"}});
  CHECK(depot.scene.post("department", over + "/sign", {}).status == 303);
  CHECK(depot.scene.post("authorised", over + "/sign", {}).status == 303);
  const std::string loss = hand({{"kind", "loss"},
                                 {"giver", Depot::id(person)},
                                 {"taker", Depot::id(depot.office())},
                                 {"serials.1.tablet", "R52T-1"},
                                 {"incident.day", "2021-08-30"},
                                 {"incident.place", "On a bus"},
                                 {"incident.circumstances", "Left behind"}});
  const auto state = [&] { return depot.scene.tablets.lines[0].device.state; };
  CHECK(state() == DeviceState::active);
  CHECK(depot.scene.post("authorised", loss + "/sign", {}).status == 303);
  CHECK(state() == DeviceState::locked);
  CHECK(depot.scene.post("department", loss + "/sign", {}).status == 303);
  CHECK(state() == DeviceState::revoked);
  CHECK(holds(depot.scene.get("department", loss), "On a bus"));
  CHECK(equipment::holdings_of(depot.acts, person.id)->at(0).standing == equipment::Standing::lost);
}

TEST_CASE("C5: a list is received as one act, or refused row by row") {
  Depot depot;
  const Holder supplier = depot.add(HolderKind::supplier, "Supplier", "110000000");
  depot.deliver(supplier, "R52T-1", "1");
  const auto bring = [&](const std::string& csv) {
    return depot.scene.upload("department", "/office/equipment/import", {{"list.csv", csv}}, true,
                              {{"supplier", Depot::id(supplier)}});
  };
  const auto refused = bring("item,serial number,count\ntablet,R52T-2,\nspoon,,1\ntablet,R52T-2,\n");
  CHECK(refused.status == 422);
  CHECK(holds(refused, "no such item"));
  CHECK(holds(refused, "Row 2 has this serial number"));
  const auto known = bring("item,serial number\ntablet,r52t-1\n");
  CHECK(known.status == 422);
  CHECK(holds(known, "on record already"));
  CHECK(bring("\"open").status == 422);
  CHECK(bring("").status == 422);
  CHECK(depot.scene.upload("department", "/office/equipment/import", {{"list.csv", "item\n"}}).status == 422);
  CHECK(depot.scene.upload("authorised", "/office/equipment/import", {{"list.csv", "item\n"}}).status == 403);
  const auto taken =
      bring("\xEF\xBB\xBFСерийный номер,Наименование,Количество\nR52T-2,tablet,\n,usb_cable,40\n");
  REQUIRE(taken.status == 303);
  CHECK(holds(depot.scene.get("department", header_of(taken, "Location").substr(3)), "R52T-2"));
  CHECK(depot.scene.audit.count("equipment.import") == 1);
}

TEST_CASE("who has what, a piece's history, and what has not come back, on pages and as CSV") {
  Depot depot;
  const Holder supplier = depot.add(HolderKind::supplier, "Supplier", "110000000");
  const Holder person = depot.add(HolderKind::authorised, "=A. Person", "111000000", "login-authorised");
  depot.deliver(supplier, "R52T-1 R52T-2", "5");
  const std::string over = depot.draw_up("department", {{"kind", "handover"},
                                                        {"giver", Depot::id(depot.office())},
                                                        {"taker", Depot::id(person)},
                                                        {"serials.1.tablet", "R52T-1"}});
  CHECK(depot.scene.post("department", over + "/sign", {}).status == 303);
  CHECK(depot.scene.post("authorised", over + "/sign", {}).status == 303);
  const std::string base = "/office/equipment";
  CHECK(holds(depot.scene.get("department", base + "/holdings"), "R52T-2"));
  CHECK(holds(depot.scene.get("bureau", base + "/holdings"), "R52T-2"));
  CHECK_FALSE(holds(depot.scene.get("other", base + "/holdings"), "R52T-2"));
  CHECK(depot.scene.get("other", base + "/holdings?territory=110000000").status == 403);
  CHECK(depot.scene.get("department", base + "/holdings?territory=nowhere").status == 403);
  const auto in_district = depot.scene.get("department", base + "/holdings?territory=111000000&kind=tablet");
  CHECK(holds(in_district, "R52T-1"));
  CHECK_FALSE(holds(in_district, "R52T-2"));
  const auto csv = depot.scene.get("department", base + "/holdings?format=csv&who=authorised");
  CHECK(csv.content_type == "text/csv; charset=utf-8");
  CHECK(holds(csv, "R52T-1"));
  CHECK(holds(csv, ",'=A. Person,"));  // no formula in a spreadsheet
  CHECK(depot.scene.audit.count("equipment.export") == 1);

  const std::string piece = base + "/piece?kind=tablet&serial=R52T-1";
  const auto history = depot.scene.get("department", piece);
  CHECK(holds(history, "No. 1/2021"));
  CHECK(holds(history, "No. 2/2021"));
  CHECK(depot.scene.get("other", piece).status == 404);
  CHECK(depot.scene.get("department", base + "/piece?kind=tablet&serial=none").status == 404);
  CHECK(holds(depot.scene.get("department", piece + "&format=csv"), "2/2021"));

  const auto owed = depot.scene.get("department", base + "/owed");
  CHECK(holds(owed, "R52T-1"));
  CHECK_FALSE(holds(owed, "R52T-2"));
  CHECK(holds(depot.scene.get("department", base + "/owed?format=csv"), "R52T-1"));
}

TEST_CASE("000-8: after the last day of the tablets the deadline has passed") {
  Depot depot;
  depot.scene.edition.decisions = {{"t", "tablet", {0}, depot.scene.clock.at, {0}, "", ""}};
  CHECK(holds(depot.scene.get("department", "/office/equipment/owed"), "is due by"));
  depot.scene.clock.at.micros += std::int64_t{30} * 86'400 * micros_per_second;
  CHECK(holds(depot.scene.get("department", "/office/equipment/owed"), "Everything has come back"));
}

TEST_CASE("C6: somebody leaves: what is still with them is told, and they are given nothing more") {
  Depot depot;
  const Holder supplier = depot.add(HolderKind::supplier, "Supplier", "110000000");
  const Holder person = depot.add(HolderKind::interviewer, "A. Person", "111000000");
  depot.deliver(supplier, "R52T-1 R52T-2", "5");
  const std::string over = depot.draw_up("department", {{"kind", "handover"},
                                                        {"giver", Depot::id(depot.office())},
                                                        {"taker", Depot::id(person)},
                                                        {"serials.1.tablet", "R52T-1"}});
  CHECK(depot.bring_paper("department", over, "3", "%PDF-1.7 %%EOF").status == 303);
  const std::string page = "/office/equipment/holders/" + Depot::id(person);
  CHECK(depot.scene.post("other", page + "/state", {{"active", "0"}}).status == 404);
  CHECK(depot.scene.post("department", page + "/state", {{"active", "0"}}).status == 303);
  CHECK(holds(depot.scene.get("department", page), "Has left and still has"));
  CHECK(equipment::holdings_of(depot.acts, person.id)->size() == 1);
  depot.draw_up("department",
                {{"kind", "handover"},
                 {"giver", Depot::id(depot.office())},
                 {"taker", Depot::id(person)},
                 {"serials.1.tablet", "R52T-2"}},
                422);
  const Holder next = depot.add(HolderKind::interviewer, "B. Person", "111000000");
  depot.draw_up("department", {{"kind", "handover"},
                               {"giver", Depot::id(person)},
                               {"taker", Depot::id(next)},
                               {"serials.1.tablet", "R52T-1"}});
}

TEST_CASE("C3, C5: somebody of another list is entered once, and brought up to date") {
  Depot depot;
  Holder worker{{}, HolderKind::interviewer, "A. Person", "", "111000000", "", "worker 1", true};
  const Holder first = depot.desk.adopt(depot.actor("department"), worker).value();
  worker.name = "A. Person-Newname";
  worker.active = false;
  const Holder second = depot.desk.adopt(depot.actor("department"), worker).value();
  CHECK(second.id == first.id);
  CHECK(depot.desk.holder_of("worker 1")->value().name == "A. Person-Newname");
  CHECK_FALSE(depot.desk.holder_of("worker 1")->value().active);
  CHECK_FALSE(depot.desk.holder_of("worker 2")->has_value());
  CHECK(depot.desk.adopt(depot.actor("other"), worker).error().code == "equipment.forbidden");
  CHECK(depot.scene.post("department", "/office/equipment/worker/x", {}).status == 404);
}

TEST_CASE("a piece is named as an enrolled tablet by those who manage both") {
  Depot depot;
  const Holder supplier = depot.add(HolderKind::supplier, "Supplier", "110000000");
  depot.deliver(supplier, "R52T-1", "1");
  auto connection = depot.database.connect();
  REQUIRE(
      connection.execute({"",
                          "insert into exchange.device (id, key, label, territory, enrolled_at) values ($1, "
                          "decode(repeat('00', 32), 'hex'), 'Tablet A', '110000000', now())",
                          "", ""},
                         {MemoryTabletDesk::id(1).value}));
  const auto link = [&](const std::string& token, std::uint8_t tablet) {
    return depot.scene
        .post(token, "/office/equipment/piece/device",
              {{"kind", "tablet"},
               {"serial", "R52T-1"},
               {"device", MemoryTabletDesk::id(tablet).value.to_string()}})
        .status;
  };
  CHECK(link("other", 1) == 404);
  CHECK(link("department", 2) == 403);  // a tablet of another region
  CHECK(link("department", 1) == 303);
  CHECK(depot.acts.device_of({"tablet", "R52T-1"})->value() == MemoryTabletDesk::id(1).value);
  CHECK(depot.scene
            .post("department", "/office/equipment/piece/device", {{"kind", "tablet"}, {"serial", "R52T-1"}})
            .status == 303);
  CHECK_FALSE(depot.acts.device_of({"tablet", "R52T-1"})->has_value());
}
