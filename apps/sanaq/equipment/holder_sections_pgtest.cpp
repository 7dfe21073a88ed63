// People of other lists as holders, from their own pages: members of the staff, employees of institutions.
#include "sanaq/equipment/worker_holder.h"
#include "sanaq/testing/office_walk.h"

using namespace sanaq;
using namespace sanaq::testing;
using equipment::ActKind;
using equipment::HolderKind;

namespace {

constexpr const char* signed_by_hand = "%PDF-1.4\n% signed\n%%EOF\n";

/// A department with a tablet in stock.
struct Stock {
  CollectionScene scene;
  Collection& c = *scene.collection;
  const Actor clerk{{}, "clerk", Role::department, "470000000"};
  OfficeWalk department{scene, "dept", Role::department, "470000000"};
  equipment::Holder office = must(c.equipment().office_of("470000000"));

  template <class T>
  static T must(Result<T> result) {
    return CollectionScene::must(std::move(result));
  }
  Stock() {
    const auto supplier = must(c.equipment().put_holder(
        clerk, {{}, HolderKind::supplier, "Supplier", "", "470000000", "", "", true}));
    in_force(ActKind::acceptance, supplier.id, office.id);
  }
  /// An act about the tablet, signed by hand on both sides.
  void in_force(ActKind kind, equipment::HolderId giver, equipment::HolderId taker) {
    const auto act = must(c.equipment().draft(
        clerk, {kind, giver, taker, {{"tablet", "T-1", 1, equipment::Condition::good, ""}}, "", {}}));
    const std::vector<equipment::Side> both = {equipment::Side::giver, equipment::Side::taker};
    must(c.equipment().sign_on_paper(clerk, act.id, both, signed_by_hand));
  }
  WorkerId contracted() {
    ApplicationForm form{"Сынақов", "Асан",   "",   "950317600018", "1995-03-17", "87010000001",
                         "kk",      "higher", "15", "interviewer",  "471010000"};
    Workforce& workforce = c.fieldwork().workforce;
    const WorkerId id = must(workforce.apply(workforce.check(form).candidate, clerk)).front();
    must(workforce.act(id, Approve{}, clerk));
    const CivilDate today = workforce.today();
    must(workforce.act(id, SignContract{{"1", today, today, "city"}}, clerk));
    return id;
  }
};

bool has(const http::ClientResponse& page, std::string_view words) {
  return page.body.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("C3, C5: a worker is entered as a holder from the own page, which says what is with them") {
  Stock s;
  const WorkerId id = s.contracted();
  const std::string page = "/office/staff/" + id.value.to_string(),
                    enter = "/office/equipment/worker/" + id.value.to_string();
  CHECK(has(s.department.get(page), "Open the equipment"));
  OfficeWalk authorised(s.scene, "auth", Role::authorised, "471010000");
  CHECK(authorised.get(page).status == 200);
  CHECK_FALSE(has(authorised.get(page), "Open the equipment"));  // takes people on, keeps no stock
  CHECK(authorised.post(page, enter, {}).status == 403);
  CHECK(s.department.post(page, enter, {}).status == 303);
  const auto holder = Stock::must(s.c.equipment().holder_of("worker " + id.value.to_string()));
  REQUIRE(holder);
  CHECK(holder->kind == HolderKind::interviewer);
  CHECK(has(s.department.get(page), "Has nothing."));
  s.in_force(ActKind::handover, s.office.id, holder->id);
  CHECK(has(s.department.get(page), "T-1"));
  // The work ends: the page of the person says what is still out, and nothing more is handed over.
  const std::string today = s.c.fieldwork().workforce.today().to_string();
  CHECK(
      s.department.post(page, page + "/step/end", {{"end-reason", "own_wish"}, {"end-day", today}}).status ==
      303);
  CHECK(has(s.department.get(page), "Has left and still has"));
  CHECK_FALSE(Stock::must(s.c.equipment().holder_of("worker " + id.value.to_string()))->active);
  s.in_force(ActKind::giving_back, holder->id, s.office.id);
  CHECK_FALSE(has(s.department.get(page), "Has left and still has"));
}

TEST_CASE("000-8, 001-8, 002: the responsible employee of an institution gets a tablet, and signs for it") {
  Stock s;
  Institution place;
  place.id = s.c.institutions().new_id();
  place.number = "P-1";
  place.kind = "social_services";
  place.territory = "471010000";
  place.details = {"Үлгі үйі", "Үлгі үйі", "Үлгібай", "Үлгі көшесі", "1"};
  REQUIRE(s.c.institutions().places().add({place}, s.c.clock().now()));
  ResponsibleEmployee who;
  who.name = "Жауапты Адам";
  who.order_number = "1";
  who.order_date = s.c.edition().edition.institutions.list_date;
  const auto account = s.c.institutions().appoint(place, who, "", "password", "");
  REQUIRE(account);
  const std::string page = "/office/institutions/" + place.id.value.to_string();
  CHECK(has(s.department.get(page), "Equipment of the responsible employees"));
  CHECK(s.department.post(page, page + "/employee/equipment", {{"login", "nobody"}}).status == 403);
  CHECK(s.department.post(page, page + "/employee/equipment", {{"login", account->login}}).status == 303);
  const auto holder = Stock::must(s.c.equipment().holder_of("employee " + account->login));
  REQUIRE(holder);
  CHECK(holder->kind == HolderKind::employee);
  CHECK(holder->login == account->login);

  const auto act =
      Stock::must(s.c.equipment().draft(s.clerk, {ActKind::handover,
                                                  s.office.id,
                                                  holder->id,
                                                  {{"tablet", "T-1", 1, equipment::Condition::good, ""}},
                                                  "",
                                                  {}}));
  Stock::must(s.c.equipment().sign(s.clerk, act.id));
  OfficeWalk employee(s.scene, account->login);
  const std::string path = "/office/equipment/acts/" + act.id.value.to_string();
  CHECK(employee.post(path, path + "/sign", {}).status == 303);
  CHECK(equipment::holdings_of(s.c.equipment().acts(), holder->id)->size() == 1);
  CHECK(has(s.department.get(page), "Things with this person: 1"));
  CHECK(s.department.post(page, page + "/employee/change", {{"login", account->login}, {"deed", "end"}})
            .status == 303);
  CHECK_FALSE(Stock::must(s.c.equipment().holder_of("employee " + account->login))->active);
}
