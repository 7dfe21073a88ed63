// Nothing of a protected institution is anywhere but on the pages of its own employee and of staff who were
// given the permission: every page a role can reach is read.
#include <deque>
#include <set>

#include "crypto/token.h"
#include "sanaq/testing/collection_scene.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

// Words that stand in the protected institution and nowhere else.
constexpr const char* secrets[] = {"Жасырынүй", "Жасырынкөше", "Жасырынбасшы", "Жасырынадам", "HIDE-1"};

struct ProtectedScene {
  CollectionScene scene;
  Collection& c = *scene.collection;
  Institution hidden =
      place("HIDE-1", "crisis_centre", {"Жасырынүй", "Жасырынүй", "Жасырынбасшы", "Жасырынкөше", "9"});
  Institution open = place("OPEN-1", "social_services", {"Ашықүй", "Ашықүй", "Ашықбасшы", "Ашықкөше", "8"});
  std::string employee;

  ProtectedScene() {
    for (Institution* one : {&hidden, &open}) {
      REQUIRE(c.institutions().places().add({*one}, c.clock().now()));
      ResponsibleEmployee who;
      who.name = "Жауапты";
      who.order_number = "1";
      who.order_date = c.edition().edition.institutions.list_date;
      const auto account = c.institutions().appoint(*one, who, "", "password", "");
      REQUIRE(account);
      if (one == &hidden) employee = account->login;
      ResidentPerson person;
      person.surname = one == &hidden ? "Жасырынадам" : "Ашықадам";
      person.met = "әңгіме";
      REQUIRE(c.institutions().people().add(one->id, {c.institutions().make_resident(person, false)}));
      REQUIRE(*c.institutions().send(*c.institutions().places().find(one->id).value(), account->login));
    }
  }

  Institution place(const char* number, const char* kind, InstitutionDetails details) const {
    Institution one;
    one.id = c.institutions().new_id();
    one.number = number;
    one.kind = kind;
    one.territory = "471010000";
    one.is_protected = c.edition().edition.institutions.find(kind)->is_protected;
    one.details = std::move(details);
    return one;
  }

  /// Cookie of a new session.
  std::string enter(const std::string& login) {
    const auto staff = c.staff().find(login);
    REQUIRE(staff);
    REQUIRE(staff->has_value());
    const std::string token = crypto::random_token();
    const UtcInstant until{c.clock().now().micros + 3600 * micros_per_second};
    REQUIRE(c.staff().add_session(c.hash().mac(HashPurpose::session, "staff:" + token), (*staff)->actor.user,
                                  until));
    return "__Host-sanaq-office=" + token;
  }
  std::string add(const std::string& login, Role role, const std::string& territory) {
    REQUIRE(add_account(c.staff(), c.audit(), c.sealer(), c.clock(), c.rng(), login, role, territory,
                        "password", ""));
    return enter(login);
  }
};

// Addresses of this site in a page: links, and where forms go.
std::vector<std::string> addresses_in(const std::string& page) {
  std::vector<std::string> found;
  for (const std::string_view mark : {"href=\"", "action=\""})
    for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
      const std::size_t start = at + mark.size();
      std::string address = page.substr(start, page.find('"', start) - start);
      address = address.substr(0, address.find('#'));
      for (std::size_t amp; (amp = address.find("&amp;")) != std::string::npos;) address.erase(amp + 1, 4);
      if (address.starts_with("/kk/") || address == "/verify") found.push_back(address);
    }
  return found;
}

struct Crawled {
  int pages = 0;
  std::set<std::string> told;  // pages with a secret on them
};

Crawled crawl(ProtectedScene& s, const std::string& cookie) {
  auto client = http::Client::create(s.scene.site()).value();
  Crawled out;
  const std::string hidden = "/kk" + std::string("/office/institutions/") + s.hidden.id.value.to_string();
  std::deque<std::string> todo = {"/kk/",
                                  "/kk/office",
                                  "/kk/institution",
                                  "/kk/office/institutions",
                                  hidden,
                                  hidden + "/list.pdf",
                                  hidden + "/versions/1",
                                  hidden + "/act.pdf",
                                  "/kk/office/audit",
                                  "/kk/office/institutions?state=sent",
                                  "/metrics",
                                  "/kk/institution/list",
                                  "/kk/institution/people",
                                  "/kk/institution/closing"};
  std::set<std::string> seen(todo.begin(), todo.end());
  constexpr int pages_max = 400;
  while (!todo.empty() && out.pages < pages_max) {
    const std::string address = todo.front();
    todo.pop_front();
    http::Fields headers = {{"Accept", "text/html"}};
    if (!cookie.empty()) headers.push_back({"Cookie", cookie});
    const auto page = client.get(address, headers);
    REQUIRE(page);
    ++out.pages;
    for (const char* secret : secrets)
      if (page->body.find(secret) != std::string::npos) out.told.insert(address);
    CHECK_MESSAGE(page->status < 500, address);
    for (const std::string& next : addresses_in(page->body))
      if (next.find("logout") == std::string::npos && seen.insert(next).second) todo.push_back(next);
    if (const auto where = page->header("location"); where.starts_with("/kk/"))
      if (seen.insert(std::string(where)).second) todo.push_back(std::string(where));
  }
  return out;
}

}  // namespace

TEST_CASE("000-3 001-3: a protected institution is on no page of anybody who was not given it") {
  ProtectedScene s;
  const std::pair<std::string, std::string> roles[] = {
      {"nobody", ""},
      {"bureau", s.add("bureau", Role::bureau, "")},
      {"department", s.add("department", Role::department, "470000000")},
      {"authorised", s.add("authorised", Role::authorised, "471000000")},
      {"commission", s.add("commission", Role::commission, "470000000")},
      {"operator", s.add("operator", Role::operator_1446, "")},
      {"another employee", s.enter("i-open-1")},
  };
  for (const auto& [role, cookie] : roles) {
    INFO(role);
    const Crawled found = crawl(s, cookie);
    CHECK(found.pages > 10);
    for (const std::string& address : found.told) FAIL_CHECK(role, " reads ", address);
  }
}

TEST_CASE("000-5 001-5: its own employee works with it, and so does staff with the permission") {
  ProtectedScene s;
  CHECK_FALSE(crawl(s, s.enter(s.employee)).told.empty());
  const std::string cookie = s.add("trusted", Role::bureau, "");
  CHECK(crawl(s, cookie).told.empty());
  REQUIRE(s.c.staff().set_sees_protected("trusted", true));
  const Crawled found = crawl(s, cookie);
  CHECK(found.told.contains("/kk/office/institutions"));
  CHECK(found.told.contains("/kk/office/institutions/" + s.hidden.id.value.to_string()));
}
