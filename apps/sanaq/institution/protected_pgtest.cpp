// Nothing of a protected institution is anywhere but on the pages of its own employee and of staff who were
// given the permission: every page a role can reach is read.
#include <deque>
#include <set>

#include "sanaq/testing/protected_scene.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

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
    for (const char* secret : protected_words)
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
      {"another employee", s.enter(s.open_employee)},
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
