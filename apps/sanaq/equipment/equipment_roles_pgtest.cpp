// Who may open what of the equipment: every role against every page and call; and instructors, who hand
// things to the interviewers of their own area.
#include <array>

#include "sanaq/testing/equipment_depot.h"

using namespace sanaq;
using namespace sanaq::testing;
using equipment::Holder;
using equipment::HolderKind;

namespace {

constexpr const char* tokens[] = {"",           "bureau",     "department", "other",
                                  "authorised", "instructor", "commission", "operator"};
struct Row {
  std::string path;
  http::Method method;
  // nobody, bureau, department of A, department of B, authorised and instructor of A1, commission, operator
  std::array<int, 8> statuses;
};

/// An instructor who has two tablets, and interviewers inside and outside of the area.
struct Area {
  Depot depot;
  Holder supplier = depot.add(HolderKind::supplier, "Supplier", "110000000");
  Holder instructor;
  Holder near = depot.add(HolderKind::interviewer, "Near Person", "111010000");
  Holder far = depot.add(HolderKind::interviewer, "Far Person", "110000000");

  Area() {
    depot.scene.sign_in("instructor", Role::instructor, "111000000");
    instructor = depot.add(HolderKind::instructor, "Lead Person", "111000000", "login-instructor");
    depot.deliver(supplier, "R52T-1 R52T-2 R52T-3", "5");
    const std::string over =
        depot.draw_up("department", fields("handover", depot.office(), instructor, "R52T-1 R52T-2"));
    CHECK(depot.scene.post("department", over + "/sign", {}).status == 303);
    CHECK(depot.scene.post("instructor", over + "/sign", {}).status == 303);
    CHECK(depot.held_by(instructor) == 2);
  }
  static http::Fields fields(const char* kind, const Holder& giver, const Holder& taker,
                             const char* serials) {
    return {{"kind", kind},
            {"giver", Depot::id(giver)},
            {"taker", Depot::id(taker)},
            {"serials.1.tablet", serials}};
  }
};

}  // namespace

TEST_CASE("equipment: every role against every page and call") {
  Area area;
  Depot& depot = area.depot;
  const auto get = http::Method::get, post = http::Method::post;
  const std::string base = "/office/equipment";
  const std::string act =
      depot.draw_up("department", Area::fields("handover", depot.office(), area.instructor, "R52T-3"));
  const std::string holder = base + "/holders/" + Depot::id(area.near);
  const std::vector<Row> rows = {
      {base, get, {401, 200, 200, 200, 200, 200, 403, 403}},
      {base + "/acts/new", get, {401, 200, 200, 200, 403, 200, 403, 403}},
      {base + "/acts/sides", post, {401, 422, 422, 422, 403, 422, 403, 403}},
      {base + "/acts", post, {401, 422, 422, 422, 403, 422, 403, 403}},
      {act, get, {401, 200, 200, 404, 404, 200, 403, 403}},
      {act + "/pdf/kk", get, {401, 200, 200, 404, 404, 200, 403, 403}},
      {act + "/paper/1", get, {401, 404, 404, 404, 404, 404, 403, 403}},
      {act + "/sign", post, {401, 403, 303, 404, 404, 303, 403, 403}},
      {base + "/holders", get, {401, 200, 200, 200, 403, 403, 403, 403}},
      {base + "/holders", post, {401, 422, 422, 422, 403, 403, 403, 403}},
      {holder, get, {401, 200, 200, 404, 403, 403, 403, 403}},
      {base + "/holdings", get, {401, 200, 200, 200, 403, 403, 403, 403}},
      {base + "/owed", get, {401, 200, 200, 200, 403, 403, 403, 403}},
      {base + "/import", get, {401, 200, 200, 200, 403, 403, 403, 403}},
      {base + "/piece?kind=tablet&serial=R52T-1", get, {401, 200, 200, 404, 403, 403, 403, 403}},
      {base + "/find?code=AAAA", get, {401, 404, 404, 404, 404, 404, 403, 403}},
      {base + "/worker/nobody", post, {401, 404, 404, 404, 403, 403, 403, 403}},
  };
  for (const Row& row : rows)
    for (std::size_t i = 0; i < std::size(tokens); ++i) {
      INFO(row.path, " as ", tokens[i]);
      const int status = row.method == get ? depot.scene.get(tokens[i], row.path).status
                                           : depot.scene.post(tokens[i], row.path, {}).status;
      CHECK(status == row.statuses[i]);
    }
  // An employee of an institution sees what an authorised person sees: own things, own acts.
  depot.scene.sign_in("institution", Role::institution, "111000000");
  for (const Row& row : rows) {
    INFO(row.path);
    const int status = row.method == get ? depot.scene.get("institution", row.path).status
                                         : depot.scene.post("institution", row.path, {}).status;
    CHECK(status == row.statuses[4]);
  }
}

