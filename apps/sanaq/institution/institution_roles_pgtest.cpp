// Every page of institutions for every role: who gets it, who is refused, what is not there.
#include <map>

#include "sanaq/testing/protected_scene.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

struct RolePage {
  std::string path;
  std::map<std::string, int> statuses;  // of those who do not get `other`
  int other = 403;
};

std::vector<RolePage> role_pages(const ProtectedScene& s) {
  const std::string open = "/office/institutions/" + s.open.id.value.to_string();
  const std::string hidden = "/office/institutions/" + s.hidden.id.value.to_string();
  const std::map<std::string, int> offices = {{"bureau", 200}, {"department", 200}, {"elsewhere", 200}};
  const std::map<std::string, int> keepers = {{"employee", 200}, {"hidden employee", 200}};
  const std::map<std::string, int> own_region = {{"bureau", 200}, {"department", 200}};
  std::vector<RolePage> pages = {
      {"/office/institutions",
       {{"bureau", 200}, {"department", 200}, {"elsewhere", 200}, {"authorised", 200}, {"commission", 200}}},
      {"/institution/met", {}},
      {hidden, {{"trusted", 200}}},
      {hidden + "/list.pdf", {{"trusted", 200}}},
      {hidden + "/correct", {{"trusted", 200}}},
      {hidden + "/versions/1", {{"trusted", 200}}},
      {hidden + "/signature", {{"trusted", 404}}},
      {open + "/signature", {{"bureau", 404}, {"department", 404}, {"trusted", 404}}},
      {open + "/order/nobody", {{"bureau", 404}, {"department", 404}, {"trusted", 404}}},
      {open + "/act.pdf", {{"bureau", 409}, {"department", 409}, {"trusted", 409}}},
      {"/office/institutions/" + Uuid().to_string(), {}},
      {"/office/institutions/none/of/this", {}, 404},
  };
  for (const char* path : {"/new", "/import", "/claims", "/likely", "/overdue"})
    pages.push_back({"/office/institutions" + std::string(path), offices});
  for (const char* path : {"", "/list", "/list/import", "/list/print.pdf", "/people", "/closing",
                           "/signature", "/signature/content", "/versions/1", "/premises"})
    pages.push_back({"/institution" + std::string(path), keepers});
  for (const char* path : {"", "/address", "/correct", "/list.pdf", "/versions/1"})
    pages.push_back({open + path, own_region});
  // Whoever sees protected places is of the bureau besides.
  for (RolePage& page : pages)
    if (const auto bureau = page.statuses.find("bureau"); bureau != page.statuses.end())
      page.statuses.emplace("trusted", bureau->second);
  return pages;
}

}  // namespace

TEST_CASE("000-3 000-4 001-3 001-5: each role gets its pages of institutions, and no other") {
  ProtectedScene s;
  const std::string trusted = s.add("trusted", Role::bureau, "");
  REQUIRE(s.c.staff().set_sees_protected("trusted", true));
  const std::pair<std::string, std::string> roles[] = {
      {"nobody", ""},
      {"bureau", s.add("bureau", Role::bureau, "")},
      {"trusted", trusted},
      {"department", s.add("department", Role::department, "470000000")},
      {"elsewhere", s.add("elsewhere", Role::department, "750000000")},
      {"authorised", s.add("authorised", Role::authorised, "471000000")},
      {"commission", s.add("commission", Role::commission, "470000000")},
      {"operator", s.add("operator", Role::operator_1446, "")},
      {"instructor", s.add("instructor", Role::instructor, "471000000")},
      {"employee", s.enter(s.open_employee)},
      {"hidden employee", s.enter(s.employee)},
  };
  auto client = http::Client::create(s.scene.site()).value();
  for (const RolePage& page : role_pages(s))
    for (const auto& [role, cookie] : roles) {
      http::Fields headers = {{"Accept", "text/html"}};
      if (!cookie.empty()) headers.push_back({"Cookie", cookie});
      const auto answer = client.get("/kk" + page.path, headers);
      REQUIRE(answer);
      const auto told = page.statuses.find(role);
      int wanted = told == page.statuses.end() ? page.other : told->second;
      if (role == "nobody" && wanted == 403) wanted = 401;
      CHECK_MESSAGE(answer->status == wanted, role, " ", page.path);
    }
}

TEST_CASE("000-4 001-4: a commission sees the figures of its own territory alone") {
  ProtectedScene s;
  auto client = http::Client::create(s.scene.site()).value();
  const auto board = [&](const std::string& login, const std::string& territory) {
    const auto page =
        client.get("/ru/office/institutions",
                   {{"Cookie", s.add(login, Role::commission, territory)}, {"Accept", "text/html"}});
    REQUIRE(page);
    REQUIRE(page->status == 200);
    return page->body;
  };
  const std::string own = board("own", "470000000"), other = board("other", "750000000");
  CHECK(own.find("Ашықүй") == std::string::npos);
  CHECK(own.find("<td class=\"number\">1</td>") != std::string::npos);
  CHECK(other.find("<td class=\"number\">1</td>") == std::string::npos);
}
