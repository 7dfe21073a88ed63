// The pages of equipment on a real database, as each of those who may use them.
#include "equipment/testing/act_specimens.h"
#include "pg/testing/test_database.h"
#include "sanaq/equipment/equipment_desk.h"
#include "sanaq/equipment/equipment_pages.h"
#include "sanaq/testing/office_fakes.h"
#include "store/equipment_acts_pg.h"
#include "store/equipment_holders_pg.h"

using namespace sanaq;
using namespace sanaq::testing;
using equipment::ActKind;
using equipment::ActState;
using equipment::Holder;
using equipment::HolderKind;

namespace {

struct Depot {
  pg::testing::TestDatabase database;
  pg::Pool pool{{.conninfo = database.conninfo_as("sanaq_server"), .size = 4, .limits = {}}};
  OfficeScene scene;
  EquipmentHoldersPg holders{pool, scene.sealer};
  EquipmentActsPg acts{pool, scene.sealer};
  SplitMix rng{7};
  EquipmentDesk desk{{holders, acts, scene.tablets, scene.edition, scene.territories, scene.hash, scene.clock,
                      rng, scene.log}};

  Depot() {
    scene.edition.equipment = equipment::testing::rules();
    for (EquipmentKind& kind : scene.edition.equipment.kinds)
      for (const char* language : {"kk", "ru", "en"}) kind.label[language] = "Kind " + kind.name;
    for (const char* area : {"dates"}) {
      const auto csv = os::read_file(std::string(SANAQ_SOURCE_DIR) + "/locale/" + area + ".csv");
      REQUIRE(csv);
      REQUIRE(scene.texts.add(*csv));
    }
    Office office{scene.edition, scene.territories, scene.forms, scene.texts, scene.clock, scene.hash,
                  scene.sealer,  scene.log,         scene.staff, scene.cases, scene.cases, scene.audit};
    office.equipment = &desk;
    http::Router router;
    add_office_sections(router, std::make_shared<const Office>(office));
    scene.router = std::move(router);
    scene.sign_in("other", Role::department, "750000000");
    scene.sign_in("second", Role::department, "110000000");
  }
  Actor actor(const std::string& token) { return scene.staff.sessions.at(token); }
  /// A holder entered by the department of region A.
  Holder add(HolderKind kind, const std::string& name, const std::string& territory,
             const std::string& login = {}) {
    const auto added =
        desk.put_holder(actor("department"), {{}, kind, name, "position", territory, login, "", true});
    REQUIRE_MESSAGE(added, added.error().code);
    return *added;
  }
  Holder office() { return desk.office_of("110000000").value(); }
  static std::string id(const Holder& holder) { return holder.id.value.to_string(); }
  /// Path of the act a form made; empty when it was refused.
  std::string draw_up(const std::string& token, http::Fields fields, int status = 303) {
    const auto response = scene.post(token, "/office/equipment/acts", std::move(fields));
    CHECK(response.status == status);
    if (response.status != 303) return response.body;
    return header_of(response, "Location").substr(3);
  }
  http::Response bring_paper(const std::string& token, const std::string& act, const std::string& side,
                             const std::string& content) {
    return scene.upload(token, act + "/paper", {{"scan.pdf", content}}, true, {{"side", side}});
  }
  std::string deliver(const Holder& supplier, const std::string& serials, const std::string& cables) {
    const std::string act = draw_up("department", {{"kind", "acceptance"},
                                                   {"giver", id(supplier)},
                                                   {"taker", id(office())},
                                                   {"serials.1.tablet", serials},
                                                   {"count.1.usb_cable", cables}});
    CHECK(bring_paper("department", act, "3", "%PDF-1.7 signed %%EOF").status == 303);
    return act;
  }
  std::size_t held_by(const Holder& holder) { return equipment::holdings_of(acts, holder.id)->size(); }
};

}  // namespace

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
  for (const char* path : {"/office/equipment/acts/new", "/office/equipment/holders"}) {
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