TEST_CASE("000-8: an instructor hands over to the interviewers of the own area, and takes back") {
  Area area;
  Depot& depot = area.depot;
  const std::string act =
      depot.draw_up("instructor", Area::fields("handover", area.instructor, area.near, "R52T-1"));
  CHECK(depot.scene.post("instructor", act + "/sign", {}).status == 303);
  CHECK(depot.bring_paper("instructor", act, "3", "%PDF-1.7 %%EOF").status == 403);  // own side by log-in
  CHECK(depot.bring_paper("instructor", act, "2", "%PDF-1.7 %%EOF").status == 303);
  CHECK(depot.held_by(area.near) == 1);
  CHECK(depot.held_by(area.instructor) == 1);
  const std::string back =
      depot.draw_up("instructor", Area::fields("return", area.near, area.instructor, "R52T-1"));
  CHECK(depot.bring_paper("instructor", back, "1", "%PDF-1.7 %%EOF").status == 303);
  CHECK(depot.scene.post("instructor", back + "/sign", {}).status == 303);
  CHECK(depot.held_by(area.instructor) == 2);
  CHECK(depot.held_by(area.near) == 0);
}

TEST_CASE("an instructor draws up no other acts: not of others, not outside the area, no losses") {
  Area area;
  Depot& depot = area.depot;
  depot.draw_up("instructor", Area::fields("handover", area.instructor, area.far, "R52T-1"), 404);
  depot.draw_up("instructor", Area::fields("handover", depot.office(), area.near, "R52T-3"), 404);
  depot.draw_up("instructor", Area::fields("return", area.instructor, depot.office(), "R52T-1"), 404);
  const Holder other = depot.add(HolderKind::interviewer, "Other Person", "111010000");
  depot.draw_up("instructor", Area::fields("handover", area.near, other, "R52T-1"), 403);
  http::Fields loss = Area::fields("loss", area.instructor, area.near, "R52T-1");
  CHECK(depot.scene.post("instructor", "/office/equipment/acts", loss).status != 303);
  const auto page = depot.scene.get("instructor", "/office/equipment");
  CHECK(holds(page, "acts/new?kind=handover"));
  CHECK_FALSE(holds(depot.scene.get("instructor", "/office/equipment/acts/new"), "kind=write_off"));
}

TEST_CASE(
    "the sides of an act: few people stand in a list, many are found by name, names are in no address") {
  Area area;
  Depot& depot = area.depot;
  const std::string sides = "/office/equipment/acts/sides", near = "taker-" + Depot::id(area.near);
  CHECK(holds(depot.scene.get("department", "/office/equipment/acts/new?kind=handover"), near));
  for (int i = 0; i < 20; ++i)
    depot.add(HolderKind::interviewer, "Crowd Person " + std::to_string(i), "111000000");
  CHECK_FALSE(holds(depot.scene.get("department", "/office/equipment/acts/new?kind=handover"), near));
  const auto found = depot.scene.post("department", sides,
                                      {{"kind", "handover"}, {"taker_name", "near pers"}, {"deed", "find"}});
  CHECK(found.status == 200);
  CHECK(holds(found, near));
  CHECK_FALSE(holds(found, "Crowd Person"));
  const auto next = depot.scene.post("department", sides,
                                     {{"kind", "handover"},
                                      {"giver", Depot::id(depot.office())},
                                      {"taker", Depot::id(area.near)},
                                      {"taker_name", "near pers"},
                                      {"deed", "next"}});
  CHECK(next.status == 303);
  CHECK(header_of(next, "Location").find("near") == std::string::npos);
  CHECK(depot.scene.get("department", header_of(next, "Location").substr(3)).status == 200);
  // Whoever was chosen stays there while the other side is looked for.
  const auto kept = depot.scene.post(
      "department", sides,
      {{"kind", "handover"}, {"taker", Depot::id(area.near)}, {"taker_name", "crowd"}, {"deed", "find"}});
  CHECK(holds(kept, near));
  CHECK(depot.scene.post("department", sides, {{"kind", "handover"}, {"deed", "next"}}).status == 422);
  const auto own =
      depot.scene.post("instructor", sides, {{"kind", "handover"}, {"taker_name", "near"}, {"deed", "find"}});
  CHECK(holds(own, near));
  CHECK_FALSE(holds(own, "Far Person"));
}
