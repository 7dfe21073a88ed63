#pragma once
#include "equipment/testing/act_specimens.h"
#include "pg/testing/test_database.h"
#include "sanaq/equipment/equipment_desk.h"
#include "sanaq/equipment/equipment_pages.h"
#include "sanaq/testing/office_fakes.h"
#include "store/equipment_acts_pg.h"
#include "store/equipment_holders_pg.h"

namespace sanaq::testing {

/// The office with the equipment of region A on a database of its own.
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
    office.tablets = &scene.tablets;
    http::Router router;
    add_office_sections(router, std::make_shared<const Office>(office));
    scene.router = std::move(router);
    scene.sign_in("other", Role::department, "750000000");
    scene.sign_in("second", Role::department, "110000000");
  }
  Actor actor(const std::string& token) { return scene.staff.sessions.at(token); }
  /// A holder entered by the department of region A.
  equipment::Holder add(equipment::HolderKind kind, const std::string& name, const std::string& territory,
                        const std::string& login = {}) {
    const auto added =
        desk.put_holder(actor("department"), {{}, kind, name, "position", territory, login, "", true});
    REQUIRE_MESSAGE(added, added.error().code);
    return *added;
  }
  equipment::Holder office() { return desk.office_of("110000000").value(); }
  static std::string id(const equipment::Holder& holder) { return holder.id.value.to_string(); }
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
  std::string deliver(const equipment::Holder& supplier, const std::string& serials,
                      const std::string& cables) {
    const std::string act = draw_up("department", {{"kind", "acceptance"},
                                                   {"giver", id(supplier)},
                                                   {"taker", id(office())},
                                                   {"serials.1.tablet", serials},
                                                   {"count.1.usb_cable", cables}});
    CHECK(bring_paper("department", act, "3", "%PDF-1.7 signed %%EOF").status == 303);
    return act;
  }
  std::size_t held_by(const equipment::Holder& holder) {
    return equipment::holdings_of(acts, holder.id)->size();
  }
};

}  // namespace sanaq::testing
